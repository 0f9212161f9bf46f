/**
 * Where this workstation finds its central store: from the command line (`npm start` passes the office it started),
 * else from `desk.json` in the application's folder, which an administrator puts there.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { deskConfiguration, type DeskConfiguration } from './desk-channel.ts'

const fromFile = deskConfiguration
  .omit({ dataDir: true })
  .partial({ enrolmentCode: true, printer: true, deskName: true })

/** @throws with a line for the person when there is no configuration, or one that cannot be read */
export function readConfiguration(argv: readonly string[], userData: string): DeskConfiguration {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: {
      central: { type: 'string' },
      data: { type: 'string' },
      enrolment: { type: 'string' },
      name: { type: 'string' },
      printer: { type: 'string' },
    },
  })
  const word = (value: string | boolean | undefined): string | undefined =>
    typeof value === 'string' ? value : undefined
  const dataDir = word(values.data) ?? path.join(userData, 'desk')
  const defaults = { deskName: 'Ghișeu', printer: '', enrolmentCode: null }

  const central = word(values.central)
  if (central !== undefined) {
    return deskConfiguration.parse({
      ...defaults,
      dataDir,
      centralUrl: central,
      enrolmentCode: word(values.enrolment) ?? null,
      deskName: word(values.name) ?? defaults.deskName,
      printer: word(values.printer) ?? defaults.printer,
    })
  }
  const file = path.join(userData, 'desk.json')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new Error(
      `This workstation has no configuration: an administrator puts the address of the central store and an enrolment code into ${file}.`,
    )
  }
  const parsed = fromFile.safeParse(safeJson(text))
  if (!parsed.success)
    throw new Error(
      `${file} cannot be read: ${parsed.error.issues.map((issue) => issue.path.join('.') || 'it is not JSON').join(', ')}.`,
    )
  const given = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
  return deskConfiguration.parse({ ...defaults, dataDir, ...given })
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
