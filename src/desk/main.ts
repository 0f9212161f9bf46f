/**
 * The process of one workstation with the browser host. Prints one line of JSON when ready; ends cleanly on SIGTERM,
 * Ctrl+C, or when the process that started it is gone. A message `address` from that process is answered with a new
 * one-time address; the message `centralReady` means that the central store started beside this desk is ready.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { z } from 'zod'
import { printerFrom } from '../devices/printer/configuration.ts'
import { PROCEDURES } from '../protocol/desk.ts'
import { openDesk } from './desk.ts'
import { startBrowserHost } from './hosts/browser/browser-host.ts'
import { fileSecretStore } from './keys/file-secret-store.ts'
import { warmUp } from './papers/paper-code.ts'
import { DeskFolderRefused, privateDeskFolder } from './storage/lock-desk.ts'
import { DESK_HELP, parseDeskOptions, type DeskMainOptions } from './main-options.ts'

// Files that this process creates are for its own account only.
process.umask(0o077)

const ROOT = path.resolve(import.meta.dirname, '../..')

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(
    `Node ${process.versions.node} is too old here: run this with the project's own (node_modules/.bin/node).`,
  )
  process.exit(1)
}

const logins = PROCEDURES['desk.about'].output.shape.demonstrationLogins
const centralReady = z.object({ centralReady: z.object({ enrolmentCode: z.string().optional() }) })
const packageFile = z.object({ version: z.string() })

async function run(options: DeskMainOptions): Promise<void> {
  privateDeskFolder(options.data)
  const log = pino(
    { level: 'info' },
    pino.destination({ dest: path.join(options.data, 'desk.log'), mode: 0o600, sync: false }),
  )
  const desk = await openDesk({
    dataDir: options.data,
    centralUrl: options.central,
    enrolmentCode: options.enrolment,
    deskName: options.name,
    secretStore: fileSecretStore(path.join(options.data, 'secret.key')),
    printer: printerFrom(options.printer, () => new Date()),
    host: 'browser',
    version: packageFile.parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))).version,
    log,
    ...(options.scanFolder === undefined ? {} : { scanFolder: options.scanFolder }),
    ...(options.demonstrationLogins === undefined
      ? {}
      : { demonstrationLogins: logins.parse(JSON.parse(readFileSync(options.demonstrationLogins, 'utf8'))) }),
  })
  const host = await startBrowserHost({
    desk,
    rendererDir: options.renderer,
    port: options.port,
    // Only the name of an error is logged: its message may contain personal data that was typed.
    onBug: (reference, error) =>
      log.error({ reference, kind: error instanceof Error ? error.name : 'unknown' }, 'the browser host failed'),
  })

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    void host
      .close()
      .then(() => desk.close())
      .finally(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (process.channel) {
    process.on('disconnect', stop)
    process.on('message', (message) => {
      if (message === 'address') process.send?.({ address: host.address() })
      const ready = centralReady.safeParse(message)
      if (ready.success) desk.centralReady(ready.data.centralReady.enrolmentCode)
    })
  }
  // From the first moment of this process.
  const readyMs = Math.round(performance.now())
  log.info({ readyMs }, 'the desk is ready')
  console.log(JSON.stringify({ ready: true, origin: host.origin, address: host.address() }))
  warmUp()
}

/** A failure that a person can repair is printed as a sentence; any other is a bug and is thrown. */
function refuse(error: unknown): void {
  if (!(error instanceof DeskFolderRefused)) throw error
  console.error(error.message)
  process.exit(1)
}

const args = process.argv.slice(2)
const parsed = parseDeskOptions(args, ROOT)
if (args.includes('--help') || args.includes('-h')) console.log(DESK_HELP)
else if (parsed.ok) await run(parsed.value).catch(refuse)
else {
  console.error(`${parsed.line}\n\n${DESK_HELP}`)
  process.exitCode = 2
}
