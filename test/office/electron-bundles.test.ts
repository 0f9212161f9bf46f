/**
 * Tests Electron's bundles as far as possible without its runtime. They build, and the desk's process, run under plain
 * Node with a simulated `parentPort`, opens a desk and serves its contract over a MessagePort.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildElectronBundles } from '../../src/office/electron-bundles.ts'
import { signedForm } from '../../src/signature/testing/signed-form.ts'
import { createTestSigner } from '../../src/signature/testing/test-signer.ts'

/**
 * Simulates the utility process: gives the bundle a `parentPort`, and answers key-store calls as the main process does.
 */
const UTILITY_PROCESS = `
import { EventEmitter } from 'node:events'
import { MessageChannel, parentPort } from 'node:worker_threads'
const port = Object.assign(new EventEmitter(), {
  postMessage(message) {
    if (message.type === 'wrap') return port.emit('message', { data: { type: 'wrapped', callId: message.callId, bytes: message.secret, failure: null }, ports: [] })
    if (message.type === 'unwrap') return port.emit('message', { data: { type: 'wrapped', callId: message.callId, bytes: message.wrapped, failure: null }, ports: [] })
    parentPort.postMessage(message)
  },
})
process.parentPort = port
// A thread has no mask of its own for new files, so it only notes what the process of the desk would set.
process.umask = (mask) => parentPort.postMessage({ type: 'mask', mask })
await import('./desk-process.mjs')
const deliver = (data, ports = []) => port.emit('message', { data, ports })
parentPort.on('message', (message) => {
  if (message.type !== 'ask') return deliver(message)
  const { port1, port2 } = new MessageChannel()
  const served = Object.assign(new EventEmitter(), { postMessage: (answer) => port1.postMessage(answer), start: () => port1.on('message', (data) => served.emit('message', { data })) })
  port2.on('message', (answer) => parentPort.postMessage(answer))
  deliver({ type: 'serve' }, [served])
  setTimeout(() => port2.postMessage(message.call), 50)
})
parentPort.postMessage({ type: 'loaded' })
`

/** Runs the bundle under plain Node, which starts one thread for each named file. */
const VALIDATION = `
import { readFileSync } from 'node:fs'
import { createValidator } from './signature.mjs'
const validator = createValidator()
const outcomes = []
for (const file of process.argv.slice(2)) outcomes.push(await validator.validate({ bytes: readFileSync(file), at: new Date() }))
await validator.close()
console.log(JSON.stringify(outcomes.map(({ report, ended }) => [report.verdict, report.signatures[0]?.identity?.name, ended ?? 'answered'])))
`

describe('Electron’s bundles', () => {
  let folder = ''
  let worker: Worker
  const next = (type: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      worker.once('error', reject)
      const listen = (message: Record<string, unknown>) => {
        if (message['type'] === 'failed') reject(new Error(String(message['reason'])))
        if (message['type'] !== type) return
        worker.off('message', listen)
        resolve(message)
      }
      worker.on('message', listen)
    })

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'des-bundles-'))
    const outDir = path.join(folder, '.vite', 'build')
    await buildElectronBundles(process.cwd(), outDir)
    cpSync('resources/fonts', path.join(folder, 'resources', 'fonts'), { recursive: true })
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'))
    writeFileSync(path.join(outDir, 'utility-process.mjs'), UTILITY_PROCESS)
    worker = new Worker(path.join(outDir, 'utility-process.mjs'))
    const masked = next('mask')
    await next('loaded')
    expect(await masked).toEqual({ type: 'mask', mask: 0o077 })
  })
  afterAll(async () => {
    await worker.terminate()
    rmSync(folder, { recursive: true, force: true })
  })

  it('give the page no module but Electron, and main and preload no other code of the machine', () => {
    const modulesOf = (name: string) => [
      ...new Set(
        [
          ...readFileSync(path.join(folder, '.vite', 'build', name), 'utf8').matchAll(/\brequire\(["']([^"']+)["']\)/g),
        ].map(([, required = '']) => required),
      ),
    ]
    expect(modulesOf('preload.cjs')).toEqual(['electron'])
    const main = modulesOf('main.cjs').filter((name) => !name.startsWith('node:'))
    expect(main).toEqual(['electron'])
  })

  it('open a desk without a central store to reach, and serve it', async () => {
    const ready = next('ready')
    worker.postMessage({
      type: 'start',
      keyStore: 'dpapi',
      configuration: {
        dataDir: path.join(folder, 'desk'),
        centralUrl: 'http://127.0.0.1:9',
        enrolmentCode: null,
        deskName: 'Ghișeu',
        printer: 'none',
      },
    })
    await ready
    const answer = next('answer')
    worker.postMessage({ type: 'ask', call: { type: 'call', callId: 1, procedure: 'desk.about', input: {} } })
    expect(await answer).toMatchObject({
      callId: 1,
      result: { ok: true, value: { host: 'electron', keyStore: 'dpapi' } },
    })
  })

  it('validate a signed PDF in the bundled thread, and find what was changed', async () => {
    const signed = await signedForm(await createTestSigner())
    const changed = Buffer.from(signed)
    changed[changed.indexOf('anonimizarea')] = 0x41
    const files = [
      ['signed.pdf', signed],
      ['changed.pdf', changed],
    ] as const
    for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes)
    const script = path.join(folder, '.vite', 'build', 'validate.mjs')
    writeFileSync(script, VALIDATION)
    const { stdout } = await promisify(execFile)(process.execPath, [
      script,
      ...files.map(([name]) => path.join(folder, name)),
    ])
    expect(JSON.parse(stdout)).toEqual([
      ['valid', 'Ana Maria POPESCU', 'answered'],
      ['tampered', 'Ana Maria POPESCU', 'answered'],
    ])
  })
})
