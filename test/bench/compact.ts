/**
 * `npm run bench -- compact [PAGES]`: the stored size of handwritten colour pages scanned at 300 dpi, from a clean scan
 * to a noisy one with coffee stains. Three quarters are forms, one quarter densely written letters. Each page is stored
 * by `pagesOfScan`. It must stay under the bound, name its source file, and be read as well as the scan.
 * DES_COMPACT_SEED draws other pages; DES_COMPACT_KEEP=DIR keeps the heaviest and the worst. Fails if a bound is
 * missed.
 */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { registerFonts } from '../../src/demonstration/forms/handwriting.ts'
import { seeded, type Seeded } from '../../src/demonstration/seeded.ts'
import { readFileBytes } from '../../src/paper/reading/read-file.ts'
import { openTools } from '../../src/paper/reading/tools.ts'
import { pagesOfScan } from '../../src/paper/scan/intake.ts'
import { degrade, type Degradation } from '../support/pages/degrade.ts'
import { CLEAN_PIXELS_PER_MM, openFormPages } from '../support/pages/form-pages.ts'
import { judgeForm } from '../support/pages/judge.ts'
import { letter } from '../support/pages/letter.ts'
import type { Figures } from './run.ts'

/** Bytes of a stored page. */
const BOUND = 150_000
/** Percentage of the readings of the scan (boxes, signatures, code) that the stored page must also give. */
const STILL_READ = 99

/** The kinds of scan, each harder to compress than the one before. */
const KINDS: Readonly<Record<string, Partial<Degradation>>> = {
  clean: {},
  'noise σ 4': { noise: 4 },
  'noise σ 8': { noise: 8 },
  'noise σ 16': { noise: 16 },
  'coffee, shadow': { stains: 3, shadow: 0.5 },
  'all of it': { stains: 3, shadow: 0.5, noise: 16, rotation: 7, background: 'wood' },
}
const CLEAN: Degradation = {
  dpi: 300,
  rotation: 0.6,
  quarterTurns: 0,
  perspective: 0,
  blur: 0.03,
  noise: 0,
  jpeg: 92,
  stains: 0,
  shadow: 0.05,
  background: 'white lid',
  margin: 0,
}

export async function run(args: string[]): Promise<Figures> {
  const count = Number(args[0] ?? 24)
  const seed = process.env['DES_COMPACT_SEED'] ?? 'compact'
  const keep = process.env['DES_COMPACT_KEEP']
  registerFonts()
  const tools = await openTools()
  const makeForm = await openFormPages()
  const byHand = async (chance: Seeded) => {
    for (;;) {
      const made = await makeForm(chance)
      if (made.truth.filled === 'hand') return made
    }
  }
  const figures: Record<string, number | string> = { pages: count, seed }
  const missed: string[] = []
  let [heaviest, same, of] = [0, 0, 0]
  for (const [kind, done] of Object.entries(KINDS)) {
    const sizes: number[] = []
    const widths: number[] = []
    const milliseconds: number[] = []
    for (let at = 0; at < Math.ceil(count / Object.keys(KINDS).length); at++) {
      const chance = seeded(`${seed}/${kind}/${String(at)}`)
      const form = at % 4 === 3 ? null : await byHand(chance)
      const { bytes } = await degrade(
        tools.cv,
        form?.raster ?? letter(chance),
        CLEAN_PIXELS_PER_MM,
        { ...CLEAN, ...done },
        chance,
      )
      const started = performance.now()
      const pages = await pagesOfScan(bytes, 'scan')
      milliseconds.push(performance.now() - started)
      const page = pages.ok ? pages.value[0] : undefined
      if (page === undefined) throw new Error('the scan was refused')
      const { exif } = await sharp(page.bytes).metadata()
      if (exif?.includes(createHash('sha256').update(bytes).digest('hex')) !== true)
        missed.push(`${kind} ${String(at)}: does not name its original`)
      if (page.bytes.length > BOUND) missed.push(`${kind} ${String(at)}: ${String(page.bytes.length)} octets`)
      sizes.push(page.bytes.length)
      widths.push(page.width)
      if (keep !== undefined && (page.bytes.length > heaviest || kind === 'all of it'))
        writeFileSync(join(keep, `${kind} ${String(at)}.jpg`), page.bytes)
      heaviest = Math.max(heaviest, page.bytes.length)
      if (form === null) continue
      const [scan, kept] = [
        await readFileBytes(tools, { bytes, name: 'scan', page: 1, today: '2026-11-23' }),
        await readFileBytes(tools, { bytes: page.bytes, name: 'kept', page: 1, today: '2026-11-23' }),
      ]
      if (!scan.ok || !kept.ok) throw new Error('a page was not recognised')
      const [right, still] = [judgeForm(scan.value.reading, form.truth), judgeForm(kept.value.reading, form.truth)]
      for (const [name, score] of Object.entries(right.scores)) {
        of += score.right
        same += Math.min(score.right, still.scores[name]?.right ?? 0)
      }
    }
    sizes.sort((a, b) => a - b)
    figures[kind] =
      `${String(Math.round((sizes[Math.floor(sizes.length / 2)] ?? 0) / 1000))} kB (median), ${String(Math.round((sizes.at(-1) ?? 0) / 1000))} kB (most); narrowest ${String(Math.min(...widths))} pixels; ${String(Math.round(Math.max(...milliseconds)))} ms (longest)`
  }
  await tools.text.close()
  if ((100 * same) / of < STILL_READ)
    missed.push(`of the kept pages ${String(same)} of ${String(of)} are read as the scans are`)
  for (const words of missed) console.error(`missed: ${words}`)
  if (missed.length > 0) process.exitCode = 1
  return {
    ...figures,
    'heaviest page, octets': heaviest,
    'bound, octets': BOUND,
    'read as the scan is': `${String(same)} of ${String(of)}`,
  }
}
