import { createSocket, type Socket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { decodeAnswer, RECORD } from './dns-message.ts'
import { findEscl, questionsAfter, scannersIn } from './find-escl.ts'

const text = (value: string): Buffer => Buffer.concat([Buffer.from([Buffer.byteLength(value)]), Buffer.from(value)])
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
const answerOf = (...records: Buffer[]): Buffer => {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0x8400, 2)
  head.writeUInt16BE(records.length, 6)
  return Buffer.concat([head, ...records])
}
/** An answer like that of a scanner: names of later records are pointers into the first (RFC 1035 section 4.1.4). */
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
  it('asks for both kinds of service, and prefers HTTPS', async () => {
    const questions: Buffer[] = []
    const socket = createSocket('udp4')
    responder = socket
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    socket.on('message', (message, from) => {
      questions.push(message)
      for (const reply of [Buffer.from('junk'), answer('_uscan', 80), answer('_uscans', 443)])
        socket.send(reply, from.port, from.address)
    })
    const found = await findEscl({
      to: { address: '127.0.0.1', port: (socket.address() as AddressInfo).port },
      listenMs: 300,
      from: ['127.0.0.1'],
    })
    expect(found).toEqual([{ name: 'Birou 3. etaj', url: 'https://10.0.0.7:443/eSCL' }])
    expect(questions[0]?.toString('latin1')).toMatch(/_uscan\x04_tcp\x05local[\s\S]*_uscans\x04_tcp\x05local/)
  })
  it('finds nothing where nothing answers', async () => {
    expect(
      await findEscl({ to: { address: '127.0.0.1', port: 9 }, listenMs: 100, from: ['127.0.0.1', '192.0.2.77'] }),
    ).toEqual([])
  })
  it('ignores a scanner with an impossible port or path', () => {
    expect(scannersIn(decodeAnswer(answer('_uscan', 0)))).toEqual([])
    expect(scannersIn(decodeAnswer(answer('_uscan', 80, 'rs=@evil.example/?')))).toEqual([])
    expect(scannersIn(decodeAnswer(answer('_uscan', 80, 'rs=')))).toEqual([
      { name: 'Birou 3. etaj', url: 'http://10.0.0.7:80/' },
    ])
  })
  it('asks again for missing records, also of a name with dots', async () => {
    const instance = name('Birou 3. etaj', '_uscan', '_tcp', 'local')
    const asked: string[] = []
    const socket = createSocket('udp4')
    responder = socket
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    socket.on('message', (message, from) => {
      const question = message.toString('latin1')
      // The first question is lost; each later one gets only the record that it asks for.
      if (asked.push(question) === 1) return
      const address = record(name('Scanner', 'LOCAL'), RECORD.A, Buffer.from([10, 0, 0, 7]))
      const location = record(instance, RECORD.SRV, service(80, name('scanner', 'local')))
      const pointer = record(name('_uscan', '_tcp', 'local'), RECORD.PTR, instance)
      const forService = question.includes('etaj') ? location : pointer
      socket.send(answerOf(question.includes('scanner') ? address : forService), from.port, from.address)
    })
    const to = { address: '127.0.0.1', port: (socket.address() as AddressInfo).port }
    expect(scannersIn([])).toEqual([])
    // Three rounds of questions: one lost, one for the scanners, one for the missing records.
    await findEscl({ to, listenMs: 400, from: ['127.0.0.1'] })
    expect(asked.at(-1)).toContain('Birou 3. etaj')
    const known = [
      answerOf(record(name('_uscan', '_tcp', 'local'), RECORD.PTR, instance)),
      answerOf(record(instance, RECORD.SRV, service(80, name('scanner', 'local')))),
    ].flatMap(decodeAnswer)
    expect(questionsAfter(known).at(-1)).toEqual({ name: 'scanner.local', type: 'A' })
    const whole = [
      ...known,
      ...decodeAnswer(answerOf(record(name('SCANNER', 'local'), RECORD.A, Buffer.from([10, 0, 0, 7])))),
    ]
    expect(scannersIn(whole)).toEqual([{ name: 'Birou 3. etaj', url: 'http://10.0.0.7:80/eSCL' }])
    expect(questionsAfter(whole)).toHaveLength(2)
  })
})

describe('the scanners found by multicast DNS', () => {
  it('include a scanner on two networks once, with the address that answered', () => {
    const uuid = 'uuid=4509a320-00a0-008f-00b6-002507510eca'
    const on = (type: string, port: number) => {
      const instance = name(`Birou ${type}`, type, '_tcp', 'local')
      return answerOf(
        record(name(type, '_tcp', 'local'), RECORD.PTR, instance),
        record(instance, RECORD.SRV, service(port, name('scanner', 'local'))),
        record(instance, RECORD.TXT, Buffer.concat([text(uuid), text('rs=eSCL')])),
        record(name('scanner', 'local'), RECORD.A, Buffer.from([192, 168, 9, 9])),
        record(name('scanner', 'local'), RECORD.A, Buffer.from([10, 0, 0, 7])),
        record(name('scanner', 'local'), RECORD.AAAA, Buffer.from('fe80000000000000000000000000abcd', 'hex')),
      )
    }
    const records = [on('_uscan', 80), on('_uscans', 443), on('_uscan', 80)].flatMap(decodeAnswer)
    expect(scannersIn(records, new Set(['10.0.0.7']))).toEqual([
      { name: 'Birou _uscans', url: 'https://10.0.0.7:443/eSCL' },
    ])
  })
  it('are found without errors in damaged answers and circles of pointers', () => {
    const ring = answer('_uscan', 80)
    ring.writeUInt16BE(0xc00c, 12)
    expect(decodeAnswer(ring)).toEqual([])
    const whole = answer('_uscans', 443)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(whole.length),
        (changes, cut) => {
          const damaged = Buffer.from(whole)
          for (const [at, value] of changes) damaged[at] = value
          scannersIn(decodeAnswer(damaged.subarray(0, cut)))
        },
      ),
      { numRuns: 500, seed: 3 },
    )
  })
})
