/**
 * `npm test`: runs every suite and ends with one line `N passed, N failed, N skipped` from the runner's counts. Each
 * test that was not run is printed with its reason; with `CI=true` it fails the run. Arguments are passed to vitest
 * (`npm test -- src/domain`).
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { summarize, type RunnerReport } from './support/run-report.ts'

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

const written = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as RunnerReport) : null
rmSync(folder, { recursive: true, force: true })
const summary = summarize(written, {
  exitCode: code,
  ci: ['true', '1'].includes(process.env['CI'] ?? ''),
  selected: process.argv.some((argument) => /^(-t|--testNamePattern)/.test(argument)),
})
for (const line of summary.lines) console.log(line)
process.exitCode = summary.failed ? 1 : 0
