/**
 * The bytes of a journal: a header with the id of its key, then frames `marker | seq u64 | length u32 | nonce |
 * ciphertext | tag`. The
 * unencrypted head of a frame is authenticated with it, and the plain text begins with the tag of the frame before.
 * Each frame opens alone, so frames after a damaged place can still be read, and a removed or moved frame is noticed.
 */
import { KEY_ID_BYTES, keyIdOf } from '../keys/key-id.ts'
import { open, seal, SEAL_OVERHEAD } from '../keys/sealed-bytes.ts'

/** Of earlier versions: without the id of the key. */
const HEADER_1 = Buffer.from('DES-DESK-JOURNAL-1\n')
const HEADER_2 = Buffer.from('DES-DESK-JOURNAL-2\n')
/** Length of the header of {@link headerOf}. */
export const HEADER_BYTES = HEADER_2.length + KEY_ID_BYTES
export const headerOf = (key: Uint8Array): Buffer => Buffer.concat([HEADER_2, keyIdOf(key)])
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
  /**
   * `torn-end`: frames, and then the beginning of one that was never finished · `damaged`: anything else that is
   * missing or unreadable · `foreign`: no frame opens, and the header names another key.
   */
  readonly damage: 'none' | 'torn-end' | 'damaged' | 'foreign'
  /** The header is that of an earlier version. */
  readonly early: boolean
}

/** The id of the key in a journal's header; null if it has none, or is no journal. */
export const keyIdIn = (file: Buffer): Buffer | null =>
  file.length >= HEADER_BYTES && file.subarray(0, HEADER_2.length).equals(HEADER_2)
    ? file.subarray(HEADER_2.length, HEADER_BYTES)
    : null

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

/** Whether these bytes are the beginning of a frame that ends after the file: what a power cut leaves of an append. */
function isUnfinished(rest: Buffer): boolean {
  if (rest.length < MARKER.length) return MARKER.subarray(0, rest.length).equals(rest)
  if (!rest.subarray(0, MARKER.length).equals(MARKER)) return false
  return rest.length < HEAD || HEAD + rest.readUInt32LE(MARKER.length + 8) > rest.length
}

function headerIn(key: Uint8Array, file: Buffer): { at: number; whole: boolean; early: boolean } {
  const id = keyIdIn(file)
  if (id !== null) return { at: HEADER_BYTES, whole: id.equals(keyIdOf(key)), early: false }
  const early = file.subarray(0, HEADER_1.length).equals(HEADER_1)
  return { at: early ? HEADER_1.length : 0, whole: early, early }
}

/**
 * Everything readable of a journal. A power cut leaves an incomplete last frame after those that were read; anything
 * else that is missing is damage, and a journal of which nothing opens is never taken for one with a torn end.
 */
export function readFrames(key: Uint8Array, file: Buffer): ReadFrames {
  const frames: Frame[] = []
  const header = headerIn(key, file)
  let damaged = !header.whole
  let at = header.at
  let intactUntil = at
  let broken = false
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
  return { frames, intactUntil, damage: damageOf(), early: header.early }

  function damageOf(): ReadFrames['damage'] {
    if (frames.length === 0 && keyIdIn(file)?.equals(keyIdOf(key)) === false) return 'foreign'
    if (damaged) return 'damaged'
    if (!broken) return 'none'
    return frames.length > 0 && isUnfinished(file.subarray(intactUntil)) ? 'torn-end' : 'damaged'
  }
}
