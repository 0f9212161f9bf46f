/** The command line of `node src/desk/main.ts`: one workstation with the browser host. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { CENTRAL_ADDRESS_NEEDED, isCentralAddress } from './central-client/central-address.ts'
import { printerConfiguration, type PrinterConfiguration } from '../devices/printer/configuration.ts'

export interface DeskMainOptions {
  readonly data: string
  readonly central: string
  readonly enrolment: string | undefined
  readonly name: string
  /** 0: any free port of 127.0.0.1. */
  readonly port: number
  readonly printer: PrinterConfiguration
  readonly scanFolder: string | undefined
  /** The built renderer. */
  readonly renderer: string
  /** A JSON file with the people and passwords of a demonstration office. */
  readonly demonstrationLogins: string | undefined
}

export const DESK_HELP = `node src/desk/main.ts --data DIR --central URL [--enrolment-file FILE] [--name NAME] [--port N]
    [--printer folder:DIR | ipp://HOST/PATH | none] [--scan-folder DIR] [--renderer DIR] [--demonstration-logins FILE]

The central store is at https://HOST, or at http:// on this machine. The file of --enrolment-file holds the one-time
code; it is not an option itself, because every user of the machine can read a command line.

Prints one line of JSON when ready: {"ready":true,"origin":…,"address":…}. The address works once, for one window.`

/**
 * Parses the value of `--printer`: `none`, `folder:DIR`, `ipp://…`, or empty for a folder in the desk's own data.
 * Null for anything else.
 */
export function printerOf(text: string, data: string): PrinterConfiguration | null {
  if (text === 'none') return { kind: 'none' }
  const stated = () => {
    if (text === '') return { kind: 'folder', name: 'Dosar de tipărire', folder: path.join(data, 'printed') }
    if (!text.startsWith('folder:')) return { kind: 'ipp', name: text, uri: text }
    const folder = text.slice('folder:'.length)
    return { kind: 'folder', name: path.basename(folder) || 'folder', folder }
  }
  const parsed = printerConfiguration.safeParse(stated())
  return parsed.success ? parsed.data : null
}

/** @throws where the file cannot be read or is empty */
function codeIn(file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  const code = readFileSync(file, 'utf8').trim()
  if (code === '') throw new Error(`${file} holds no enrolment code.`)
  return code
}

/** Parses the arguments; an error is returned as one line to print. */
export function parseDeskOptions(
  args: readonly string[],
  root: string,
): { ok: true; value: DeskMainOptions } | { ok: false; line: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        central: { type: 'string' },
        'enrolment-file': { type: 'string' },
        name: { type: 'string', default: 'Ghișeu' },
        port: { type: 'string', default: '0' },
        printer: { type: 'string', default: '' },
        'scan-folder': { type: 'string' },
        renderer: { type: 'string' },
        'demonstration-logins': { type: 'string' },
      },
    })
    if (!values.data) return { ok: false, line: '--data needs the folder of this workstation.' }
    if (!values.central || !isCentralAddress(values.central))
      return { ok: false, line: `--central: ${CENTRAL_ADDRESS_NEEDED}.` }
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
      return { ok: false, line: `--port needs a number from 0 to 65535, not "${values.port}".` }
    const data = path.resolve(values.data)
    const printer = printerOf(values.printer, data)
    if (printer === null)
      return { ok: false, line: `--printer needs folder:DIR, an ipp:// address or none, not "${values.printer}".` }
    return {
      ok: true,
      value: {
        data,
        central: values.central,
        enrolment: codeIn(values['enrolment-file']),
        name: values.name,
        port: Number(values.port),
        printer,
        scanFolder: values['scan-folder'] === undefined ? undefined : path.resolve(values['scan-folder']),
        renderer: path.resolve(values.renderer ?? path.join(root, 'dist', 'renderer')),
        demonstrationLogins: values['demonstration-logins'],
      },
    }
  } catch (failure) {
    return { ok: false, line: (failure as Error).message }
  }
}
