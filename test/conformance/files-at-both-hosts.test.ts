/** A file uploaded in an Electron window and in a browser window gets the same answers, which name the file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBridgeTransport } from '../../renderer/desk/bridge-transport.ts'
import type { Desk } from '../../src/desk/desk-interface.ts'
import { startBrowserHost } from '../../src/desk/hosts/browser/browser-host.ts'
import { pageBridge } from '../../src/desk/hosts/port/page-bridge.ts'
import { portClient } from '../../src/desk/hosts/port/port-client.ts'
import { servePort } from '../../src/desk/hosts/port/port-host.ts'
import type { Port } from '../../src/desk/hosts/port/port-messages.ts'
import { ok, refuse } from '../../src/domain/problem.ts'
import { SCAN_LIMITS } from '../../src/files/limits.ts'

const desk: Desk = {
  call: () => Promise.resolve(refuse('route.unknown')),
  putBytes: (bytes) => Promise.resolve(ok({ sha256: 'f'.repeat(64), bytes: bytes.byteLength })),
  getBytes: () => Promise.resolve(refuse('attachment.unknown')),
  subscribe: () => () => undefined,
  close: () => Promise.resolve(),
}
type PutBytes = (bytes: Uint8Array<ArrayBuffer>, name: string) => Promise<unknown>
const closing: (() => Promise<unknown> | void)[] = []
const hosts = new Map<string, PutBytes>()

const overNode = (port: MessagePort): Port => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => void port.on('message', listener),
})

beforeAll(async () => {
  const { port1, port2 } = new MessageChannel()
  servePort(desk, overNode(port1), () => 'bug')
  const window = createBridgeTransport(pageBridge(Promise.resolve(portClient(overNode(port2)))))
  hosts.set('electron', (bytes, name) => window.putBytes(new Blob([bytes]), { name }))

  const folder = mkdtempSync(path.join(tmpdir(), 'des-hosts-'))
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>')
  const host = await startBrowserHost({ desk, rendererDir: folder })
  const token = new URL(host.address()).hash.slice('#token='.length)
  const opened = await fetch(`${host.origin}/desk/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: host.origin },
    body: JSON.stringify({ token }),
  })
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  hosts.set('browser', async (bytes, name) => {
    const response = await fetch(`${host.origin}/desk/bytes`, {
      method: 'POST',
      headers: {
        cookie,
        origin: host.origin,
        'content-type': 'application/octet-stream',
        'x-des-name': encodeURIComponent(name),
      },
      body: bytes,
    })
    return response.json()
  })
  closing.push(
    () => port1.close(),
    () => host.close(),
    () => rmSync(folder, { recursive: true, force: true }),
  )
})
afterAll(async () => {
  for (const close of closing) await close()
})

describe.each(['electron', 'browser'])('in a window of %s', (name) => {
  const put: PutBytes = (bytes, file) => (hosts.get(name) as PutBytes)(bytes, file)

  test('a file is taken', async () => {
    expect(await put(new Uint8Array(5), 'cerere.pdf')).toEqual({
      ok: true,
      value: { sha256: 'f'.repeat(64), bytes: 5 },
    })
  })
  test('an empty file is refused by its name', async () => {
    expect(await put(new Uint8Array(), 'cerere mamă.pdf')).toEqual({
      ok: false,
      problem: { code: 'scan.empty', details: { name: 'cerere mamă.pdf' } },
    })
  })
  test('a file that is too large is refused by its name', async () => {
    const size = SCAN_LIMITS.bytes + 1
    expect(await put(new Uint8Array(size), 'dosar.tiff')).toEqual({
      ok: false,
      problem: { code: 'scan.too-large', details: { name: 'dosar.tiff', size, limit: SCAN_LIMITS.bytes } },
    })
  })
  test('control characters and overlong names are not returned', async () => {
    expect(await put(new Uint8Array(), `a\u0000b\u001f${'c'.repeat(500)}`)).toEqual({
      ok: false,
      problem: { code: 'scan.empty', details: { name: `ab${'c'.repeat(158)}` } },
    })
  })
})
