/** Files that end before all of their data has come, and heights that feeders state after the data. */
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../demonstration/seeded.ts'
import { decodeImage } from '../reading/decode-image.ts'
import { inspectScan, pagesOfScan } from './intake.ts'

/** More are cut with DES_CUTS. */
const CUTS = Number(process.env['DES_CUTS'] ?? 6)
const [WIDTH, HEIGHT] = [400, 560]
const EOI = Buffer.from([0xff, 0xd9])

async function drawn(): Promise<Buffer> {
  const strokes = Array.from(
    { length: 60 },
    (_, at) =>
      `<path d="M${String(20 + at * 5)} ${String(30 + (at % 12) * 44)} q20 -30 50 10 t30 20" fill="none" stroke="#223a7a" stroke-width="3"/>`,
  )
  return await sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${String(WIDTH)}" height="${String(HEIGHT)}"><rect width="100%" height="100%" fill="#f6f3ea"/>${strokes.join('')}</svg>`,
    ),
  )
    .flatten()
    .png()
    .toBuffer()
}

/** A grey TIFF with its directory first and twenty strips after it, as scanners write it. */
function directoryFirst(grey: Buffer): Buffer {
  const strips = 20
  const rows = HEIGHT / strips
  const [entries, offsets] = [9, 8 + 2 + 9 * 12 + 4]
  const data = offsets + strips * 8
  const head = Buffer.alloc(data)
  head.write('II*\0', 0, 'latin1')
  head.writeUInt32LE(8, 4)
  head.writeUInt16LE(entries, 8)
  const all: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, 3, 1, WIDTH],
    [257, 3, 1, HEIGHT],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 1],
    [273, 4, strips, offsets],
    [277, 3, 1, 1],
    [278, 3, 1, rows],
    [279, 4, strips, offsets + strips * 4],
  ]
  all.forEach(([tag, type, count, value], at) => {
    const to = 10 + at * 12
    head.writeUInt16LE(tag, to)
    head.writeUInt16LE(type, to + 2)
    head.writeUInt32LE(count, to + 4)
    head.writeUInt32LE(value, to + 8)
  })
  for (let strip = 0; strip < strips; strip++) {
    head.writeUInt32LE(data + strip * rows * WIDTH, offsets + strip * 4)
    head.writeUInt32LE(rows * WIDTH, offsets + strips * 4 + strip * 4)
  }
  return Buffer.concat([head, grey])
}

async function pdf(useObjectStreams: boolean): Promise<Buffer> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let page = 0; page < 5; page++)
    document
      .addPage([595, 842])
      .drawText(`Pagina ${String(page + 1)} `.repeat(30), { x: 40, y: 700, size: 11, font, maxWidth: 500 })
  return Buffer.from(await document.save({ useObjectStreams }))
}

/** Two revisions of one file: a cut of the second leaves a complete first one before it. */
async function updated(): Promise<Buffer> {
  const first = await pdf(false)
  const update = '7 0 obj\n<< /Note (later) >>\nendobj\nxref\n0 0\ntrailer\n<< /Size 8 >>\nstartxref\n9\n%%EOF\n'
  return Buffer.concat([first, Buffer.from(update)])
}

const code = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'ok' : result.problem?.code)

describe('files that end early', () => {
  const files = new Map<string, Buffer>()
  beforeAll(async () => {
    const page = await drawn()
    const image = () => sharp(page)
    files.set('JPEG', await image().jpeg().toBuffer())
    files.set('progressive JPEG', await image().jpeg({ progressive: true }).toBuffer())
    files.set('PNG', await image().png().toBuffer())
    files.set('interlaced PNG', await image().png({ progressive: true }).toBuffer())
    for (const compression of ['none', 'lzw', 'deflate', 'jpeg'] as const)
      files.set(`TIFF, ${compression}`, await image().tiff({ compression }).toBuffer())
    files.set('TIFF, directory first', directoryFirst(await image().greyscale().raw().toBuffer()))
    files.set('PDF', await pdf(false))
    files.set('PDF with object streams', await pdf(true))
  })

  const taken = async (bytes: Buffer): Promise<boolean> => (await pagesOfScan(bytes, 'scan')).ok
  const cuts = (name: string, length: number): number[] => {
    const chance = seeded(`cuts/${name}`)
    return [length - 2, ...Array.from({ length: CUTS }, () => chance.integer(12, length - 6))]
  }

  it.each([
    'JPEG',
    'progressive JPEG',
    'PNG',
    'interlaced PNG',
    'TIFF, none',
    'TIFF, lzw',
    'TIFF, deflate',
    'TIFF, jpeg',
    'TIFF, directory first',
    'PDF',
    'PDF with object streams',
  ])('%s: whole it is taken, and no part of it', { timeout: 600_000 }, async (name) => {
    const whole = files.get(name) ?? Buffer.alloc(0)
    expect(await taken(whole)).toBe(true)
    for (const length of cuts(name, whole.length - (name.startsWith('PDF') ? 1 : 0)))
      expect(await taken(whole.subarray(0, length)), `${name}, ${String(length)} of ${String(whole.length)}`).toBe(
        false,
      )
  })

  it.each(['JPEG', 'progressive JPEG'])(
    '%s: an end mark after a part of the data does not make it whole',
    async (name) => {
      const whole = files.get(name) ?? Buffer.alloc(0)
      for (const length of cuts(`${name} with an end`, whole.length).slice(1)) {
        const bytes = Buffer.concat([whole.subarray(0, length), EOI])
        expect(await taken(bytes), String(length)).toBe(false)
        expect((await decodeImage(bytes, 'scan')).ok).toBe(false)
      }
    },
  )

  it('a PDF cut within a later revision is not taken for its earlier one; padding after the end is usual', async () => {
    const whole = await updated()
    const first = await pdf(false)
    expect(await taken(Buffer.concat([first, Buffer.from('\r\n\0\0\0')]))).toBe(true)
    for (let length = first.length + 1; length < whole.length - 1; length += 7)
      expect(code(await inspectScan(whole.subarray(0, length), 'scan')), String(length)).toBe('scan.unreadable')
  })
})

describe('the height that a feeder states after the data', () => {
  /** States another height in the frame header, and the real one in a DNL segment before the end mark. */
  async function stating(height: number, lines: number | null): Promise<Buffer> {
    const jpeg = await sharp(await drawn())
      .jpeg()
      .toBuffer()
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
    jpeg.writeUInt16BE(height, frame + 5)
    if (lines === null) return jpeg
    const segment = Buffer.from([0xff, 0xdc, 0, 4, lines >> 8, lines & 255])
    return Buffer.concat([jpeg.subarray(0, -2), segment, EOI])
  }

  it.each([0, 65_535, 36_600, HEIGHT])(
    'a header of %i lines gives way to the number after the data',
    async (height) => {
      const bytes = await stating(height, HEIGHT)
      const pages = await pagesOfScan(bytes, 'scan')
      expect(pages.ok && pages.value.map(({ width, height: high }) => [width, high])).toEqual([[WIDTH, HEIGHT]])
      const read = await decodeImage(bytes, 'scan')
      expect(read.ok && [read.value.width, read.value.height]).toEqual([WIDTH, HEIGHT])
    },
  )

  it.each([65_535, 36_600, 3000])('%i lines with the data of fewer are no whole page', async (height) => {
    expect(await pagesOfScan(await stating(height, null), 'scan')).toMatchObject({
      problem: { code: 'scan.unreadable' },
    })
  })

  it('a number larger than the header’s does not add lines', async () => {
    const pages = await pagesOfScan(await stating(HEIGHT, 5000), 'scan')
    expect(pages.ok && pages.value[0]?.height).toBe(HEIGHT)
  })
})
