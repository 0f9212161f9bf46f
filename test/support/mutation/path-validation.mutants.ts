/// <reference types="vite/types/importMeta.d.ts" />
import { expect, it } from 'vitest'
import { groups } from './instrumented.ts'
import { tell } from './report.ts'
import { runMutants, score } from './run-mutants.ts'

it('the tests of path validation kill its mutants', async () => {
  const results = await runMutants(
    'path-validation',
    groups['path-validation'],
    import.meta.glob('../../../src/signature/x509/*.test.ts'),
  )
  tell('path validation', results)
  expect(score(results).share).toBeGreaterThanOrEqual(0.85)
})
