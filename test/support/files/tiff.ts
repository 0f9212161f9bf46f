/**
 * Writes grey TIFF files (TIFF 6.0) in the layouts of scanners, each of which breaks differently when a file is cut:
 * strips or tiles, data before or after the directories, one page or several.
 */
import { deflateSync } from 'node:zlib'

export interface GreyPage {
  readonly width: number
  readonly height: number
  /** One byte per pixel. */
  readonly grey: Uint8Array
}

export interface TiffLayout {
  readonly directory: 'first' | 'last'
  readonly pieces: 'strips' | 'tiles'
  readonly packed: boolean
}

const [SHORT, LONG] = [3, 4]
const ROWS = 28
const TILE = 64
type Entry = readonly [tag: number, type: number, count: number, value: number]

function strips({ width, height, grey }: GreyPage): Buffer[] {
  return Array.from({ length: Math.ceil(height / ROWS) }, (_, at) =>
    Buffer.from(grey.subarray(at * ROWS * width, Math.min(height, (at + 1) * ROWS) * width)),
  )
}

function tiles({ width, height, grey }: GreyPage): Buffer[] {
  const made: Buffer[] = []
  for (let top = 0; top < height; top += TILE)
    for (let left = 0; left < width; left += TILE) {
      const tile = Buffer.alloc(TILE * TILE, 255)
      for (let row = 0; row < Math.min(TILE, height - top); row++)
        tile.set(
          grey.subarray((top + row) * width + left, (top + row) * width + Math.min(width, left + TILE)),
          row * TILE,
        )
      made.push(tile)
    }
  return made
}

/** The pages in one little-endian file. */
export function greyTiff(pages: readonly GreyPage[], { directory, pieces, packed }: TiffLayout): Buffer {
  const header = Buffer.from('II*\0\0\0\0\0', 'latin1')
  const parts: Buffer[] = [header]
  let [at, link] = [header.length, 4]
  const whole = () => Buffer.concat(parts)
  const links: [place: number, target: number][] = []
  const add = (bytes: Buffer): number => {
    const place = at
    parts.push(bytes)
    at += bytes.length
    return place
  }
  for (const page of pages) {
    const data = (pieces === 'tiles' ? tiles(page) : strips(page)).map((piece) => (packed ? deflateSync(piece) : piece))
    const count = data.length
    const size = 2 + 11 * 12 + 4
    const dataBytes = data.reduce((sum, piece) => sum + piece.length, 0)
    const directoryAt = directory === 'first' ? at : at + dataBytes
    const listsAt = directoryAt + size
    const dataAt = directory === 'first' ? listsAt + count * 8 : at
    const inPlace = count === 1
    const lists = Buffer.alloc(count * 8)
    data.reduce((place, piece, each) => {
      lists.writeUInt32LE(place, each * 4)
      lists.writeUInt32LE(piece.length, (count + each) * 4)
      return place + piece.length
    }, dataAt)
    const listed = (which: number): number => (inPlace ? lists.readUInt32LE(which * 4) : listsAt + which * count * 4)
    const tiled = pieces === 'tiles'
    const entries: Entry[] = [
      [256, SHORT, 1, page.width],
      [257, SHORT, 1, page.height],
      [258, SHORT, 1, 8],
      [259, SHORT, 1, packed ? 8 : 1],
      [262, SHORT, 1, 1],
      ...(tiled ? [] : ([[273, LONG, count, listed(0)]] as Entry[])),
      [277, SHORT, 1, 1],
      ...(tiled
        ? ([
            [322, SHORT, 1, TILE],
            [323, SHORT, 1, TILE],
            [324, LONG, count, listed(0)],
            [325, LONG, count, listed(1)],
          ] as Entry[])
        : ([
            [278, SHORT, 1, ROWS],
            [279, LONG, count, listed(1)],
            [284, SHORT, 1, 1],
            [296, SHORT, 1, 2],
          ] as Entry[])),
    ]
    // Both layouts have as many entries as the directory has room for; the last one says that nothing is left out.
    while (entries.length < 11) entries.push([339, SHORT, 1, 1])
    const ifd = Buffer.alloc(size)
    ifd.writeUInt16LE(entries.length, 0)
    entries.forEach(([tag, type, items, value], index) => {
      const to = 2 + index * 12
      ifd.writeUInt16LE(tag, to)
      ifd.writeUInt16LE(type, to + 2)
      ifd.writeUInt32LE(items, to + 4)
      ifd.writeUInt32LE(value, to + 8)
    })
    links.push([link, directoryAt])
    link = directoryAt + 2 + entries.length * 12
    if (directory === 'last') data.forEach(add)
    add(ifd)
    add(lists)
    if (directory === 'first') data.forEach(add)
  }
  const bytes = whole()
  for (const [place, target] of links) bytes.writeUInt32LE(target, place)
  return bytes
}
