/**
 * The bytes of a journal: a header, then frames `marker | seq u64 | length u32 | nonce | ciphertext | tag`. The
 * unencrypted head of a frame is authenticated with it, and the plain text begins with the tag of the frame before.
 * Each frame opens alone, so frames after a damaged place can still be read, and a removed or moved frame is noticed.
 */
import { open, seal, SEAL_OVERHEAD } from '../keys/sealed-bytes.ts'

export const HEADER = Buffer.from('DES-DESK-JOURNAL-1\n')
const MARKER = Buffer.from('\u0000JR1')
const HEAD = MARKER.length + 8 + 4
const TAG = 16
const NO_TAG = Buffer.alloc(TAG)
/** Longest content of a frame; one counter action is a few kilobytes. */
const LIMIT = 8 * 1024 * 1024

interface Frame {
  readonly seq: number
  readonly content: Buffer
  readonly tag: Buffer
}
export interface ReadFrames {
  readonly frames: readonly Frame[]
  /** The end of the last frame before any damage. */
  readonly intactUntil: number
  readonly damage: 'none' | 'torn-end' | 'damaged'
}

const contextOf = (head: Uint8Array): string => `des-desk-journal:${Buffer.from(head).toString('hex')}`

/** One frame, chained to the tag of the one before it. */
export function frameOf(
  key: Uint8Array,
  seq: number,
  content: Uint8Array,
  previousTag: Uint8Array | null,
  nonce: Uint8Array,
): { bytes: Buffer; tag: Buffer } {
  const head = Buffer.alloc(HEAD)
  MARKER.copy(head)
  head.writeBigUInt64LE(BigInt(seq), MARKER.length)
  head.writeUInt32LE(TAG + content.length + SEAL_OVERHEAD, MARKER.length + 8)
  const sealed = seal(key, Buffer.concat([previousTag ?? NO_TAG, content]), contextOf(head), nonce)
  return { bytes: Buffer.concat([head, sealed]), tag: sealed.subarray(sealed.length - TAG) }
}

function frameAt(key: Uint8Array, file: Buffer, at: number): (Frame & { end: number; previousTag: Buffer }) | null {
  if (at + HEAD > file.length || !file.subarray(at, at + MARKER.length).equals(MARKER)) return null
  const head = file.subarray(at, at + HEAD)
  const length = head.readUInt32LE(MARKER.length + 8)
  if (length < TAG + SEAL_OVERHEAD || length > LIMIT || at + HEAD + length > file.length) return null
  const sealed = file.subarray(at + HEAD, at + HEAD + length)
  const plain = open(key, sealed, contextOf(head))
  if (plain === null) return null
  return {
    seq: Number(head.readBigUInt64LE(MARKER.length)),
    content: plain.subarray(TAG),
    previousTag: plain.subarray(0, TAG),
    tag: sealed.subarray(length - TAG),
    end: at + HEAD + length,
  }
}

/**
 * Everything readable of a journal. A power cut leaves an incomplete last frame; anything else that is missing is
 * damage.
 */
export function readFrames(key: Uint8Array, file: Buffer): ReadFrames {
  const frames: Frame[] = []
  let damaged = !file.subarray(0, HEADER.length).equals(HEADER)
  let at = damaged ? 0 : HEADER.length
  let intactUntil = at
  let broken = damaged
  while (at < file.length) {
    const frame = frameAt(key, file, at)
    if (frame === null) {
      broken = true
      const next = file.indexOf(MARKER, at + 1)
      if (next === -1) break
      at = next
      continue
    }
    const last = frames.at(-1)
    // A frame that does not follow the last one read: something between them is missing.
    if (broken || !frame.previousTag.equals(last?.tag ?? NO_TAG) || frame.seq !== (last?.seq ?? 0) + 1) damaged = true
    frames.push({ seq: frame.seq, content: frame.content, tag: frame.tag })
    at = frame.end
    if (!damaged) intactUntil = at
  }
  const end = broken ? 'torn-end' : 'none'
  return { frames, intactUntil, damage: damaged ? 'damaged' : end }
}
