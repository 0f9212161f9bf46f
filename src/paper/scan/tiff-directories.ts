/** The directories of a TIFF, one for each page (TIFF 6.0 section 2). */

const ENTRY = 12
/** A chain that is longer is a loop or an attack; the intake takes 60 pages. */
const MOST = 1000

/** Tags of the places of strips or tiles, and of their lengths; decoders fill what is missing without a word. */
const PIECES = [
  [273, 279],
  [324, 325],
] as const
const [SHORT, LONG] = [3, 4]
/** Bytes of one value by its type (TIFF 6.0 page 15). */
const SIZES: Readonly<Record<number, number>> = { 3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 }

export interface TiffDirectories {
  /** For each page whether all of its strips or tiles are inside the file. */
  readonly pages: readonly boolean[]
  /** False when the chain leads out of the file: pages after it are missing. Decoders end there without a word. */
  readonly complete: boolean
}

/** Reads the values of one entry; null when they are outside the file or of another type. */
function valuesOf(view: DataView, little: boolean, at: number): number[] | null {
  const [type, count] = [view.getUint16(at + 2, little), view.getUint32(at + 4, little)]
  if (type !== SHORT && type !== LONG) return null
  const size = type === SHORT ? 2 : 4
  const from = count * size <= 4 ? at + 8 : view.getUint32(at + 8, little)
  if (from + count * size > view.byteLength) return null
  return Array.from({ length: count }, (_, each) =>
    size === 2 ? view.getUint16(from + each * 2, little) : view.getUint32(from + each * 4, little),
  )
}

/** Whether all values, strips and tiles of a directory are inside the file. */
function hasAllPieces(view: DataView, little: boolean, at: number, count: number): boolean {
  const entries = new Map<number, number>()
  for (let each = 0; each < count; each++) {
    const entry = at + 2 + each * ENTRY
    entries.set(view.getUint16(entry, little), entry)
    const bytes = (SIZES[view.getUint16(entry + 2, little)] ?? 1) * view.getUint32(entry + 4, little)
    if (bytes > 4 && view.getUint32(entry + 8, little) + bytes > view.byteLength) return false
  }
  return PIECES.every(([places, lengths]) => {
    const [place, length] = [entries.get(places), entries.get(lengths)]
    // One strip without a stated length goes to the end of the file, as some old writers have it.
    if (place === undefined || length === undefined) return true
    const [froms, sizes] = [valuesOf(view, little, place), valuesOf(view, little, length)]
    return froms?.every((from, each) => from + (sizes?.[each] ?? Infinity) <= view.byteLength) ?? false
  })
}

/** Follows the chain. `bytes` begin with one of the two headers of a TIFF. */
export function tiffDirectories(bytes: Uint8Array): TiffDirectories {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = bytes[0] === 0x49
  const seen = new Set<number>()
  const pages: boolean[] = []
  let link = 4
  for (;;) {
    if (link + 4 > bytes.length) return { pages, complete: false }
    const at = view.getUint32(link, little)
    if (at === 0) return { pages, complete: pages.length > 0 }
    if (at + 2 > bytes.length || seen.has(at) || seen.size >= MOST) return { pages, complete: false }
    const count = view.getUint16(at, little)
    const next = at + 2 + count * ENTRY
    if (next > bytes.length) return { pages, complete: false }
    seen.add(at)
    pages.push(hasAllPieces(view, little, at, count))
    link = next
  }
}
