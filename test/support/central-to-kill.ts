/**
 * A central store in its own process, to be killed by a test: serves a folder at a port and prints when it is ready.
 */
import pino from 'pino'
import { centralWithPeople } from './desk-and-central.ts'

const [dataDir = '', port = '0'] = process.argv.slice(2)
const level = process.env['CENTRAL_LOG'] ?? 'silent'
const log = pino({ level }, pino.destination(2))
const central = await centralWithPeople(dataDir, Number(port), Date.now, true, { log })
process.stdout.write(`${JSON.stringify({ ready: central.url, pid: process.pid })}\n`)
process.on('SIGTERM', () => void central.close().then(() => process.exit(0)))
