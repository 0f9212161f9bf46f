/// <reference types="vite/types/importMeta.d.ts" />
import { expect, it } from 'vitest'
import { groups } from './instrumented.ts'
import { tell } from './report.ts'
import { runMutants, score } from './run-mutants.ts'

it('the tests of the comparison rules kill their mutants', async () => {
  const results = await runMutants(
    'comparison',
    groups.comparison,
    import.meta.glob('../../../src/signature/comparison/*.test.ts'),
  )
  tell('comparison rules', results)
  expect(score(results).share).toBeGreaterThanOrEqual(0.85)
})
