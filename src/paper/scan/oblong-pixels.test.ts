/** Pages whose pixels are not square, as fax in standard resolution, are kept and read in their real proportions. */
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { decodeImage } from '../reading/decode-image.ts'
import { pagesOfScan } from './intake.ts'

const A4 = 297 / 210

it.each(
  [
    ['fax, standard', 204, 98],
    ['fax, fine', 204, 196],
    ['square', 200, 200],
    ['oblong the other way', 98, 204],
  ].flatMap(([name, across, down]) => [
    [String(name), Number(across), Number(down), 1] as const,
    [String(name), Number(across), Number(down), 8] as const,
  ]),
)('%s: %i × %i, %i bits', async (_name, across, down, bitdepth) => {
  const [width, height] = [Math.round((210 / 25.4) * across), Math.round((297 / 25.4) * down)]
  const blank = sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
  const drawn = bitdepth === 1 ? blank.threshold(90) : blank.greyscale()
  const tiff = await drawn
    .toColourspace('b-w')
    .tiff({
      compression: bitdepth === 1 ? 'ccittfax4' : 'lzw',
      ...(bitdepth === 1 ? { bitdepth } : {}),
      xres: across / 25.4,
      yres: down / 25.4,
    })
    .toBuffer()
  const kept = await pagesOfScan(tiff, 'fax.tif')
  if (!kept.ok) throw new Error(kept.problem.code)
  const [page] = kept.value
  expect((page?.height ?? 0) / (page?.width ?? 1)).toBeCloseTo(A4, 1)
  const read = await decodeImage(tiff, 'fax.tif')
  if (!read.ok) throw new Error(read.problem.code)
  expect(read.value.height / read.value.width).toBeCloseTo(A4, 1)
  expect(Math.max(page?.width ?? 0, page?.height ?? 0)).toBeGreaterThanOrEqual(Math.min(3508, Math.max(width, height)))
})
