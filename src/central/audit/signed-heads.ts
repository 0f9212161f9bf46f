/**
 * Signed heads of the audit chain, kept outside the database (docs/protocol.md S14): one line of canonical JSON each,
 * appended to a file. A head states how long the chain was and its last hash, so anyone who has the heads, or a copy of
 * the file from years ago, notices a chain that was cut or rewritten.
 */
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { sha256Hex } from '../../files/sha256.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { id, instant, sha256 } from '../../protocol/values.ts'

export const HEAD_REASONS = ['start', 'hour', 'close'] as const

const headFields = z.strictObject({
  format: z.literal('des-audit-head/1'),
  storeId: id,
  epoch: id,
  /** When and why it was written, by the clock of the store. */
  at: instant,
  why: z.enum(HEAD_REASONS),
  /** Entries in the chain, and the hash of the last. */
  n: z.int().nonnegative(),
  hash: sha256,
  /** Bodies beside the chain. */
  bodies: z.int().nonnegative(),
  /** SHA-256 of the previous line; zeros in the first. */
  previous: sha256,
  /** Public key, Ed25519, 32 bytes as hex. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
})
const headLine = headFields.extend({ signature: z.string() })

export type HeadFacts = Omit<z.infer<typeof headFields>, 'format' | 'previous' | 'key'>
export type SignedHead = z.infer<typeof headLine>

export const NO_LINE = '0'.repeat(64)
/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410 section 4). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

export const publicKeyOf = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length).toString('hex')

/** A head as a line, without its end of line. */
export function signHead(facts: HeadFacts, previous: string, key: KeyObject): string {
  const head = { format: 'des-audit-head/1' as const, ...facts, previous, key: publicKeyOf(key) }
  return canonicalJson({ ...head, signature: sign(null, Buffer.from(canonicalJson(head)), key).toString('base64') })
}

export type HeadsVerdict =
  | { readonly ok: true; readonly heads: readonly SignedHead[]; readonly lastLine: string }
  | { readonly ok: false; readonly line: number; readonly fault: 'format' | 'order' | 'signature' }

function parseLine(line: string): SignedHead | null {
  try {
    const head = headLine.parse(JSON.parse(line))
    // Any other spelling of the same facts would have another hash.
    return canonicalJson(head) === line ? head : null
  } catch {
    return null
  }
}

function isSigned({ signature, ...head }: SignedHead): boolean {
  const key = createPublicKey({
    key: Buffer.concat([PUBLIC_PREFIX, Buffer.from(head.key, 'hex')]),
    format: 'der',
    type: 'spki',
  })
  const bytes = Buffer.from(signature, 'base64')
  return bytes.length === 64 && verify(null, Buffer.from(canonicalJson(head)), key, bytes)
}

/**
 * Reads the text of a file of heads: every line whole, in order, linked to the one before, and signed by the key.
 * @param key the public key that must have signed, as hex
 * @param signed whose signatures are verified; the last covers those before it, as long as nobody else has the key
 */
export function readHeads(text: string, key: string, signed: 'each' | 'last' = 'each'): HeadsVerdict {
  const heads: SignedHead[] = []
  let lastLine = NO_LINE
  const lines = text.split('\n')
  // The file ends with the end of a line; anything after it is a line that was cut.
  const complete = lines.at(-1) === ''
  for (const [index, line] of (complete ? lines.slice(0, -1) : lines).entries()) {
    const fault = (kind: 'format' | 'order' | 'signature'): HeadsVerdict => ({
      ok: false,
      line: index + 1,
      fault: kind,
    })
    const head = parseLine(line)
    if (!head || (!complete && index === lines.length - 1)) return fault('format')
    if (head.previous !== lastLine || head.n < (heads.at(-1)?.n ?? 0)) return fault('order')
    const checked = signed === 'each' || index === lines.length - 2
    if (head.key !== key || (checked && !isSigned(head))) return fault('signature')
    heads.push(head)
    lastLine = sha256Hex(line)
  }
  return { ok: true, heads, lastLine }
}
