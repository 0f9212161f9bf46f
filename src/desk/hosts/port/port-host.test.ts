import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SCAN_LIMITS } from '../../../files/limits.ts'
import { type DeskEvent } from '../../../protocol/desk.ts'
import type { Desk } from '../../desk-interface.ts'
import { portClient, type PortClient } from './port-client.ts'
import { servePort } from './port-host.ts'
import type { Port } from './port-messages.ts'

const overNode = (port: MessagePort): Port => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => void port.on('message', listener),
})

describe('the desk over a MessagePort', () => {
  let channel: MessageChannel
  let client: PortClient
  let emit: (event: DeskEvent) => void
  let stop: () => void
  const calls: unknown[] = []

  beforeEach(() => {
    calls.length = 0
    const listeners = new Set<(event: DeskEvent) => void>()
    emit = (event) => listeners.forEach((listener) => listener(event))
    const desk: Desk = {
      call: (procedure, input) => {
        calls.push([procedure, input])
        if (procedure === 'sync.now') throw new Error('a bug with a name in it: Ionescu')
        return Promise.resolve({ ok: true, value: { seen: procedure } as never })
      },
      putBytes: (bytes) => Promise.resolve({ ok: true, value: { sha256: 'f'.repeat(64), bytes: bytes.byteLength } }),
      getBytes: () =>
        Promise.resolve({ ok: true, value: { bytes: new Uint8Array([1, 2, 3]), mediaType: 'image/png' } }),
      subscribe: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      close: () => Promise.resolve(),
    }
    channel = new MessageChannel()
    stop = servePort(desk, overNode(channel.port1), () => 'ref-1')
    client = portClient(overNode(channel.port2))
  })
  afterEach(() => {
    channel.port1.close()
    channel.port2.close()
  })

  it('carries calls, each to its own answer', async () => {
    const answers = await Promise.all([client.call('desk.about', {}), client.call('session.current', {})])
    expect(answers).toEqual([
      { ok: true, value: { seen: 'desk.about' } },
      { ok: true, value: { seen: 'session.current' } },
    ])
  })

  it.each(['constructor', '__proto__', 'toString', 'no.such', ''])('knows no procedure %s', async (name) => {
    expect(await client.call(name, {})).toEqual({ ok: false, problem: { code: 'route.unknown', details: {} } })
    expect(calls).toEqual([])
  })

  it('turns a bug into a reference and reveals nothing of it', async () => {
    const answer = await client.call('sync.now', {})
    expect(answer).toEqual({ ok: false, problem: { code: 'unexpected', details: { reference: 'ref-1' } } })
  })

  it('carries bytes both ways, and refuses none and too many', async () => {
    expect(await client.putBytes(new Uint8Array(5), 'cerere.pdf')).toEqual({
      ok: true,
      value: { sha256: 'f'.repeat(64), bytes: 5 },
    })
    expect(await client.getBytes('a'.repeat(64))).toEqual({
      ok: true,
      value: { bytes: new Uint8Array([1, 2, 3]), mediaType: 'image/png' },
    })
    expect(await client.putBytes(new Uint8Array(0), 'gol.pdf')).toMatchObject({
      ok: false,
      problem: { code: 'scan.empty', details: { name: 'gol.pdf' } },
    })
    expect(await client.putBytes(new Uint8Array(SCAN_LIMITS.bytes + 1), 'mare.pdf')).toMatchObject({
      ok: false,
      problem: { code: 'scan.too-large', details: { name: 'mare.pdf' } },
    })
  })

  it('ignores messages of unknown shape', async () => {
    for (const junk of [null, 1, 'x', {}, { type: 'call' }, { type: 'call', callId: -1, procedure: 1 }])
      channel.port2.postMessage(junk)
    expect(await client.call('desk.about', {})).toMatchObject({ ok: true })
  })

  it('answers a message that it cannot read, so that no window waits for ever', async () => {
    const answer = client.putBytes(new ArrayBuffer(5) as unknown as Uint8Array, 'cerere.pdf')
    expect(await answer).toMatchObject({ ok: false, problem: { code: 'input.invalid' } })
  })

  it('sends notifications until the listener stops, and until the window is closed', async () => {
    const received: DeskEvent[] = []
    const event: DeskEvent = { type: 'changed', topics: ['queue'], requestIds: [] }
    const unsubscribe = client.subscribe((each) => received.push(each))
    emit(event)
    await client.call('desk.about', {})
    expect(received).toEqual([event])
    unsubscribe()
    emit(event)
    await client.call('desk.about', {})
    stop()
    emit(event)
    await client.call('desk.about', {})
    expect(received).toHaveLength(1)
  })
})
