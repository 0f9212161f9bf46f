/** Cuts one complete file at several places, and compares what the intake takes of it with the complete file. */
import sharp from 'sharp'
import type { Seeded } from '../../../src/demonstration/seeded.ts'
import { decodePdf } from '../../../src/paper/reading/decode-pdf.ts'
import { pagesOfScan, wholePagesOfScan } from '../../../src/paper/scan/intake.ts'
import type { ScanPage } from '../../../src/paper/scan/scan.ts'

export interface JudgedCuts {
  readonly wholeTaken: boolean
  readonly cuts: number
  readonly takenAsWhole: string[]
  readonly pagesOffered: number
  /** Offered pages that do not look like a page of the complete file, or are out of order. */
  readonly wrongPages: string[]
}

/** Long side in pixels: enough to see a missing word. */
const SHOWN = 700

async function pictureOf({ bytes, pdfPage }: ScanPage): Promise<string> {
  if (pdfPage !== null) {
    const picture = await decodePdf(bytes, 'page', pdfPage, SHOWN)
    return picture.ok ? Buffer.from(picture.value.data).toString('latin1') : picture.problem.code
  }
  // Without the name of the original in the metadata, which differs.
  return (await sharp(bytes).raw().toBuffer()).toString('latin1')
}

/** The last two places are near the end, where most of the file is there; the shortest file still has its header. */
function placesOf(length: number, chance: Seeded, cuts: number): number[] {
  const near = [length - 2, length - chance.integer(3, Math.floor(length / 8))]
  return [...Array.from({ length: cuts }, () => chance.integer(12, length - 6)), ...near].slice(-cuts)
}

export async function judgeCuts(
  make: (chance: Seeded) => Promise<Buffer> | Buffer,
  chance: Seeded,
  cuts: number,
): Promise<JudgedCuts> {
  const file = await make(chance)
  // A line end after the last mark of a PDF is not missed.
  const length = file.toString('latin1').trimEnd().length
  const complete = await pagesOfScan(file, 'complete')
  let pictures: string[] | null = null
  const places = placesOf(length, chance, cuts)
  const [takenAsWhole, wrongPages]: [string[], string[]] = [[], []]
  let pagesOffered = 0
  for (const place of places) {
    const cut = file.subarray(0, place)
    const where = `cut at ${String(place)} of ${String(file.length)}`
    const taken = await pagesOfScan(cut, 'cut')
    if (taken.ok) takenAsWhole.push(where)
    if (taken.ok || taken.problem.code !== 'scan.incomplete') continue
    const offered = await wholePagesOfScan(cut, 'cut')
    if (!offered.ok) {
      wrongPages.push(`${where}: ${offered.problem.code}`)
      continue
    }
    pagesOffered += offered.value.length
    // Rendered only when there is something to compare.
    pictures ??= complete.ok ? await Promise.all(complete.value.map(pictureOf)) : []
    let from = 0
    for (const page of offered.value) {
      const found = pictures.indexOf(await pictureOf(page), from)
      if (found < 0) wrongPages.push(where)
      from = found + 1
    }
  }
  return { wholeTaken: complete.ok, cuts: places.length, takenAsWhole, pagesOffered, wrongPages }
}
