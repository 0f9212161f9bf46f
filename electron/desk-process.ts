/**
 * The process of the desk (Electron's utilityProcess). It has no window. It opens the desk on a `start` message and
 * serves the desk's contract over every port that it receives.
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

// Whatever this process makes is for its own account alone.
process.umask(0o077)

const parent = process.parentPort
const send = (message: FromDeskProcess) => parent.postMessage(message)
const secrets = secretStoreOverChannel(send)
const printers = systemPrintersOverChannel(send)
let opening: Promise<Desk> | null = null

async function start({ configuration, keyStore }: Extract<ToDeskProcess, { type: 'start' }>): Promise<Desk> {
  const { enrolmentCode, printer, ...rest } = configuration
  const printing = printerOf(printer, configuration.dataDir)
  if (printing === null) throw new Error(`"${printer}" is not a printer: use none, folder:DIR or ipp://…`)
  return openDesk({
    ...rest,
    enrolmentCode: enrolmentCode ?? undefined,
    printer: printerFrom(printing, () => new Date()),
    secretStore: secrets.store(keyStore),
    // On Linux the desk asks CUPS directly. Elsewhere only Electron reaches the printers of the system.
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
        .then(() => send({ type: 'ready' }))
        .then(warmUp)
        .catch((failure: unknown) =>
          send({ type: 'failed', reason: failure instanceof Error ? failure.message : 'unknown' }),
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
