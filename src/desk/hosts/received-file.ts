/** A file that a window sends, the same for both hosts. */
import { refuse, type Result } from '../../domain/problem.ts'
import { SCAN_LIMITS } from '../../files/limits.ts'
import type { StoredBytes } from '../desk-interface.ts'

export interface ReceivedFile {
  /** The name that the window sent; used only in a refusal. */
  readonly name: string
  readonly size: number
  /** Null if there were more bytes than the limit. */
  readonly bytes: Uint8Array | null
}

const LONGEST_NAME = 160
const shownName = (name: string): string => name.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, LONGEST_NAME)

export async function storeReceived(
  store: (bytes: Uint8Array) => Promise<Result<StoredBytes>>,
  { name, size, bytes }: ReceivedFile,
): Promise<Result<StoredBytes>> {
  if (bytes === null || size > SCAN_LIMITS.bytes)
    return refuse('scan.too-large', { name: shownName(name), size, limit: SCAN_LIMITS.bytes })
  if (size === 0) return refuse('scan.empty', { name: shownName(name) })
  return store(bytes)
}
