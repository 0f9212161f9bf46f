/**
 * Reads the configuration of this workstation, above all the address of its central store, from the administrator's
 * `desk.json` in the application's folder. An application that is not packaged (`npm start`, tests) reads the file that
 * `--configuration` names instead. A packaged one takes nothing from its command line: a changed shortcut must not lead
 * a clerk's password to another central store.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { deskConfiguration, type DeskConfiguration } from './desk-channel.ts'

const fromFile = deskConfiguration.partial({ dataDir: true, enrolmentCode: true, printer: true, deskName: true })

export interface WhereToRead {
  /** The command line without the program. */
  readonly argv: readonly string[]
  /** The folder of the application's own data. */
  readonly userData: string
  readonly packaged: boolean
}

const named = (argv: readonly string[]): string | undefined => {
  const { values } = parseArgs({
    args: [...argv],
    // The command line also holds options of the runtime.
    strict: false,
    options: { configuration: { type: 'string' } },
  })
  return typeof values.configuration === 'string' ? values.configuration : undefined
}

/** @throws an error with a message for the user when there is no configuration or it cannot be read */
export function readConfiguration({ argv, userData, packaged }: WhereToRead): DeskConfiguration {
  const file = (packaged ? undefined : named(argv)) ?? path.join(userData, 'desk.json')
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
    const wrong = parsed.error.issues.map(({ path: place, code, message }) =>
      [place.join('.') || 'it is not JSON', ...(code === 'custom' ? [message] : [])].join(': '),
    )
    throw new Error(`${file} cannot be read: ${wrong.join(', ')}.`)
  }
  const given = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
  const defaults = { dataDir: path.join(userData, 'desk'), deskName: 'Ghișeu', printer: '', enrolmentCode: null }
  return deskConfiguration.parse({ ...defaults, ...given })
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
