import { describe, expect, it } from 'vitest'
import { seeded } from '../../demonstration/seeded.ts'
import { degrade, drawDegradation } from '../../../test/support/pages/degrade.ts'
import { openDocumentPages } from '../../../test/support/pages/document-pages.ts'
import { CLEAN_PIXELS_PER_MM, openFormPages } from '../../../test/support/pages/form-pages.ts'
import { decodeImage } from './decode-image.ts'
import { redOf } from './mats.ts'
import { openGlyphs } from './mrz-glyphs.ts'
import { openOpenCv } from './opencv.ts'
import { readZones } from './read-zone.ts'

const TODAY = '2026-11-23'
/** The benchmark reads hundreds. */
const DOCUMENTS = Number(process.env['DES_READING_DOCUMENTS'] ?? 10)

describe('identity documents, degraded in every way at once', async () => {
  const [cv, glyphs, make] = [await openOpenCv(), openGlyphs(), openDocumentPages()]

  it(
    `lines of ${String(DOCUMENTS)} zones are exact, and none is proved that is wrong`,
    { timeout: 600_000 },
    async () => {
      let [right, of] = [0, 0]
      const wrong: string[] = []
      for (let at = 0; at < DOCUMENTS; at++) {
        const chance = seeded(`mrz/${String(at)}`)
        const { raster, truth } = make(chance)
        const { bytes } = await degrade(cv, raster, CLEAN_PIXELS_PER_MM, drawDegradation(chance), chance)
        const picture = await decodeImage(bytes, 'document')
        if (!picture.ok) throw new Error(picture.problem.code)
        const [zone] = readZones(cv, glyphs, redOf(picture.value), TODAY)
        const lines = zone?.reading?.lines ?? zone?.text.split('\n') ?? []
        const wanted = truth.zone.split('\n')
        const exact = wanted.filter((line, row) => line === lines[row]).length
        right += exact
        of += wanted.length
        if (exact < wanted.length) wrong.push(`${String(at)}\n${truth.zone}\n${lines.join('\n')}`)
        if (zone?.reading) expect(zone.reading.cnp?.value ?? '').toBe(truth.cnp)
      }
      expect(right / of, wrong.join('\n')).toBeGreaterThanOrEqual(0.98)
    },
  )

  it('are not found on a form without a zone, in spite of stains', { timeout: 120_000 }, async () => {
    const form = await openFormPages()
    for (let at = 0; at < 3; at++) {
      const chance = seeded(`no zone/${String(at)}`)
      const { bytes } = await degrade(
        cv,
        (await form(chance)).raster,
        CLEAN_PIXELS_PER_MM,
        drawDegradation(chance),
        chance,
      )
      const picture = await decodeImage(bytes, 'form')
      if (!picture.ok) throw new Error(picture.problem.code)
      expect(readZones(cv, glyphs, redOf(picture.value), TODAY)).toEqual([])
    }
  })
})
