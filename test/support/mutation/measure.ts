/**
 * Runs one group: its mutants against the tests beside the code. Prints its score and fails below the required share.
 */
import { expect, it } from 'vitest'
import { groups, type Group } from './instrumented.ts'
import { printReport } from './report.ts'
import { runMutants, score } from './run-mutants.ts'

const LEAST = 0.85
/** What decides whether a signed file is what was signed. */
const least: Readonly<Partial<Record<Group, number>>> = { comparison: 0.9, reader: 0.9, cms: 0.9 }

export function measure(group: Group, tests: Readonly<Record<string, () => Promise<unknown>>>): void {
  it(`the tests of ${group} kill its mutants`, async () => {
    const results = await runMutants(group, groups[group] ?? [], tests)
    printReport(group, results)
    expect(score(results).share).toBeGreaterThanOrEqual(least[group] ?? LEAST)
  })
}
