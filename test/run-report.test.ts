import { describe, expect, it } from 'vitest'
import { summarize, type RunnerReport } from './support/run-report.ts'

const report = (tests: Readonly<Record<string, string>>, more: Partial<RunnerReport> = {}): RunnerReport => {
  const results = Object.entries(tests).map(([fullName, status]) => ({ fullName, status }))
  const count = (wanted: string) => results.filter(({ status }) => status === wanted).length
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('skipped'),
    numTodoTests: count('todo'),
    numFailedTestSuites: 0,
    testResults: [{ assertionResults: results }],
    ...more,
  }
}
const explained = 'a receipt is sound to qpdf (not run: qpdf is not installed)'

describe('the end of a run', () => {
  it('is only the count if everything was run', () => {
    const summary = summarize(report({ one: 'passed', two: 'passed' }), { exitCode: 0, ci: true })
    expect(summary).toEqual({ lines: ['2 passed, 0 failed, 0 skipped'], failed: false })
  })
  it('prints the reason of each test that was not run', () => {
    const summary = summarize(report({ one: 'passed', [explained]: 'skipped' }), { exitCode: 0, ci: false })
    expect(summary).toEqual({
      lines: [`not run: qpdf is not installed: ${explained}`, '1 passed, 0 failed, 1 skipped'],
      failed: false,
    })
  })
  it('fails in CI on a test that was not run', () => {
    const summary = summarize(report({ one: 'passed', [explained]: 'skipped' }), { exitCode: 0, ci: true })
    expect(summary.failed).toBe(true)
    expect(summary.lines.at(-1)).toBe('1 passed, 0 failed, 1 skipped')
  })
  it.each(['skipped', 'todo'])('fails anywhere on a test that is %s without a reason', (status) => {
    const summary = summarize(report({ one: status }), { exitCode: 0, ci: false })
    expect(summary.failed).toBe(true)
    expect(summary.lines).toContain('not run, without a reason: one')
  })
  it('does not count the tests that a selection by name leaves out', () => {
    const summary = summarize(report({ one: 'passed', two: 'skipped' }), { exitCode: 0, ci: true, selected: true })
    expect(summary).toEqual({ lines: ['1 passed, 0 failed, 1 skipped'], failed: false })
  })
  it('counts a file that cannot be loaded as a failure', () => {
    const summary = summarize(report({ one: 'passed' }, { numFailedTestSuites: 1 }), { exitCode: 1, ci: false })
    expect(summary).toEqual({ lines: ['1 passed, 1 failed, 0 skipped'], failed: true })
  })
  it('fails when the preparation failed and nothing was run at all', () => {
    expect(summarize(null, { exitCode: 1, ci: false })).toMatchObject({ failed: true })
    expect(summarize(null, { exitCode: 1, ci: false }).lines.at(-1)).toBe('0 passed, 1 failed, 0 skipped')
  })
})
