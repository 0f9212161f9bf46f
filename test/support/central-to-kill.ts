/**
 * A central store in its own process, to be killed by a test: serves a folder at a port and prints when it is ready.
 */
import { centralWithPeople } from './desk-and-central.ts'

const [dataDir = '', port = '0'] = process.argv.slice(2)
const central = await centralWithPeople(dataDir, Number(port), Date.now, true)
process.stdout.write(`${JSON.stringify({ ready: central.url })}\n`)
process.on('SIGTERM', () => void central.close().then(() => process.exit(0)))
