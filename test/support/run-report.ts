/** What `npm test` prints after the runner's own report: each test that was not run with its reason, and the counts. */
export interface RunnerReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

export interface Summary {
  readonly lines: readonly string[]
  readonly failed: boolean
}

const NOT_RUN = new Set(['skipped', 'pending', 'todo', 'disabled'])
/** The reason is in the name of the test or of its group: see test/support/preparation/programs.ts. */
const reasonOf = (fullName: string) => /\((not run[^()]*)\)/.exec(fullName)?.[1]

/**
 * A test that is not run fails the run in CI, where everything can be installed, and anywhere if it gives no reason.
 * `selected`: a run of single tests by name (`-t`) leaves out the others on purpose.
 */
export function summarize(
  report: RunnerReport | null,
  { exitCode, ci, selected = false }: { exitCode: number; ci: boolean; selected?: boolean },
): Summary {
  if (report === null) return { lines: ['The runner wrote no report.', '0 passed, 1 failed, 0 skipped'], failed: true }
  const skipped = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => NOT_RUN.has(status))
    .map(({ fullName }) => ({ fullName, reason: reasonOf(fullName) }))
  const unexplained = skipped.some(({ reason }) => reason === undefined)
  const refused = !selected && skipped.length > 0 && (ci || unexplained)
  // A file that cannot be loaded has no tests. It counts as one failure, so that the line never looks like a success.
  const unloaded = report.numFailedTests === 0 && exitCode !== 0 ? Math.max(1, report.numFailedTestSuites) : 0
  const failed = report.numFailedTests + unloaded
  return {
    lines: [
      ...(selected
        ? []
        : skipped.map(({ fullName, reason }) => `${reason ?? 'not run, without a reason'}: ${fullName}`)),
      ...(refused ? [ci ? 'Every test must be run in CI.' : 'A test that is not run must give its reason.'] : []),
      `${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests + report.numTodoTests} skipped`,
    ],
    failed: exitCode !== 0 || failed > 0 || refused,
  }
}
