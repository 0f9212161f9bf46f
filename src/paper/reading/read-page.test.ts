import { describe, expect, it } from 'vitest'
import { seeded } from '../../demonstration/seeded.ts'
import { degrade, drawDegradation } from '../../../test/support/pages/degrade.ts'
import { CLEAN_PIXELS_PER_MM, openFormPages } from '../../../test/support/pages/form-pages.ts'
import { judgeForm, type Score } from '../../../test/support/pages/judge.ts'
import { pageReadingSchema } from './reading.ts'
import { readFileBytes } from './read-file.ts'
import { openTools } from './tools.ts'

const TODAY = '2026-11-23'
/** The benchmark reads hundreds of pages; here a few of the same kind check the thresholds in every run. */
const PAGES = Number(process.env['DES_READING_PAGES'] ?? 10)

describe('forms of the house, degraded in every way at once', async () => {
  const tools = await openTools()
  const make = await openFormPages()
  const scores: Record<string, Score> = {}

  it(`${String(PAGES)} pages: form, ticks, signatures and code are right`, { timeout: 600_000 }, async () => {
    const wrong: string[] = []
    for (let at = 0; at < PAGES; at++) {
      const chance = seeded(`unit/${String(at)}`)
      const { raster, truth } = await make(chance)
      const { bytes, done } = await degrade(tools.cv, raster, CLEAN_PIXELS_PER_MM, drawDegradation(chance), chance)
      const read = await readFileBytes(tools, { bytes, name: 'page', page: 1, today: TODAY })
      if (!read.ok) throw new Error(read.problem.code)
      pageReadingSchema.parse(read.value.reading)
      const judged = judgeForm(read.value.reading, truth)
      for (const [name, { right, of }] of Object.entries(judged.scores))
        scores[name] = { right: (scores[name]?.right ?? 0) + right, of: (scores[name]?.of ?? 0) + of }
      if (judged.wrong.length > 0) wrong.push(`${String(at)}: ${judged.wrong.join(' ')} ${JSON.stringify(done)}`)
    }
    const share = (name: string): number => (scores[name]?.right ?? 0) / (scores[name]?.of ?? 1)
    expect(share('form recognised'), wrong.join('\n')).toBeGreaterThanOrEqual(0.99)
    expect(share('tick boxes'), wrong.join('\n')).toBeGreaterThanOrEqual(0.99)
    expect(share('signature presence'), wrong.join('\n')).toBeGreaterThanOrEqual(0.99)
    if ((scores['code values']?.of ?? 0) > 0)
      expect(share('code values'), wrong.join('\n')).toBeGreaterThanOrEqual(0.98)
  })
})
