/**
 * `npm run bench -- zones [DOCUMENTS]`: reads machine-readable zones of identity documents and visas at 52 to 300 dpi,
 * degraded in every way at once, lines of TD1 4.1 to 5.3 mm apart. Of DOCUMENTS (300) two thirds have at least 150 dpi.
 * Fails when one is proved wrongly, or fewer than 97 % of the lines at 150 dpi and more are exact.
 * DES_READING_SEED draws other documents; DES_READING_KEEP=DIR keeps what was misread.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { isDay } from '../../src/domain/calendar/day.ts'
import { seeded } from '../../src/demonstration/seeded.ts'
import { redOf } from '../../src/paper/reading/mats.ts'
import { openGlyphs } from '../../src/paper/reading/mrz-glyphs.ts'
import { openOpenCv } from '../../src/paper/reading/opencv.ts'
import { readZones } from '../../src/paper/reading/read-zone.ts'
import { degrade, drawDegradation } from '../support/pages/degrade.ts'
import { openDocumentPages } from '../support/pages/document-pages.ts'
import { CLEAN_PIXELS_PER_MM } from '../support/pages/form-pages.ts'
import type { Figures } from './run.ts'

const TODAY = '2026-11-23'
const LEGIBLE_DPI = 150
const LEAST_EXACT = 97

export async function run(args: string[]): Promise<Figures> {
  const count = Number(args[0] ?? 300)
  const seed = process.env['DES_READING_SEED'] ?? 'zones'
  if (!isDay(TODAY)) throw new Error('not a day')
  const [cv, glyphs, make] = [await openOpenCv(), openGlyphs(), openDocumentPages({ width: 165, height: 125 })]
  const tables = new Map<string, { exact: number; lines: number; proved: number; of: number }>()
  let [wronglyProved, proved, exact, lines] = [0, 0, 0, 0]
  for (let at = 0; at < count; at++) {
    const chance = seeded(`${seed}/${String(at)}`)
    const { raster, truth } = make(chance)
    const legible = at % 3 !== 0
    const dpi = legible ? LEGIBLE_DPI + chance.unit() * 150 : 52 + chance.unit() * 98
    const degraded = await degrade(cv, raster, CLEAN_PIXELS_PER_MM, { ...drawDegradation(chance), dpi }, chance)
    const { data, info } = await sharp(degraded.bytes).raw().toBuffer({ resolveWithObject: true })
    const picture = { data, width: info.width, height: info.height, channels: 3 as const }
    const [zone] = readZones(cv, glyphs, redOf(picture), TODAY)
    const found = zone?.reading?.lines ?? zone?.text.split('\n') ?? []
    const wanted = truth.zone.split('\n')
    const right = wanted.filter((line, row) => line === found[row]).length
    const isProved = (zone?.reading ?? null) !== null
    const key = `${legible ? '≥ 150 dpi' : '52–150 dpi'}, ${truth.kind} ${truth.format}`
    const table = tables.get(key) ?? { exact: 0, lines: 0, proved: 0, of: 0 }
    tables.set(key, table)
    table.exact += right
    table.lines += wanted.length
    table.proved += isProved ? 1 : 0
    table.of++
    if (legible) {
      exact += right
      lines += wanted.length
    }
    if (isProved) proved++
    if (isProved && right < wanted.length) wronglyProved++
    if (right === wanted.length || (!legible && !isProved)) continue
    console.error(`${String(at)} ${key}${isProved ? ' PROVED WRONGLY' : ''}\n${truth.zone}\n${found.join('\n')}`)
    const keep = process.env['DES_READING_KEEP']
    if (keep !== undefined) writeFileSync(join(keep, `zone-${String(at)}.jpg`), degraded.bytes)
  }
  for (const [key, table] of [...tables].sort(([a], [b]) => a.localeCompare(b, 'en')))
    console.log(
      `${key.padEnd(30)} lines ${String(table.exact)} of ${String(table.lines)}, proved ${String(table.proved)} of ${String(table.of)}`,
    )
  const share = (100 * exact) / Math.max(1, lines)
  if (share < LEAST_EXACT || wronglyProved > 0) process.exitCode = 1
  return {
    documents: count,
    seed,
    'lines exact at 150 dpi and more': `${String(exact)} of ${String(lines)} = ${share.toFixed(2)} %`,
    proved,
    'proved wrongly': wronglyProved,
  }
}
