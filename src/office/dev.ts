/**
 * `npm run dev`: the screens with hot reload over the demonstration office, which is started without a window; options
 * of `npm start` go to it. `npm run dev -- --desk http://127.0.0.1:PORT` uses a browser host that is running already;
 * the one-time token of its address is added to the printed address by hand, because a command line is no secret.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { startDevServer } from './dev-server.ts'
import { parseStartOptions, START_HELP } from './start-options.ts'

const HELP = `npm run dev -- [--desk http://127.0.0.1:PORT]

  --desk URL    use the browser host that is running at this address (default: start a demonstration office)

Without --desk the options of npm start are accepted too:

${START_HELP}`

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/
const root = path.resolve(import.meta.dirname, '../..')

/** Starts the office and waits for the one-time address that it prints. */
async function startOffice(args: readonly string[]): Promise<string> {
  const script = path.join(import.meta.dirname, 'start.ts')
  // In our group of processes: Ctrl+C reaches it as well.
  const office = spawn(process.execPath, [script, '--headless', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => office.kill(signal))
  office.once('exit', (code) => process.exit(code ?? 0))
  let output = ''
  return new Promise((resolve) => {
    office.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const address = ADDRESS.exec(output)?.[0]
      if (address === undefined) process.stdout.write(chunk)
      else resolve(address)
    })
  })
}

/** Prints the usage and ends, when it is asked for or the options are wrong. */
function explain(args: readonly string[]): void {
  const parsed = parseStartOptions(args)
  if (parsed.ok && !parsed.value.help) return
  if (parsed.ok) console.log(HELP)
  else console.error(`${parsed.message}\n\n${HELP}`)
  process.exit(parsed.ok ? 0 : 2)
}

const args = process.argv.slice(2)
const at = args.indexOf('--desk')
explain(args.filter((_, index) => at === -1 || (index !== at && index !== at + 1)))
const host = args[at + 1] ?? ''
if (at !== -1 && !URL.canParse(host)) {
  console.error(`--desk needs the address of a browser host, not "${host}".\n\n${HELP}`)
  process.exit(2)
}
const address = new URL(at === -1 ? await startOffice(args) : host)
if (at !== -1 && address.hash !== '') {
  console.error('Leave out the token (#token=…): every user of the machine can read a command line.')
  process.exit(2)
}
const server = await startDevServer(root, address.origin)
console.log(
  `\nThe screens with hot reload (the address works once):\n\n  ${server.origin}/${address.hash || '#token=…'}\n\nCtrl+C stops everything.`,
)
