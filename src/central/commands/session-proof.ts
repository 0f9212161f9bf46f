/** Verifies that a command was signed by the key of the session that it names. */
import { type KeyObject, verify } from 'node:crypto'
import { provedPart } from '../../protocol/canonical.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'

const SIGNATURE_BYTES = 64

/** Whether the command carries a signature by this key over everything it states. */
export function isProved(envelope: CommandEnvelope, key: KeyObject): boolean {
  const signature = Buffer.from(envelope.proof ?? '', 'base64url')
  return signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(provedPart(envelope)), key, signature)
}
