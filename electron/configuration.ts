/**
 * Reads the configuration of this workstation, above all the address of its central store. It comes from the command
 * line (`npm start` passes the office it started), else from the administrator's `desk.json` in the application's
 * folder.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { deskConfiguration, type DeskConfiguration } from './desk-channel.ts'

const fromFile = deskConfiguration
  .omit({ dataDir: true })
  .partial({ enrolmentCode: true, printer: true, deskName: true })

/** @throws an error with a message for the user when there is no configuration or it cannot be read */
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
  const text = (value: string | boolean | undefined): string | undefined =>
    typeof value === 'string' ? value : undefined
  const dataDir = text(values.data) ?? path.join(userData, 'desk')
  const defaults = { deskName: 'Ghișeu', printer: '', enrolmentCode: null }

  const central = text(values.central)
  if (central !== undefined) {
    return deskConfiguration.parse({
      ...defaults,
      dataDir,
      centralUrl: central,
      enrolmentCode: text(values.enrolment) ?? null,
      deskName: text(values.name) ?? defaults.deskName,
      printer: text(values.printer) ?? defaults.printer,
    })
  }
  const file = path.join(userData, 'desk.json')
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    throw new Error(
      'This workstation has no configuration: ' +
        `an administrator puts the address of the central store and an enrolment code into ${file}.`,
    )
  }
  const parsed = fromFile.safeParse(safeJson(content))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.join('.') || 'it is not JSON')
    throw new Error(`${file} cannot be read: ${wrong.join(', ')}.`)
  }
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
