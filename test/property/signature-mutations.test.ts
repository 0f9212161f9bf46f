/**
 * Mutated signed files and signatures: the answer comes in time, nothing crashes, and no file becomes green that was
 * not. `FUZZ_COUNT` sets how many (500 by default), `FUZZ_SEED` the start; `npm run bench -- fuzz` runs many.
 */
import { describe, expect, it } from 'vitest'
import { fuzz, fuzzSettings } from '../support/fuzz/run.ts'
import { cmsTarget, pdfTarget } from '../support/fuzz/signed-files.ts'

const { count, seed } = fuzzSettings(500)

describe(`mutated signed files (${String(count)} of each kind, seed ${String(seed)})`, () => {
  it.each([
    ['PDF', pdfTarget],
    ['CMS', cmsTarget],
  ] as const)(
    '%s: no crash, no hang, never green where the original was not',
    async (_, target) => {
      expect(fuzz(await target(), count, seed)).toMatchObject({
        inputs: count,
        crashes: [],
        hangs: [],
        falseGreens: [],
      })
    },
    60_000 + count * 50,
  )
})
