/**
 * `npm run -s read-page -- [--json] [--today YYYY-MM-DD] [--crops DIR] FILE…`: what was read on every page, and how
 * sure.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { isDay } from '../../domain/calendar/day.ts'
import { inspectScan } from '../scan/intake.ts'
import type { PageRead } from './messages.ts'
import { createPageReader } from './page-reader.ts'
import type { PageReading } from './reading.ts'

const usage = 'npm run -s read-page -- [--json] [--today YYYY-MM-DD] [--crops DIR] FILE…'
const argumentsSchema = z.object({
  json: z.boolean(),
  today: z.string().refine(isDay),
  crops: z.string().optional(),
  files: z.array(z.string()).min(1),
})

function lines(reading: PageReading): string[] {
  const head =
    reading.obstacle !== null
      ? `a form of the house, not read as one: ${reading.obstacle}`
      : reading.form === null
        ? `no form of the house; laid straight by ${reading.straightened.by}`
        : `${reading.form.title} (${reading.form.code}, version ${String(reading.form.version)}, ${reading.form.variant}), page ${String(reading.form.page)} of ${String(reading.form.pages)}; marks within ${String(reading.straightened.error)} mm`
  return [
    head,
    ...reading.values.map(
      ({ field, value, source, confidence, check }) =>
        `  ${field.padEnd(26)} ${value === '' ? '–' : value.replaceAll('\n', ' / ')}   [${source} ${String(Math.floor(confidence * 100))} %${check === null ? '' : `, ${check.rule} ${check.holds ? 'holds' : 'does not hold'}`}]`,
    ),
    ...reading.otherCodes.map((text) => `  code: ${text}`),
  ]
}

/** The straightened page and each field's place on it, for whoever looks with their own eyes. */
async function writeCrops(folder: string, file: string, page: number, { image, crops }: PageRead): Promise<void> {
  await mkdir(folder, { recursive: true })
  const name = join(folder, `${basename(file)}-${String(page)}`)
  await writeFile(`${name}.jpg`, image)
  for (const crop of crops) await writeFile(`${name}-${crop.field}.jpg`, crop.image)
}

/** Options as given; null where one is unknown or lacks its value. */
function asked(): unknown {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        today: { type: 'string', default: localDay(Date.now()) },
        crops: { type: 'string' },
      },
    })
    return { ...values, files: positionals }
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const given = argumentsSchema.safeParse(asked())
  if (!given.success) {
    console.error(usage)
    return 2
  }
  const { json, today, crops, files } = given.data
  const reader = createPageReader()
  let failed = 0
  for (const file of files) {
    const bytes = await readFile(file).catch(() => null)
    const info = bytes === null ? null : await inspectScan(bytes, basename(file))
    if (bytes === null || info === null || !info.ok) {
      failed++
      const problem = info === null ? { code: 'file.missing' } : info.ok ? null : info.problem
      console.log(json ? JSON.stringify({ file, problem }) : `${file}: ${problem?.code ?? ''}`)
      continue
    }
    for (let page = 1; page <= info.value.pages; page++) {
      const read = await reader.read({ bytes, name: basename(file), page, today })
      if (!read.ok) failed++
      else if (crops !== undefined) await writeCrops(crops, file, page, read.value)
      const ms = Math.round(read.ms)
      if (json)
        console.log(
          JSON.stringify(
            read.ok ? { file, page, ms, ...read.value.reading } : { file, page, ms, problem: read.problem },
          ),
        )
      else
        console.log(
          [
            `${file}, page ${String(page)}, ${String(ms)} ms:`,
            ...(read.ok ? lines(read.value.reading) : [`  ${read.problem.code}`]),
          ].join('\n'),
        )
    }
  }
  await reader.close()
  return failed === 0 ? 0 : 1
}
process.exitCode = await main()
