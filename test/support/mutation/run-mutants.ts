/**
 * Runs each mutant of a group against the tests that reach it, in one process. Starting and loading for each mutant
 * would cost ten times as much as the tests.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { inject, vi } from 'vitest'
import { type CollectedTest, startFile, takeCollected } from './collected-tests.ts'
import type { Mutant } from './instrumented.ts'

declare module 'vitest' {
  interface ProvidedContext {
    mutants: readonly Mutant[]
  }
}

/** The switches that the instrumented code reads; see `@stryker-mutator/instrumenter`. */
interface Switches {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  /** Places of the instrumented code that were passed; see `instrumented.ts`. */
  steps?: number
  stepLimit?: number
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> }
}

type Outcome = 'killed' | 'timeout' | 'survived' | 'no-coverage'
/** A mutant counts as an endless loop when its place runs a hundred times as often as in the original code … */
const LOOP_FACTOR = 100
/** … or when one test takes so many times the steps that it takes with the original code. */
const STEP_FACTOR = 20
const LEAST_STEPS = 200_000

export interface Result {
  readonly mutant: Mutant
  readonly outcome: Outcome
}

/** `load`: imports the test files of the group, found by vite's glob. */
export async function runMutants(
  name: string,
  files: readonly string[],
  load: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<Result[]> {
  const space = globalThis as { __stryker__?: Switches }
  const switches = (space.__stryker__ ??= {})
  const mutants = inject('mutants').filter(({ fileName }) => files.includes(fileName))
  const loaded = async (): Promise<CollectedTest[]> => {
    takeCollected()
    vi.resetModules()
    for (const open of Object.values(load)) {
      startFile()
      await open()
    }
    return takeCollected()
  }
  const tests = await loaded()
  const stepsOfLoading = switches.steps ?? 0
  const durations: number[] = []
  const steps: number[] = []
  for (const [index, test] of tests.entries()) {
    switches.currentTestId = String(index)
    const started = performance.now()
    switches.steps = 0
    await test.run()
    durations.push(performance.now() - started)
    steps.push(switches.steps)
  }
  switches.currentTestId = undefined
  const coverage = switches.mutantCoverage ?? { static: {}, perTest: {} }
  /** Tests that killed a neighbouring mutant run first, then the quick ones. */
  let order = tests.map((_, index) => index).sort((a, b) => (durations[a] ?? 0) - (durations[b] ?? 0))

  const allow = (usual: number) => Object.assign(switches, { steps: 0, stepLimit: LEAST_STEPS + STEP_FACTOR * usual })

  const judge = async (mutant: Mutant): Promise<Outcome> => {
    const whileLoading = coverage.static[mutant.id] ?? 0
    const reaching = order.filter((index) => (coverage.perTest[String(index)]?.[mutant.id] ?? 0) > 0)
    if (whileLoading === 0 && reaching.length === 0) return 'no-coverage'
    const hits =
      whileLoading + reaching.reduce((sum, index) => sum + (coverage.perTest[String(index)]?.[mutant.id] ?? 0), 0)
    let asked = -1
    Object.assign(switches, { activeMutant: mutant.id, hitCount: 0, hitLimit: hits * LOOP_FACTOR })
    try {
      // Code that runs at load time must be loaded again, and any test may depend on it.
      allow(stepsOfLoading)
      const fresh = whileLoading > 0 ? await loaded() : tests
      for (const index of whileLoading > 0 ? order : reaching) {
        asked = index
        allow(steps[index] ?? 0)
        await fresh[index]?.run()
      }
      return 'survived'
    } catch {
      if (asked >= 0) order = [asked, ...order.filter((index) => index !== asked)]
      const endless = (switches.hitCount ?? 0) > hits * LOOP_FACTOR || (switches.steps ?? 0) > (switches.stepLimit ?? 0)
      return endless ? 'timeout' : 'killed'
    } finally {
      switches.activeMutant = undefined
    }
  }
  const results: Result[] = []
  let lastReport = performance.now()
  for (const mutant of mutants) {
    results.push({ mutant, outcome: await judge(mutant) })
    if (performance.now() - lastReport < 20_000) continue
    lastReport = performance.now()
    process.stdout.write(`${name}: ${String(results.length)} of ${String(mutants.length)} mutants\n`)
  }
  mkdirSync('reports/mutation', { recursive: true })
  writeFileSync(
    `reports/mutation/${[name, process.env['MUTATE']].filter(Boolean).join('-')}.json`,
    JSON.stringify(results, undefined, 1),
  )
  return results
}

/** The share of mutants killed by a test or by an endless loop. */
export function score(results: readonly Result[]): {
  readonly killed: number
  readonly total: number
  readonly share: number
} {
  const killed = results.filter(({ outcome }) => outcome === 'killed' || outcome === 'timeout').length
  return { killed, total: results.length, share: killed / results.length }
}
