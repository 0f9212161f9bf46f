/**
 * `npm test`: runs every suite and closes with one line `N passed, N failed, N skipped` from the runner's own counts.
 * Arguments go to vitest (`npm test -- src/domain`).
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(
    `Node ${process.versions.node} is too old here: run this through npm (npm test), which brings its own Node 24.`,
  )
  process.exit(1)
}

const folder = mkdtempSync(path.join(tmpdir(), 'des-test-'))
const report = path.join(folder, 'report.json')
const child = spawn(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '/nonexistent' },
  },
)
const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)))

const counts = JSON.parse(readFileSync(report, 'utf8')) as {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numFailedTestSuites: number
}
rmSync(folder, { recursive: true, force: true })
// A file that cannot even be loaded has no test to count: it counts as one failure, so that the line never reads like a
// success.
const failed =
  counts.numFailedTests + (counts.numFailedTests === 0 && code !== 0 ? Math.max(1, counts.numFailedTestSuites) : 0)
console.log(
  `${counts.numPassedTests} passed, ${failed} failed, ${counts.numPendingTests + counts.numTodoTests} skipped`,
)
process.exitCode = code !== 0 || failed > 0 ? 1 : 0
