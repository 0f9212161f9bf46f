import { createSocket, type Socket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { decodeAnswer, RECORD } from './dns-message.ts'
import { findEscl, scannersIn } from './find-escl.ts'

const text = (words: string): Buffer => Buffer.concat([Buffer.from([Buffer.byteLength(words)]), Buffer.from(words)])
const name = (...labels: string[]): Buffer => Buffer.concat([...labels.map(text), Buffer.from([0])])
const record = (owner: Buffer, type: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(10)
  head.writeUInt16BE(type, 0)
  head.writeUInt16BE(1, 2)
  head.writeUInt32BE(120, 4)
  head.writeUInt16BE(data.length, 8)
  return Buffer.concat([owner, head, data])
}
const service = (port: number, target: Buffer): Buffer => {
  const head = Buffer.alloc(6)
  head.writeUInt16BE(port, 4)
  return Buffer.concat([head, target])
}
/** An answer as a scanner sends it; names of the later records point back into the first (RFC 1035 section 4.1.4). */
function answer(type: string, port: number, rs = 'rs=eSCL'): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0x8400, 2)
  head.writeUInt16BE(4, 6)
  const instance = Buffer.concat([text('Birou 3. etaj'), Buffer.from([0xc0, 12])])
  const first = record(name(type, '_tcp', 'local'), RECORD.PTR, instance)
  const pointer = Buffer.from([0xc0, 12 + first.length - instance.length])
  return Buffer.concat([
    head,
    first,
    record(pointer, RECORD.SRV, service(port, name('scanner', 'local'))),
    record(pointer, RECORD.TXT, Buffer.concat([text('txtvers=1'), text(rs), text('ty=Ghișeu Scan')])),
    record(name('scanner', 'local'), RECORD.A, Buffer.from([10, 0, 0, 7])),
  ])
}

let responder: Socket | null = null
afterEach(() => {
  responder?.close()
  responder = null
})

describe('finding scanners by multicast DNS', () => {
  it('asks for both kinds of service and reads the answers; HTTPS comes before HTTP', async () => {
    const questions: Buffer[] = []
    const socket = createSocket('udp4')
    responder = socket
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    socket.on('message', (message, from) => {
      questions.push(message)
      for (const reply of [Buffer.from('junk'), answer('_uscan', 80), answer('_uscans', 443)]) socket.send(reply, from.port, from.address)
    })
    const found = await findEscl({ to: { address: '127.0.0.1', port: (socket.address() as AddressInfo).port }, listenMs: 300 })
    expect(found).toEqual([{ name: 'Birou 3. etaj', url: 'https://10.0.0.7:443/eSCL' }])
    expect(questions[0]?.toString('latin1')).toMatch(/_uscan\x04_tcp\x05local[\s\S]*_uscans\x04_tcp\x05local/)
  })
  it('finds nobody where nobody answers', async () => {
    expect(await findEscl({ to: { address: '127.0.0.1', port: 9 }, listenMs: 100 })).toEqual([])
  })
  it('does not follow a scanner’s strange ideas of its own address', () => {
    expect(scannersIn(decodeAnswer(answer('_uscan', 0)))).toEqual([])
    expect(scannersIn(decodeAnswer(answer('_uscan', 80, 'rs=@evil.example/?')))).toEqual([])
    expect(scannersIn(decodeAnswer(answer('_uscan', 80, 'rs=')))).toEqual([{ name: 'Birou 3. etaj', url: 'http://10.0.0.7:80/' }])
  })
  it('survives rings of pointers and every damage', () => {
    const ring = answer('_uscan', 80)
    ring.writeUInt16BE(0xc00c, 12)
    expect(decodeAnswer(ring)).toEqual([])
    const whole = answer('_uscans', 443)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), fc.nat(whole.length), (changes, cut) => {
        const damaged = Buffer.from(whole)
        for (const [at, value] of changes) damaged[at] = value
        scannersIn(decodeAnswer(damaged.subarray(0, cut)))
      }),
      { numRuns: 500, seed: 3 },
    )
  })
})
