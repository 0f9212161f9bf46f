/** `npm run demo`: the main job without a window, into out/demo. Exit status 0 only when every check holds. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { runMainJob, type SavedPaper } from './main-job/run-main-job.ts'
import { summaryPage } from './main-job/summary-page.ts'
import { openTranscript } from './main-job/transcript.ts'
import { progressBar } from './progress-bar.ts'

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

let papers: SavedPaper[] = []
try {
  papers = await runMainJob({ folder, root, transcript, onProgress: (progress) => bar.show(progress) })
} catch (failure) {
  transcript.check(
    'the story could be told to its end',
    false,
    failure instanceof Error ? failure.message : String(failure),
  )
}

const seconds = (performance.now() - started) / 1000
const checks = transcript.entries.filter(({ kind }) => kind === 'check').length
transcript.act(
  `${String(checks - transcript.failures)} of ${String(checks)} checks hold; ${seconds.toFixed(1)} s; papers and summary in out/demo`,
)
await writeFile(path.join(folder, 'transcript.txt'), `${lines.join('\n')}\n`)
await writeFile(path.join(folder, 'summary.html'), summaryPage({ entries: transcript.entries, papers, seconds }))
process.exit(transcript.failures === 0 ? 0 : 1)
