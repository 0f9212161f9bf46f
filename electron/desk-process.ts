/**
 * The desk's own process (Electron's utilityProcess): no window, no business of Electron's. It opens the desk when told
 * where, and serves its contract over every port it is handed.
 */
import process from 'node:process'
import pino from 'pino'
import packageFile from '../package.json' with { type: 'json' }
import { openDesk } from '../src/desk/desk.ts'
import type { Desk } from '../src/desk/desk-interface.ts'
import { warmUp } from '../src/desk/papers/paper-code.ts'
import { servePort } from '../src/desk/hosts/port/port-host.ts'
import { printerOf } from '../src/desk/main-options.ts'
import { printerFrom } from '../src/devices/printer/configuration.ts'
import { toDeskProcess, type FromDeskProcess, type ToDeskProcess } from './desk-channel.ts'
import { overMainPort } from './node-port.ts'
import { secretStoreOverChannel } from './secret-store-over-channel.ts'
import { systemPrintersOverChannel } from './system-printers-over-channel.ts'

const parent = process.parentPort
const say = (message: FromDeskProcess) => parent.postMessage(message)
const secrets = secretStoreOverChannel(say)
const printers = systemPrintersOverChannel(say)
let opening: Promise<Desk> | null = null

async function start({ configuration, keyStore }: Extract<ToDeskProcess, { type: 'start' }>): Promise<Desk> {
  const { enrolmentCode, printer, ...rest } = configuration
  const printing = printerOf(printer, configuration.dataDir)
  if (printing === null) throw new Error(`"${printer}" is no printer: none, folder:DIR or ipp://…`)
  return openDesk({
    ...rest,
    enrolmentCode: enrolmentCode ?? undefined,
    printer: printerFrom(printing, () => new Date()),
    secretStore: secrets.store(keyStore),
    // CUPS is asked directly; elsewhere the system's printers are reached through Electron only.
    ...(process.platform === 'linux' ? {} : { devices: { systemPrinters: printers.system } }),
    host: 'electron',
    version: packageFile.version,
    log: pino({ base: null }, pino.destination(2)),
  })
}

parent.on('message', ({ data, ports }) => {
  const message = toDeskProcess.parse(data)
  switch (message.type) {
    case 'start':
      opening = start(message)
      opening
        .then(() => say({ type: 'ready' }))
        .then(warmUp)
        .catch((failure: unknown) =>
          say({ type: 'failed', reason: failure instanceof Error ? failure.message : 'unknown' }),
        )
      break
    case 'serve': {
      const [port] = ports
      if (!port || !opening) break
      void opening.then((desk) => {
        const stop = servePort(desk, overMainPort(port), () => new Date().toISOString())
        port.on('close', stop)
      })
      break
    }
    case 'wrapped':
      secrets.answered(message)
      break
    case 'printers':
    case 'print-ended':
      printers.answered(message)
      break
    case 'stop':
      void Promise.resolve(opening)
        .then((desk) => desk?.close())
        .finally(() => process.exit(0))
  }
})
