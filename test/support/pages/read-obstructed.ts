/** Reads forms of which parts are missing, and counts what was returned as certain and what of it is wrong. */
import type { Day } from '../../../src/domain/calendar/day.ts'
import { seeded } from '../../../src/demonstration/seeded.ts'
import { readFileBytes } from '../../../src/paper/reading/read-file.ts'
import type { ReadingTools } from '../../../src/paper/reading/tools.ts'
import { degrade, drawDegradation } from './degrade.ts'
import { CLEAN_PIXELS_PER_MM, type FormPageMade } from './form-pages.ts'
import { judgeObstructed, type JudgedObstructed } from './judge.ts'
import { type Obstruction, OBSTRUCTIONS, obstruct } from './obstruct.ts'
import type { Seeded } from '../../../src/demonstration/seeded.ts'

export interface ReadObstructed extends JudgedObstructed {
  readonly obstruction: Obstruction
  readonly bytes: Buffer
}

/**
 * Half of the pages come from a flatbed scanner: nearly straight and without perspective. `finest` limits the
 * resolution in dpi, for tests that must be quick.
 */
export async function readObstructed(
  tools: ReadingTools,
  makeForm: (chance: Seeded) => Promise<FormPageMade>,
  {
    seed,
    at,
    today,
    finest = Infinity,
  }: { readonly seed: string; readonly at: number; readonly today: Day; readonly finest?: number },
): Promise<ReadObstructed> {
  const chance = seeded(`${seed}/${String(at)}`)
  const { raster, truth } = await makeForm(chance)
  const full = drawDegradation(chance)
  const drawn = { ...full, dpi: Math.min(full.dpi, finest) }
  const degradation = chance.chance(0.5) ? { ...drawn, perspective: 0, rotation: drawn.rotation / 8, margin: 0 } : drawn
  const degraded = await degrade(tools.cv, raster, CLEAN_PIXELS_PER_MM, degradation, chance)
  const obstruction = OBSTRUCTIONS[at % OBSTRUCTIONS.length] ?? 'inverted'
  const { bytes, hidden } = await obstruct(degraded, obstruction, chance)
  const read = await readFileBytes(tools, { bytes, name: `page ${String(at)}`, page: 1, today })
  // A strip too narrow for a page is refused, so nothing is returned of it.
  if (!read.ok) return { obstruction, bytes, told: 0, wrong: [], visible: 0, visibleRight: 0 }
  return { obstruction, bytes, ...judgeObstructed(read.value.reading, truth, { hidden }) }
}
