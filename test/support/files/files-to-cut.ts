/** Complete files of every format and layout that the intake takes, in different sizes, colours and page counts. */
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import sharp, { type Sharp } from 'sharp'
import type { Seeded } from '../../../src/demonstration/seeded.ts'
import { appendRevision, stream, writePdf } from '../../../src/signature/testing/plain-pdf.ts'
import { greyTiff, type GreyPage, type TiffLayout } from './tiff.ts'

interface Drawn {
  readonly width: number
  readonly height: number
  readonly svg: Buffer
}

function drawn(chance: Seeded): Drawn {
  const [width, height] = [chance.integer(180, 460), chance.integer(220, 600)]
  const ink = `hsl(${String(chance.integer(0, 359))} 60% 30%)`
  const paper = `hsl(${String(chance.integer(0, 359))} 30% 94%)`
  const strokes = Array.from({ length: chance.integer(20, 70) }, () => {
    const [x, y] = [chance.integer(5, width - 90), chance.integer(10, height - 10)]
    return `<path d="M${String(x)} ${String(y)} q20 -30 50 10 t30 20" fill="none" stroke="${ink}" stroke-width="3"/>`
  })
  // Down to the last row, so that a missing end is missing ink.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}"><rect width="100%" height="100%" fill="${paper}"/>${strokes.join('')}<rect x="0" y="${String(height - 3)}" width="100%" height="3" fill="${ink}"/></svg>`
  return { width, height, svg: Buffer.from(svg) }
}

/** In colour or grey, as the chance has it. */
function image(chance: Seeded): Sharp {
  const picture = sharp(drawn(chance).svg).flatten()
  return chance.integer(0, 2) === 0 ? picture.greyscale() : picture
}

async function greyPage(chance: Seeded): Promise<GreyPage> {
  const { svg } = drawn(chance)
  const { data, info } = await sharp(svg).flatten().greyscale().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, grey: data }
}

const tiff =
  (layout: Omit<TiffLayout, 'packed'>, several: boolean) =>
  async (chance: Seeded): Promise<Buffer> => {
    const pages: GreyPage[] = []
    for (let left = several ? chance.integer(2, 5) : 1; left > 0; left--) pages.push(await greyPage(chance))
    return greyTiff(pages, { ...layout, packed: chance.integer(0, 1) === 1 })
  }

const pdf =
  (useObjectStreams: boolean) =>
  async (chance: Seeded): Promise<Buffer> => {
    const document = await PDFDocument.create()
    const font = await document.embedFont(StandardFonts.Helvetica)
    for (let page = chance.integer(1, 5); page > 0; page--) {
      const added = document.addPage([chance.integer(300, 800), chance.integer(300, 900)])
      added.drawText(`Pagina ${String(page)} `.repeat(chance.integer(3, 30)), { x: 20, y: 200, size: 9, font })
      if (chance.integer(0, 1) === 1)
        added.drawImage(await document.embedJpg(await image(chance).jpeg().toBuffer()), { x: 20, y: 20, width: 150 })
    }
    return Buffer.from(await document.save({ useObjectStreams }))
  }

/** A file by hand whose page comes after its content, and its update with another content. */
function updated(chance: Seeded): Buffer {
  const text = (words: string) => stream(`BT /F1 11 Tf 40 ${String(chance.integer(100, 700))} Td (${words}) Tj ET`)
  const count = chance.integer(1, 4)
  const objects = new Map<number, string>([
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
  ])
  const kids: string[] = []
  for (let page = 0; page < count; page++) {
    const [content, number] = [4 + page * 2, 5 + page * 2]
    objects.set(content, text('Cerere '.repeat(chance.integer(2, 40))))
    objects.set(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${String(content)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    )
    kids.push(`${String(number)} 0 R`)
  }
  objects.set(2, `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${String(count)} >>`)
  const first = writePdf(objects)
  return chance.integer(0, 3) === 0 ? first : appendRevision(first, new Map([[4, text('Cererea corectata')]]))
}

/** Makes one file of a format; `png` and `jpeg` come from the encoder of the product. */
export const FORMATS: Readonly<Record<string, (chance: Seeded) => Promise<Buffer> | Buffer>> = {
  'JPEG, baseline': (chance) =>
    image(chance)
      .jpeg({ quality: chance.integer(40, 95) })
      .toBuffer(),
  'JPEG, progressive': (chance) =>
    image(chance)
      .jpeg({ progressive: true, quality: chance.integer(40, 95) })
      .toBuffer(),
  PNG: (chance) => image(chance).png().toBuffer(),
  'PNG, interlaced': (chance) => image(chance).png({ progressive: true }).toBuffer(),
  'PNG, palette': (chance) => image(chance).png({ palette: true, colours: 16 }).toBuffer(),
  'TIFF, LZW': (chance) => image(chance).tiff({ compression: 'lzw' }).toBuffer(),
  'TIFF, JPEG': (chance) => image(chance).tiff({ compression: 'jpeg' }).toBuffer(),
  'TIFF, fax': (chance) =>
    image(chance).threshold(170).toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
  'TIFF, tiles of the encoder': (chance) =>
    image(chance).tiff({ compression: 'deflate', tile: true, tileWidth: 128, tileHeight: 128 }).toBuffer(),
  'TIFF, strips, directory first': tiff({ directory: 'first', pieces: 'strips' }, false),
  'TIFF, strips, directory last': tiff({ directory: 'last', pieces: 'strips' }, false),
  'TIFF, tiles, directory first': tiff({ directory: 'first', pieces: 'tiles' }, false),
  'TIFF, several pages, directories first': tiff({ directory: 'first', pieces: 'strips' }, true),
  'TIFF, several pages, directories last': tiff({ directory: 'last', pieces: 'strips' }, true),
  'PDF, table': pdf(false),
  'PDF, object and cross-reference streams': pdf(true),
  'PDF, by hand, mostly updated': updated,
}
