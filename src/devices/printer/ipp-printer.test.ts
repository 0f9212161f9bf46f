import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { decodeResponse, encodeRequest } from './ipp-message.ts'
import { ippPrinter } from './ipp-printer.ts'
import { reasonsOf } from './ipp-state.ts'

const pdf = Buffer.from('%PDF-1.7 paper')
const patience = { answerMs: 500, pollMs: 5, stoppedMs: 60, jobMs: 300 }

/* A printer of the test's own: answers as it is told, and keeps what it was asked. */
type Attributes = [tag: number, name: string, ...values: (string | number | boolean)[]][]
interface Answer {
  status?: number
  groups?: [tag: number, Attributes][]
}
function encode({ status = 0, groups = [] }: Answer): Buffer {
  const parts: Buffer[] = [Buffer.from([2, 0, status >> 8, status & 0xff, 0, 0, 0, 1])]
  const value = (tag: number, item: string | number | boolean) => {
    if (typeof item === 'number') {
      const bytes = Buffer.alloc(4)
      bytes.writeInt32BE(item)
      return bytes
    }
    return typeof item === 'boolean' ? Buffer.from([Number(item)]) : Buffer.from(item)
  }
  for (const [tag, attributes] of groups) {
    parts.push(Buffer.from([tag]))
    for (const [syntax, name, ...values] of attributes)
      values.forEach((item, index) => {
        const [key, bytes] = [Buffer.from(index === 0 ? name : ''), value(syntax, item)]
        parts.push(Buffer.from([syntax, key.length >> 8, key.length & 0xff]), key, Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes)
      })
  }
  return Buffer.concat([...parts, Buffer.from([3])])
}
const idle = (state = 3, reasons = ['none'], more: Attributes = []): Answer => ({
  groups: [[4, [[0x23, 'printer-state', state], [0x44, 'printer-state-reasons', ...reasons], [0x22, 'printer-is-accepting-jobs', true], [0x49, 'document-format-supported', 'image/urf', 'application/pdf'], [0x44, 'sides-supported', 'one-sided', 'two-sided-long-edge'], ...more]]],
})
const job = (state: number, reasons = ['none']): Answer => ({ groups: [[2, [[0x21, 'job-id', 7], [0x23, 'job-state', state], [0x44, 'job-state-reasons', ...reasons]]]] })

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
async function printerThat(answers: { printer?: (asked: number) => Answer | Buffer; print?: Answer | Buffer; job?: (asked: number) => Answer | Buffer }) {
  const seen: { operation: number; body: Buffer }[] = []
  const count = (operation: number) => seen.filter((call) => call.operation === operation).length
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      const operation = body.readUInt16BE(2)
      seen.push({ operation, body })
      const answer = operation === 0x000b ? (answers.printer?.(count(0x000b)) ?? idle()) : operation === 0x0002 ? (answers.print ?? job(3)) : operation === 0x0009 ? (answers.job?.(count(0x0009)) ?? job(9)) : {}
      response.writeHead(200, { 'content-type': 'application/ipp' })
      response.end(Buffer.isBuffer(answer) ? answer : encode(answer))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { printer: ippPrinter({ name: 'Ghișeul 3', uri: `ipp://127.0.0.1:${port}/ipp/print`, patience }), seen, count, close: () => server.close() }
}
const failed = (reason: string) => ({ ok: false, problem: { code: 'printer.failed', details: { reason } } })
const CANCEL = 0x0008

describe('a printer over IPP', () => {
  it('takes the PDF with its options and is followed to the end of the job', async () => {
    const { printer, seen } = await printerThat({ job: (asked) => job(asked < 3 ? 5 : 9) })
    expect(await printer.state()).toEqual({ ready: true, reasons: [] })
    expect(await printer.print(pdf, { jobName: 'Recipisă', copies: 2, duplex: true })).toEqual({ ok: true, value: { jobId: '7', state: 'printed' } })
    const sent = seen.find((call) => call.operation === 0x0002)?.body
    expect(sent?.subarray(-pdf.length)).toEqual(pdf)
    expect(sent?.readUInt16BE(0)).toBe(0x0200)
    for (const text of ['attributes-charset', 'application/pdf', 'Recipisă', 'two-sided-long-edge']) expect(sent?.includes(text)).toBe(true)
    expect(seen.some((call) => call.operation === CANCEL)).toBe(false)
  })
  it('a job that the printer forgot was sent', async () => {
    const { printer } = await printerThat({ job: () => ({ status: 0x0406 }) })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual({ ok: true, value: { jobId: '7', state: 'sent' } })
  })
  it.each([
    ['out-of-paper', 'media-empty-error'],
    ['out-of-paper', 'media-needed'],
    ['paper-jam', 'media-jam-error'],
    ['cover-open', 'door-open-error'],
    ['paused', 'paused'],
    ['offline', 'offline-error'],
    ['stopped', 'something-unheard-of'],
  ])('stopped before: %s (%s), and nothing is sent to come out later', async (reason, keyword) => {
    const { printer, count } = await printerThat({ printer: () => idle(5, [keyword]) })
    expect(await printer.state()).toEqual({ ready: false, reasons: [reason] })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed(reason))
    expect(count(0x0002)).toBe(0)
  })
  it('out of paper in the middle: waits a while, then cancels the job and says so', async () => {
    const { printer, count } = await printerThat({ printer: (asked) => (asked < 2 ? idle() : idle(5, ['media-empty-error'])), job: () => job(6) })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('out-of-paper'))
    expect(count(CANCEL)).toBe(1)
  })
  it('paper put in again in time: the job goes on', async () => {
    const { printer, count } = await printerThat({ printer: (asked) => (asked === 2 ? idle(5, ['media-empty-error']) : idle()), job: (asked) => (asked < 3 ? job(6) : job(9)) })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual({ ok: true, value: { jobId: '7', state: 'printed' } })
    expect(count(CANCEL)).toBe(0)
  })
  it('a job cancelled or aborted at the printer is told as such', async () => {
    expect(await (await printerThat({ job: () => job(7) })).printer.print(pdf, { jobName: 'x' })).toEqual(failed('cancelled'))
    expect(await (await printerThat({ job: () => job(8) })).printer.print(pdf, { jobName: 'x' })).toEqual(failed('aborted'))
    expect(await (await printerThat({ job: () => job(8, ['document-format-error']) })).printer.print(pdf, { jobName: 'x' })).toEqual(failed('format-not-supported'))
  })
  it('a job that never ends is cancelled', async () => {
    const { printer, count } = await printerThat({ job: () => job(5) })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('timed-out'))
    expect(count(CANCEL)).toBe(1)
  })
  it('a person may cancel', async () => {
    const stop = new AbortController()
    const { printer, count } = await printerThat({ job: () => (stop.abort(), job(5)) })
    expect(await printer.print(pdf, { jobName: 'x', signal: stop.signal })).toEqual(failed('cancelled'))
    expect(count(CANCEL)).toBe(1)
  })
  it('a printer that refuses is told from one that takes no PDF and one that takes no jobs', async () => {
    expect(await (await printerThat({ print: { status: 0x0400 } })).printer.print(pdf, { jobName: 'x' })).toEqual(failed('refused'))
    expect(await (await printerThat({ print: { status: 0x040a } })).printer.print(pdf, { jobName: 'x' })).toEqual(failed('format-not-supported'))
    expect(await (await printerThat({ print: { status: 0x0506 } })).printer.print(pdf, { jobName: 'x' })).toEqual(failed('not-accepting-jobs'))
    const raster: Answer = { groups: [[4, [[0x23, 'printer-state', 3], [0x49, 'document-format-supported', 'image/urf']]]] }
    const { printer } = await printerThat({ printer: () => raster })
    expect(await printer.state()).toEqual({ ready: false, reasons: ['format-not-supported'] })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('format-not-supported'))
  })
  it('warnings do not stop it', async () => {
    const { printer } = await printerThat({ printer: () => idle(3, ['toner-low-warning', 'media-low-report', 'media-empty-warning']) })
    expect(await printer.state()).toEqual({ ready: true, reasons: [] })
    expect(reasonsOf(['media-empty-warning', 'media-jam-error', 'media-jam'])).toEqual(['paper-jam'])
  })
  it('nobody there, or nobody who answers, is unreachable', async () => {
    const { printer, close } = await printerThat({})
    close()
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual({ ok: false, problem: { code: 'printer.unreachable', details: { printer: 'Ghișeul 3' } } })
    expect(await printer.state()).toEqual({ ready: false, reasons: ['unreachable'] })
  })
  it('whoever is no printer is not understood', async () => {
    const { printer } = await printerThat({ printer: () => Buffer.from('<html>hello</html>') })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('not-understood'))
    expect(await (await printerThat({ print: {} })).printer.print(pdf, { jobName: 'x' })).toEqual(failed('not-understood'))
  })
})

describe('IPP messages', () => {
  it('any bytes are read or refused, never more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, versioned) => {
        const message = versioned ? Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 1]), bytes]) : bytes
        try {
          decodeResponse(message)
        } catch (error) {
          expect(error instanceof RangeError || error instanceof TypeError).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
  it('what is written reads back', () => {
    const message = encodeRequest('print-job', 5, [['printer-uri', 'uri', 'ipp://x/'], ['requested-attributes', 'keyword', ['a', 'b']]], [['copies', 'integer', 3]], pdf)
    const read = decodeResponse(message)
    expect(read).toMatchObject({ status: 2, requestId: 5, operation: { 'printer-uri': ['ipp://x/'], 'requested-attributes': ['a', 'b'] }, job: { copies: [3] } })
  })
  it('an attribute named like a property of objects harms nothing', () => {
    const read = decodeResponse(encode({ groups: [[4, [[0x44, '__proto__', 'x'], [0x44, 'constructor', 'y']]]] }))
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(Object.keys(read.printer)).toContain('constructor')
  })
})
