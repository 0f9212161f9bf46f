/**
 * `npm run demo`: runs the main job without a window and writes to out/demo. Exits with 0 only if every check passes.
 */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SavedPaper } from './main-job/main-job-office.ts'
import { runMainJob } from './main-job/run-main-job.ts'
import { summaryPage } from './main-job/summary-page.ts'
import { openTranscript } from './main-job/transcript.ts'
import { progressBar } from './progress-bar.ts'

const [argument] = process.argv.slice(2)
if (argument !== undefined) {
  const asked = argument === '--help' || argument === '-h'
  const usage = 'npm run demo: runs the main job without a window and writes to out/demo. It takes no options.'
  if (asked) console.log(usage)
  else console.error(usage)
  process.exit(asked ? 0 : 2)
}

const root = path.resolve(import.meta.dirname, '../..')
const folder = path.join(root, 'out', 'demo')
const started = performance.now()

const lines: string[] = []
const bar = progressBar(process.stdout)
const transcript = openTranscript(
  () => new Date(),
  (line) => {
    bar.end()
    lines.push(line)
    console.log(line)
  },
)

let papers: readonly SavedPaper[] = []
try {
  papers = await runMainJob({ folder, root, transcript, onProgress: (progress) => bar.show(progress) })
} catch (failure) {
  transcript.check('the main job ran to its end', false, failure instanceof Error ? failure.message : String(failure))
}

const seconds = (performance.now() - started) / 1000
const checks = transcript.entries.filter(({ kind }) => kind === 'check').length
const passed = `${String(checks - transcript.failures)} of ${String(checks)} checks passed`
transcript.act(`${passed}; ${seconds.toFixed(1)} s; papers and summary in out/demo`)
await writeFile(path.join(folder, 'transcript.txt'), `${lines.join('\n')}\n`)
await writeFile(path.join(folder, 'summary.html'), summaryPage({ entries: transcript.entries, papers, seconds }))
process.exit(transcript.failures === 0 ? 0 : 1)
