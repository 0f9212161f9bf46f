/**
 * `npm run bench -- signature --corpus DIR`: verdicts, speed and memory of signature validation over a folder of signed
 * files, beside `pdfsig` where it is installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Verdict } from '../../src/signature/validation/check.ts'
import { validatePdf } from '../../src/signature/validation/validate-pdf.ts'
import { figuresOf, isRightAnswer, type PadesRow, readAttacks, readManifest } from './corpus-pades.ts'
import type { Figures } from './run.ts'

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export async function run(args: string[]): Promise<Figures> {
  const { values } = parseArgs({ args, options: { corpus: { type: 'string' } } })
  if (values.corpus === undefined) return { 'signature validation': 'not run: no corpus' }
  const dir = existsSync(join(values.corpus, 'pades')) ? join(values.corpus, 'pades') : values.corpus
  if (!existsSync(join(dir, 'manifest.csv'))) return { 'signature validation': 'not run: no corpus' }
  const rows = readManifest(dir)
  const at = new Date()
  const verdicts = new Map<string, Verdict>()
  const times: number[] = []
  const processor: number[] = []
  let peak = 0
  // The first pass warms the engine up; the second is measured.
  for (const measured of [false, true])
    for (const { file } of rows) {
      const bytes = readFileSync(join(dir, file))
      const started = performance.now()
      const before = process.cpuUsage()
      const { verdict } = validatePdf(bytes, { at })
      const used = process.cpuUsage(before)
      if (measured) {
        times.push(performance.now() - started)
        processor.push((used.user + used.system) / 1000)
      }
      verdicts.set(file, verdict)
      peak = Math.max(peak, process.memoryUsage.rss())
    }
  times.sort((a, b) => a - b)
  processor.sort((a, b) => a - b)
  return Promise.resolve({
    ...group(
      'upstream files',
      rows.filter((row) => row.group === 'upstream'),
      (row) => verdicts.get(row.file) ?? 'error',
    ),
    ...group(
      'pyHanko test output',
      rows.filter((row) => row.group === 'pyhanko'),
      (row) => verdicts.get(row.file) ?? 'error',
    ),
    ...attackFigures(values.corpus, at),
    'ms per file, median': round(percentile(times, 0.5)),
    'ms per file, p95': round(percentile(times, 0.95)),
    'ms per file, worst': round(times.at(-1) ?? 0),
    // On a busy machine elapsed time measures the load; processor time measures what a file costs.
    'processor ms per file, median': round(percentile(processor, 0.5)),
    'processor ms per file, p95': round(percentile(processor, 0.95)),
    'processor ms per file, worst': round(processor.at(-1) ?? 0),
    'memory, peak MB': Math.round(peak / 1024 / 1024),
    ...pdfsig(dir, rows),
  })
}

/** Files on which the library once gave a wrong answer, each with the right one. */
function attackFigures(corpus: string, at: Date): Figures {
  const dir = join(corpus, 'pades-attacks')
  if (!existsSync(join(dir, 'manifest.csv'))) return { 'pades-attacks: right': 'not run: no corpus' }
  const rows = readAttacks(dir)
  const wrong = rows.flatMap(({ file, right }) => {
    const { verdict } = validatePdf(readFileSync(join(dir, file)), { at })
    return isRightAnswer(right, verdict) ? [] : [`${file}: ${verdict}, right is ${right}`]
  })
  for (const line of wrong) console.error(line)
  return { 'pades-attacks: right': `${String(rows.length - wrong.length)} of ${String(rows.length)}` }
}

const round = (value: number) => Math.round(value * 10) / 10

function group(name: string, rows: readonly PadesRow[], verdictOf: (row: PadesRow) => Verdict): Figures {
  const figures = figuresOf(rows, verdictOf)
  return {
    [`${name}: false green`]: `${String(figures.falseGreen)} of ${String(figures.bad)}`,
    [`${name}: green on valid`]: `${String(figures.greenOnValid)} of ${String(figures.good)}`,
    [`${name}: no signature`]: `${String(figures.unsignedRight)} of ${String(figures.unsigned)}`,
  }
}

/** poppler's verdict, with its strictest reading: every signature valid and the total document signed. */
function pdfsig(dir: string, rows: readonly PadesRow[]): Figures {
  if (spawnSync('pdfsig', ['-v']).error) return { pdfsig: 'not run: pdfsig is not installed' }
  const times: number[] = []
  const verdictOf = (row: PadesRow): Verdict => {
    const started = performance.now()
    const { stdout: output } = spawnSync('pdfsig', ['-nocert', join(dir, row.file)], {
      encoding: 'utf8',
      timeout: 20_000,
    })
    times.push(performance.now() - started)
    const lines = output.match(/Signature Validation: .*/g) ?? []
    if (lines.length === 0) return 'no-signature'
    return lines.every((line) => line.includes('is Valid')) && output.includes('Total document signed')
      ? 'valid'
      : 'invalid'
  }
  const verdicts = new Map(rows.map((row) => [row.file, verdictOf(row)]))
  times.sort((a, b) => a - b)
  return {
    ...Object.fromEntries(
      (['upstream', 'pyhanko'] as const).flatMap((name) =>
        Object.entries(
          group(
            `pdfsig, ${name}`,
            rows.filter((row) => row.group === name),
            (row) => verdicts.get(row.file) ?? 'error',
          ),
        ),
      ),
    ),
    'pdfsig, ms per file with process start, median': round(percentile(times, 0.5)),
  }
}
