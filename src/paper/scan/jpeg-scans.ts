/** The segments of a JPEG (ISO/IEC 10918-1 annex B), for judging whether all of its scans came. */

const [MARK, END, START_OF_SCAN, PROGRESSIVE, RESTART_0, RESTART_7] = [0xff, 0xd9, 0xda, 0xc2, 0xd0, 0xd7]
/** Coefficients of a block. */
const COEFFICIENTS = 64

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Where the data of a scan ends: at the next marker that is neither a stuffed FF nor a restart. */
function endOfData(view: Buffer, from: number): number {
  for (let at = view.indexOf(MARK, from); at >= 0; at = view.indexOf(MARK, at + 1)) {
    const marker = view[at + 1]
    if (marker === undefined) return view.length
    const isData = marker === 0 || marker === MARK || (marker >= RESTART_0 && marker <= RESTART_7)
    if (!isData) return at
  }
  return view.length
}

/**
 * Whether the end mark stands after the last scan and, in a progressive file, every coefficient of every component has
 * come with its last bit. A file that was cut between two scans and got an end mark decodes without a warning, and
 * only coarsely.
 */
export function hasAllScans(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let components: number[] | null = null
  let progressive = false
  /** By component: how many low bits of each coefficient are still to come; undefined: nothing has come. */
  const toCome = new Map<number, (number | undefined)[]>()
  let at = 2
  while (at + 2 <= view.length && view[at] === MARK) {
    const marker = view[at + 1] ?? 0
    if (marker === MARK) {
      at++
      continue
    }
    if (marker === END) return components !== null && (!progressive || isRefined(components, toCome))
    const next = at + 4 <= view.length ? at + 2 + view.readUInt16BE(at + 2) : Infinity
    if (next > view.length) return false
    if (isFrame(marker)) {
      components = Array.from({ length: view[at + 9] ?? 0 }, (_, each) => view[at + 10 + each * 3] ?? 0)
      progressive = marker === PROGRESSIVE
    }
    if (marker !== START_OF_SCAN) {
      at = next
      continue
    }
    const count = view[at + 4] ?? 0
    const [first = 0, last = 0, bits = 0] = view.subarray(at + 5 + count * 2, at + 8 + count * 2)
    for (let each = 0; each < count; each++) {
      const component = view[at + 5 + each * 2] ?? 0
      const row = toCome.get(component) ?? new Array<number | undefined>(COEFFICIENTS)
      row.fill(bits & 15, first, last + 1)
      toCome.set(component, row)
    }
    at = endOfData(view, next)
  }
  return false
}

const isRefined = (components: readonly number[], toCome: ReadonlyMap<number, readonly (number | undefined)[]>) =>
  components.every((component) => {
    const row = toCome.get(component)
    return row !== undefined && Array.from({ length: COEFFICIENTS }, (_, at) => row[at]).every((bits) => bits === 0)
  })
