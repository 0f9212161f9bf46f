/**
 * The command line `npm run -s read-page -- [--json] [--today YYYY-MM-DD] [--crops DIR] FILE…`: reads every page and
 * prints the values with their confidence.
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

function headOf({ obstacle, form, straightened }: PageReading): string {
  if (obstacle !== null) return `a form of the house that could not be read: ${obstacle}`
  if (form === null) return `not a form of the house; straightened by ${straightened.by}`
  const identity = `${form.code}, version ${String(form.version)}, ${form.variant}`
  const page = `page ${String(form.page)} of ${String(form.pages)}`
  return `${form.title} (${identity}), ${page}; marks within ${String(straightened.error)} mm`
}

function lineOf({ field, value, source, confidence, check }: PageReading['values'][number]): string {
  const shown = value === '' ? '–' : value.replaceAll('\n', ' / ')
  const checked = check === null ? '' : `, ${check.rule} ${check.holds ? 'holds' : 'does not hold'}`
  return `  ${field.padEnd(26)} ${shown}   [${source} ${String(Math.floor(confidence * 100))} %${checked}]`
}

const lines = (reading: PageReading): string[] => [
  headOf(reading),
  ...reading.values.map(lineOf),
  ...reading.otherCodes.map((text) => `  code: ${text}`),
]

/** Writes the straightened page and the crops of its fields, so that people can look at them. */
async function writeCrops(folder: string, file: string, page: number, { image, crops }: PageRead): Promise<void> {
  await mkdir(folder, { recursive: true })
  const name = join(folder, `${basename(file)}-${String(page)}`)
  await writeFile(`${name}.jpg`, image)
  for (const crop of crops) await writeFile(`${name}-${crop.field}.jpg`, crop.image)
}

/** The arguments as given; null when an option is unknown or lacks its value. */
function givenArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        today: { type: 'string', default: localDay(Date.now()) },
        crops: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return { ...values, files: positionals }
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const read = givenArguments()
  if (read?.help) {
    console.log(usage)
    return 0
  }
  const given = argumentsSchema.safeParse(read)
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
      const refused = info?.ok === false ? info.problem : null
      const problem = info === null ? { code: 'file.missing' } : refused
      console.log(json ? JSON.stringify({ file, problem }) : `${file}: ${problem?.code ?? ''}`)
      continue
    }
    for (let page = 1; page <= info.value.pages; page++) {
      const answer = await reader.read({ bytes, name: basename(file), page, today })
      if (!answer.ok) failed++
      else if (crops !== undefined) await writeCrops(crops, file, page, answer.value)
      const ms = Math.round(answer.ms)
      if (json)
        console.log(
          JSON.stringify(
            answer.ok ? { file, page, ms, ...answer.value.reading } : { file, page, ms, problem: answer.problem },
          ),
        )
      else
        console.log(
          [
            `${file}, page ${String(page)}, ${String(ms)} ms:`,
            ...(answer.ok ? lines(answer.value.reading) : [`  ${answer.problem.code}`]),
          ].join('\n'),
        )
    }
  }
  await reader.close()
  return failed === 0 ? 0 : 1
}
process.exitCode = await main()
