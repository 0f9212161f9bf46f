/** Compares pages that were printed as raster with the pages of the PDF, which poppler renders independently. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { DEMONSTRATION_HOUSE } from '../../src/paper/house.ts'
import { openPaperRenderer, renderReceipt } from '../../src/paper/render.ts'
import { receiptContent } from '../../src/domain/papers/receipt.ts'
import { PAPER_CODE, PAPER_REQUEST } from './paper-request.ts'

/** A receipt in the name of that person. */
export async function receiptFor(surname: string): Promise<Uint8Array> {
  const content = receiptContent({
    ...PAPER_REQUEST,
    holder: { ...PAPER_REQUEST.holder, surname },
    executedAt: '2026-11-25T12:00:00.000Z',
    execution: { kind: 'anonymise', documentsErased: 12, itemsErased: 90 },
    verificationCode: PAPER_CODE,
  })
  const renderer = await openPaperRenderer(DEMONSTRATION_HOUSE)
  return (await renderReceipt(renderer, content, { issuedAt: new Date('2026-11-23T08:05:00Z') })).pdf
}

export interface GreyPage {
  readonly width: number
  readonly height: number
  /** One byte for each pixel, 255 being white. */
  readonly pixels: Uint8Array
}

/** The pages of a PDF as pdftoppm renders them. */
export async function pagesOfPdf(pdf: Uint8Array, resolution: number): Promise<GreyPage[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'des-printed-'))
  try {
    writeFileSync(path.join(folder, 'paper.pdf'), pdf)
    execFileSync('pdftoppm', ['-r', String(resolution), '-gray', '-png', 'paper.pdf', 'page'], { cwd: folder })
    const files = readdirSync(folder).filter((name) => name.endsWith('.png'))
    return await Promise.all(
      files.sort().map(async (name) => {
        const { data, info } = await sharp(path.join(folder, name))
          .toColourspace('b-w')
          .raw()
          .toBuffer({ resolveWithObject: true })
        return { width: info.width, height: info.height, pixels: data }
      }),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A tenth of an inch at 300 dpi is 30 pixels; letters of 10 points are about as high. */
const BLOCK = 12

/** The ink of each block of 12 by 12 pixels, from 0 to 1. */
function inkOf({ width, pixels }: GreyPage, across: number, along: number): Float64Array {
  const ink = new Float64Array(across * along)
  const full = 255 * BLOCK * BLOCK
  for (let y = 0; y < along * BLOCK; y++) {
    const row = Math.floor(y / BLOCK) * across
    for (let x = 0, block = row; x < across * BLOCK; block++)
      for (let n = 0; n < BLOCK; n++, x++)
        ink[block] = (ink[block] ?? 0) + (255 - (pixels[y * width + x] ?? 255)) / full
  }
  return ink
}

/** The largest difference of ink in one block of 1 mm, from 0 (the same) to 1. */
export function largestDifference(printed: GreyPage, expected: GreyPage): number {
  const across = Math.floor(Math.min(printed.width, expected.width) / BLOCK)
  const along = Math.floor(Math.min(printed.height, expected.height) / BLOCK)
  const [a, b] = [inkOf(printed, across, along), inkOf(expected, across, along)]
  return a.reduce((most, ink, block) => Math.max(most, Math.abs(ink - (b[block] ?? 0))), 0)
}
