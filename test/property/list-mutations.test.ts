/**
 * Mutated trusted lists and evidence: a changed list is refused or has exactly its original content; a changed
 * certificate, revocation list or response never turns a refusal into trust. `FUZZ_COUNT` sets how many (500 by
 * default), `FUZZ_SEED` the start.
 */
import { describe, expect, it } from 'vitest'
import { evidenceTargets, listTarget } from '../support/fuzz/evidence.ts'
import { fuzz, fuzzSettings } from '../support/fuzz/run.ts'

const { count, seed } = fuzzSettings(500)

describe(`mutated lists and evidence (${String(count)} of each kind, seed ${String(seed)})`, () => {
  it.each([...evidenceTargets(), listTarget()].map((target) => [target.kind, target] as const))(
    '%s: no crash, no hang, nothing wrongly trusted',
    (_, target) => {
      expect(fuzz(target, count, seed)).toMatchObject({ inputs: count, crashes: [], hangs: [], falseGreens: [] })
    },
    60_000 + count * 50,
  )
})
