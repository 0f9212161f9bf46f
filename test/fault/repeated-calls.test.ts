/** The client of a desk, where something on the way repeats calls and where the central store is started again. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { centralClient } from '../../src/desk/central-client/central-client.ts'
import { type Office, openOffice, PASSWORD } from '../support/central/office.ts'

let office: Office
const cleanup: (() => unknown)[] = []
beforeEach(async () => {
  office = await openOffice()
})
afterEach(async () => {
  for (const undo of cleanup.splice(0).reverse()) await undo()
  await office.close()
})

/** A proxy that sends every call twice and returns the second answer, until it is told to stop. */
async function repeatingProxy() {
  const sent: string[] = []
  const state = { repeats: true, sent }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {}
    const { connection: _connection, host: _host, ...headers } = request.headers as Record<string, string>
    sent.push(request.url ?? '')
    const forward = () =>
      fetch(office.central.url + (request.url ?? ''), { method: request.method ?? 'GET', headers, ...body })
    let answer = await forward()
    if (state.repeats) {
      await answer.arrayBuffer()
      answer = await forward()
    }
    state.repeats = false
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanup.push(() => new Promise((resolve) => server.close(resolve)))
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, state }
}

async function clientAt(url: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
  const { deviceId } = office.desk
  await office.central.store.write(({ db }) =>
    db.updateTable('device').set({ public_key: raw }).where('id', '=', deviceId).execute(),
  )
  const client = centralClient({
    url,
    clock: { callIso: () => new Date(office.clock.now).toISOString() } as never,
    deviceId: () => deviceId,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  })
  cleanup.push(() => client.close())
  return client
}

test('a call that was repeated on the way is made again, once', async () => {
  const { url, state } = await repeatingProxy()
  state.repeats = false
  const client = await clientAt(url)
  expect((await client.call('numberBlocks', {})).ok).toBe(true)
  state.repeats = true
  state.sent.length = 0
  expect((await client.call('signIn', { username: 'clerk', password: PASSWORD })).ok).toBe(true)
  expect(state.sent).toHaveLength(2)
})

test('a start of the central store is noticed by nobody at the desk, also on the live stream', async () => {
  const client = await clientAt(office.central.url)
  expect((await client.call('numberBlocks', {})).ok).toBe(true)
  await office.restart()
  const events: number[] = []
  const ended = new AbortController()
  const listening = client.listen(() => {
    events.push(1)
    ended.abort()
  }, ended.signal)
  await expect(listening).rejects.toThrow()
  expect(events).toEqual([1])
  await office.restart()
  expect((await client.call('signIn', { username: 'clerk', password: PASSWORD })).ok).toBe(true)
})
