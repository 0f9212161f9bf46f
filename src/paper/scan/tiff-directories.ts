/** The directories of a TIFF, one for each page (TIFF 6.0 section 2). */

const ENTRY = 12
/** One page more than the intake takes; a longer chain is a loop or an attack. */
const MOST = 61
/** A directory has about 20 entries, and a page of A3 at 600 dpi at most 9,900 strips. Work is bounded. */
const MOST_ENTRIES = 500
const MOST_PIECES = 20_000

/** Tags of the places of strips or tiles, and of their lengths; decoders fill what is missing without a word. */
const PIECES = [
  [273, 279],
  [324, 325],
] as const
const [SHORT, LONG] = [3, 4]
/** Bytes of one value by its type (TIFF 6.0 page 15). */
const SIZES: Readonly<Record<number, number>> = { 3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 }

/** Tags of the resolutions across and down, which are fractions. */
const RESOLUTIONS = [282, 283] as const
const RATIONAL = 5
/** Fax has at most 204 × 98 pixels an inch; a larger ratio is a mistake of the writer. */
const MOST_OBLONG = 2.2

export interface TiffDirectories {
  /** For each page how much higher than wide its pixels are: 1 for square ones, about 2 for standard fax. */
  readonly stretch: readonly number[]
  /** For each page whether all of its strips or tiles are inside the file. */
  readonly pages: readonly boolean[]
  /** False when the chain leads out of the file: pages after it are missing. Decoders end there without a word. */
  readonly complete: boolean
}

/** Reads the values of one entry; null when they are outside the file or of another type. */
function valuesOf(view: DataView, little: boolean, at: number): number[] | null {
  const [type, count] = [view.getUint16(at + 2, little), view.getUint32(at + 4, little)]
  if ((type !== SHORT && type !== LONG) || count > MOST_PIECES) return null
  const size = type === SHORT ? 2 : 4
  const from = count * size <= 4 ? at + 8 : view.getUint32(at + 8, little)
  if (from + count * size > view.byteLength) return null
  return Array.from({ length: count }, (_, each) =>
    size === 2 ? view.getUint16(from + each * 2, little) : view.getUint32(from + each * 4, little),
  )
}

function stretchOf(view: DataView, little: boolean, at: number, count: number): number {
  const [across, down] = RESOLUTIONS.map((wanted) => {
    for (let entry = at + 2; entry < at + 2 + count * ENTRY; entry += ENTRY) {
      if (view.getUint16(entry, little) !== wanted || view.getUint16(entry + 2, little) !== RATIONAL) continue
      const from = view.getUint32(entry + 8, little)
      return from + 8 > view.byteLength ? NaN : view.getUint32(from, little) / view.getUint32(from + 4, little)
    }
    return NaN
  })
  const ratio = (across ?? NaN) / (down ?? NaN)
  return ratio > 1 / MOST_OBLONG && ratio < MOST_OBLONG ? ratio : 1
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
  const stretch: number[] = []
  let link = 4
  for (;;) {
    if (link + 4 > bytes.length) return { pages, stretch, complete: false }
    const at = view.getUint32(link, little)
    if (at === 0) return { pages, stretch, complete: pages.length > 0 }
    if (at + 2 > bytes.length || seen.has(at) || seen.size >= MOST) return { pages, stretch, complete: false }
    const count = view.getUint16(at, little)
    const next = at + 2 + count * ENTRY
    if (next > bytes.length || count > MOST_ENTRIES) return { pages, stretch, complete: false }
    seen.add(at)
    pages.push(hasAllPieces(view, little, at, count))
    stretch.push(stretchOf(view, little, at, count))
    link = next
  }
}
