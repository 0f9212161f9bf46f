/**
 * Mutated input: whatever is done to the bytes of a signed file or its signature, the answer comes in time, nothing
 * crashes, and nothing turns green that was not. `FUZZ_COUNT` says how many (500 by default), `FUZZ_SEED` where to
 * begin; `npm run bench -- fuzz` runs many.
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
