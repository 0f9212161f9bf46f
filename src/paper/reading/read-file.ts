/** Reads one page of a file: decodes it, reads it, and compresses its straightened picture. */
import sharp from 'sharp'
import type { Day } from '../../domain/calendar/day.ts'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { readFormFile } from '../forms/read-values.ts'
import { LEFT, WIDTH } from '../forms/metrics.ts'
import { mediaTypeOf } from '../../files/media-type.ts'
import { SCAN_LIMITS } from '../../files/limits.ts'
import { decodeImage } from './decode-image.ts'
import { decodePdf } from './decode-pdf.ts'
import type { PageRead } from './messages.ts'
import { pixelsOf, type Raster, type Rect } from './raster.ts'
import { readPage } from './read-page.ts'
import type { PageReading } from './reading.ts'
import type { ReadingTools } from './tools.ts'

export interface PageToRead {
  readonly bytes: Uint8Array
  /** Named in problems. */
  readonly name: string
  /** From 1: page of a PDF or of a TIFF. */
  readonly page: number
  /** The counter's day. */
  readonly today: Day
}

/** Good enough for showing a crop beside an input. The stored page is made by src/paper/scan. */
const SHOWN_QUALITY = 60

/** Refuses with scan.empty, scan.too-large, scan.not-supported, scan.unreadable, scan.password. */
export async function readFileBytes(
  tools: ReadingTools,
  { bytes, name, page, today }: PageToRead,
): Promise<Result<PageRead>> {
  if (bytes.length === 0) return refuse('scan.empty', { name })
  if (bytes.length > SCAN_LIMITS.bytes)
    return refuse('scan.too-large', { name, size: bytes.length, limit: SCAN_LIMITS.bytes })
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) return refuse('scan.not-supported', { name })
  const picture =
    mediaType === 'application/pdf' ? await decodePdf(bytes, name, page) : await decodeImage(bytes, name, page - 1)
  if (!picture.ok) return picture
  const { reading, page: straight } = await readPage(tools, picture.value, today, async () => {
    const file = mediaType === 'application/pdf' ? await readFormFile(bytes, name) : null
    // When the fields cannot be read, the picture is still read.
    return file?.ok ? file.value : null
  })
  const whole = sharp(straight.data, {
    raw: { width: straight.width, height: straight.height, channels: straight.channels },
  })
    .jpeg({ quality: SHOWN_QUALITY })
    .toBuffer()
  const [image, crops] = await Promise.all([whole, cropsOf(straight, reading)])
  return ok({ reading, image: new Uint8Array(image), crops })
}

/** The border in mm around a crop, which helps to find the field on the paper. */
const AROUND = 1.5
/** The crop of a box includes the text beside it, up to the end of the type area. */
const TYPE_AREA_ENDS = LEFT + WIDTH

async function cropsOf(page: Raster, { fields, values, pixelsPerMm }: PageReading): Promise<PageRead['crops']> {
  const zone = values.find(({ field }) => field === 'document.zone')
  const withWords = (place: Rect): Rect => ({ ...place, width: Math.max(place.width, TYPE_AREA_ENDS - place.x) })
  const ofForm = fields
    .filter(({ kind }) => kind !== 'registry')
    .map(({ field, kind, place }) => ({
      field,
      place: kind === 'tick' || kind === 'choice' ? withWords(place) : place,
    }))
  const places = [...ofForm, ...(zone?.place ? [{ field: zone.field, place: zone.place }] : [])]
  const crops = await Promise.all(
    places.map(async ({ field, place: { x, y, width, height } }) => {
      const box = pixelsOf(
        page,
        { x: x - AROUND, y: y - AROUND, width: width + 2 * AROUND, height: height + 2 * AROUND },
        pixelsPerMm,
      )
      if (box === null) return []
      const cut = await sharp(page.data, { raw: { width: page.width, height: page.height, channels: page.channels } })
        .extract(box)
        .jpeg({ quality: SHOWN_QUALITY })
        .toBuffer()
      return [{ field, image: new Uint8Array(cut) }]
    }),
  )
  return crops.flat()
}
