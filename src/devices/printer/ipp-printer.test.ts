import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecure, Server as SecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { encode, idle, job, type Answer } from '../../../test/support/ipp-answers.ts'
import { selfSigned } from '../../../test/support/self-signed.ts'
import type { Pin } from '../pinned-tls.ts'
import { decodeResponse, encodeRequest } from './ipp-message.ts'
import { ippPrinter } from './ipp-printer.ts'
import { reasonsOf } from './ipp-state.ts'

const pdf = Buffer.from('%PDF-1.7 paper')
/** Short where a test waits for a timeout. */
const SHORT = { answerMs: 10_000, pollMs: 5, stoppedMs: 60, silentMs: 100, acceptMs: 10_000, jobMs: 300 }
const LONG = { ...SHORT, stoppedMs: 20_000, silentMs: 20_000, jobMs: 20_000 }

const CANCEL = 0x0008
const PRINT = 0x0002
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
interface Behaviour {
  printer?: (asked: number) => Answer | Buffer
  print?: Answer | Buffer | ((asked: number) => Answer | Buffer)
  job?: (asked: number) => Answer | Buffer
  /** The state of a job after it was cancelled; `ignored`: the job continues. */
  afterCancel?: 'ignored' | Answer
  /** Answers at the level of HTTP; null: the connection is cut. */
  http?: (operation: number, asked: number) => { status: number; headers?: Record<string, string> } | null | undefined
}
async function printerThat(
  answers: Behaviour,
  {
    listen = createServer,
    pin = null,
    timeouts = SHORT,
  }: { listen?: (handler: RequestListener) => Server; pin?: Pin | null; timeouts?: typeof SHORT } = {},
) {
  const seen: { operation: number; body: Buffer }[] = []
  const count = (operation: number) => seen.filter((call) => call.operation === operation).length
  const server = listen((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      const operation = body.readUInt16BE(2)
      seen.push({ operation, body })
      const http = answers.http?.(operation, count(operation))
      if (http === null) return void request.socket.destroy()
      if (http !== undefined) return void response.writeHead(http.status, http.headers ?? {}).end()
      const { print, afterCancel = job(7) } = answers
      const jobNow = () =>
        count(CANCEL) > 0 && afterCancel !== 'ignored' ? afterCancel : (answers.job?.(count(0x0009)) ?? job(9))
      const answerTo = (): Answer | Buffer => {
        if (operation === 0x000b) return answers.printer?.(count(0x000b)) ?? idle()
        if (operation === PRINT) return typeof print === 'function' ? print(count(PRINT)) : (print ?? job(3))
        return operation === 0x0009 ? jobNow() : {}
      }
      const answer = answerTo()
      response.writeHead(200, { 'content-type': 'application/ipp' })
      response.end(Buffer.isBuffer(answer) ? answer : encode(answer))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const secure = server instanceof SecureServer
  return {
    printer: ippPrinter({
      name: 'Ghișeul 3',
      uri: `ipp${secure ? 's' : ''}://127.0.0.1:${port}/ipp/print`,
      pin,
      timeouts,
    }),
    seen,
    count,
    close: () => server.close(),
  }
}
const failed = (reason: string) => ({ ok: false, problem: { code: 'printer.failed', details: { reason } } })
const unconfirmed = { ok: false, problem: { code: 'printer.unconfirmed', details: { printer: 'Ghișeul 3' } } }

describe('a printer over IPP', () => {
  it('accepts the PDF with its options, and the job is followed to its end', async () => {
    const { printer, seen } = await printerThat({ job: (asked) => job(asked < 3 ? 5 : 9) }, { timeouts: LONG })
    expect(await printer.state()).toEqual({ ready: true, reasons: [] })
    expect(await printer.print(pdf, { jobName: 'Recipisă', copies: 2, duplex: true })).toEqual({
      ok: true,
      value: { jobId: '7', state: 'printed' },
    })
    const sent = seen.find((call) => call.operation === 0x0002)?.body
    expect(sent?.subarray(-pdf.length)).toEqual(pdf)
    expect(sent?.readUInt16BE(0)).toBe(0x0200)
    for (const text of ['attributes-charset', 'application/pdf', 'Recipisă', 'two-sided-long-edge'])
      expect(sent?.includes(text)).toBe(true)
    expect(seen.some((call) => call.operation === CANCEL)).toBe(false)
  })
  it('gets a job on A4 where it has A4', async () => {
    const withMedia = (...media: string[]) =>
      printerThat({ printer: () => idle(3, ['none'], [[0x44, 'media-supported', ...media]]) })
    const asked = async ({ printer, seen }: Awaited<ReturnType<typeof printerThat>>) => (
      await printer.print(pdf, { jobName: 'x' }),
      seen.find((call) => call.operation === PRINT)?.body.includes('iso_a4_210x297mm')
    )
    expect(await asked(await withMedia('na_letter_8.5x11in', 'iso_a4_210x297mm'))).toBe(true)
    expect(await asked(await withMedia('na_letter_8.5x11in'))).toBe(false)
  })
  it('is addressed in IPP 1.1 where it supports nothing newer', async () => {
    const { printer, seen } = await printerThat(
      { printer: (asked) => (asked === 1 ? { status: 0x0503 } : idle()) },
      { timeouts: LONG },
    )
    expect(await printer.print(pdf, { jobName: 'x' })).toMatchObject({ ok: true })
    expect(seen.find((call) => call.operation === PRINT)?.body.readUInt16BE(0)).toBe(0x0101)
  })
  it.each([
    ['out-of-paper', 'media-empty-error'],
    ['out-of-paper', 'media-needed'],
    ['paper-jam', 'media-jam-error'],
    ['cover-open', 'door-open-error'],
    ['paused', 'paused'],
    ['offline', 'offline-error'],
    ['stopped', 'something-unheard-of'],
  ])('gets no job when it is stopped: %s (%s)', async (reason, keyword) => {
    const { printer, count } = await printerThat({ printer: () => idle(5, [keyword]) })
    expect(await printer.state()).toEqual({ ready: false, reasons: [reason] })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed(reason))
    expect(count(0x0002)).toBe(0)
  })
  it('runs out of paper in the middle: the job is cancelled after a while and reported', async () => {
    const { printer, count } = await printerThat({
      printer: (asked) => (asked < 2 ? idle() : idle(5, ['media-empty-error'])),
      job: () => job(6),
    })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('out-of-paper'))
    expect(count(CANCEL)).toBe(1)
  })
  it('continues the job when paper is added in time', async () => {
    const { printer, count } = await printerThat(
      {
        printer: (asked) => (asked === 2 ? idle(5, ['media-empty-error']) : idle()),
        job: (asked) => (asked < 3 ? job(6) : job(9)),
      },
      { timeouts: LONG },
    )
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual({ ok: true, value: { jobId: '7', state: 'printed' } })
    expect(count(CANCEL)).toBe(0)
  })
  it('reports a job that was cancelled or aborted at the printer', async () => {
    expect(await (await printerThat({ job: () => job(7) })).printer.print(pdf, { jobName: 'x' })).toEqual(
      failed('cancelled'),
    )
    expect(await (await printerThat({ job: () => job(8) })).printer.print(pdf, { jobName: 'x' })).toEqual(
      failed('aborted'),
    )
    expect(
      await (await printerThat({ job: () => job(8, ['document-format-error']) })).printer.print(pdf, { jobName: 'x' }),
    ).toEqual(failed('format-not-supported'))
  })
})

describe('a print over IPP', () => {
  it('is unconfirmed and not cancelled when its job never ends: only a person can see whether it printed', async () => {
    const { printer, count } = await printerThat({ job: () => job(5) })
    expect(await printer.print(pdf, { jobName: 'x' })).toMatchObject({ problem: { code: 'printer.unconfirmed' } })
    expect(count(CANCEL)).toBe(0)
  })
  it('can be cancelled by a person', async () => {
    const stop = new AbortController()
    const { printer, count } = await printerThat({ job: () => (stop.abort(), job(5)) })
    expect(await printer.print(pdf, { jobName: 'x', signal: stop.signal })).toEqual(failed('cancelled'))
    expect(count(CANCEL)).toBe(1)
  })
  it('fails with different reasons for a refusal, for an unsupported format and for a printer that accepts no jobs', async () => {
    expect(await (await printerThat({ print: { status: 0x0400 } })).printer.print(pdf, { jobName: 'x' })).toEqual(
      failed('refused'),
    )
    expect(await (await printerThat({ print: { status: 0x040a } })).printer.print(pdf, { jobName: 'x' })).toEqual(
      failed('format-not-supported'),
    )
    expect(await (await printerThat({ print: { status: 0x0506 } })).printer.print(pdf, { jobName: 'x' })).toEqual(
      failed('not-accepting-jobs'),
    )
    const raster: Answer = {
      groups: [
        [
          4,
          [
            [0x23, 'printer-state', 3],
            [0x49, 'document-format-supported', 'image/jpeg'],
          ],
        ],
      ],
    }
    const { printer } = await printerThat({ printer: () => raster })
    expect(await printer.state()).toEqual({ ready: false, reasons: ['format-not-supported'] })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('format-not-supported'))
  })
  it('is not stopped by warnings', async () => {
    const { printer } = await printerThat({
      printer: () => idle(3, ['toner-low-warning', 'media-low-report', 'media-empty-warning']),
    })
    expect(await printer.state()).toEqual({ ready: true, reasons: [] })
    expect(reasonsOf(['media-empty-warning', 'media-jam-error', 'media-jam'])).toEqual(['paper-jam'])
  })
  it('fails as unreachable when nothing answers', async () => {
    const { printer, close } = await printerThat({})
    close()
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.unreachable', details: { printer: 'Ghișeul 3' } },
    })
    expect(await printer.state()).toEqual({ ready: false, reasons: ['unreachable'] })
  })
  it('fails as not understood when the other side is not a printer', async () => {
    const { printer } = await printerThat({ printer: () => Buffer.from('<html>hello</html>') })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('not-understood'))
  })
})

describe('a print whose result is unknown', () => {
  const GET_JOB = 0x0009
  it.each([
    ['a job that the printer forgot', { job: () => ({ status: 0x0406 }) }],
    ['a job that vanishes while it is printed', { job: (asked: number) => (asked < 3 ? job(5) : { status: 0x0407 }) }],
    [
      'a connection cut after the document was sent',
      { http: (operation: number) => (operation === PRINT ? null : undefined) },
    ],
    [
      'an error of the server after the document was sent',
      { http: (operation: number) => (operation === PRINT ? { status: 500 } : undefined) },
    ],
    ['a job accepted without a number', { print: {} }],
    ['nonsense in answer to the document', { print: Buffer.from('<html>') }],
    [
      'a printer that never answers again',
      { http: (operation: number) => (operation === GET_JOB || operation === CANCEL ? null : undefined) },
    ],
    [
      'a printer that does not cancel the job',
      { job: () => job(5, ['processing-to-stop-point']), afterCancel: 'ignored' as const },
    ],
    ['a job completed with errors', { job: () => job(9, ['job-completed-with-errors']) }],
    ['a job passed on to another device', { job: () => job(9, ['queued-in-device']) }],
  ])('is unconfirmed and never sent again: %s', async (_name, behaviour) => {
    const { printer, count } = await printerThat(behaviour)
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(unconfirmed)
    expect(count(PRINT)).toBe(1)
  })
  it('is not assumed after one lost answer: the job is followed further', async () => {
    const { printer, count } = await printerThat(
      {
        job: (asked) => job(asked < 6 ? 5 : 9),
        http: (operation, asked) => (operation === GET_JOB && asked % 2 === 1 ? null : undefined),
      },
      { timeouts: LONG },
    )
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual({ ok: true, value: { jobId: '7', state: 'printed' } })
    expect(count(CANCEL)).toBe(0)
  })
  it('is printed when the printer completed it while it was being cancelled', async () => {
    const { printer } = await printerThat({ job: () => job(6), afterCancel: job(9) })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual({ ok: true, value: { jobId: '7', state: 'printed' } })
  })
  it('is not printed when the printer accepted the cancellation and forgot the job', async () => {
    const { printer } = await printerThat({
      job: () => job(6),
      afterCancel: { status: 0x0406 },
      printer: (asked) => (asked < 2 ? idle() : idle(5, ['media-jam-error'])),
    })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('paper-jam'))
  })
})

describe('a printer over TLS', () => {
  const secure =
    (keys = selfSigned()) =>
    (handler: RequestListener) =>
      createSecure({ ...keys, ciphers: 'DEFAULT:@SECLEVEL=0' }, handler)
  const pinOf = (state: { known: string | null }): Pin => ({
    known: () => state.known,
    first: (fingerprint) => (state.known = fingerprint),
  })
  it('is identified by its own certificate, and another printer in its place receives nothing', async () => {
    const state: { known: string | null } = { known: null }
    const { printer, count } = await printerThat({}, { listen: secure(), pin: pinOf(state) })
    expect(await printer.print(pdf, { jobName: 'x' })).toMatchObject({ ok: true, value: { state: 'printed' } })
    expect([count(PRINT), state.known]).toEqual([1, expect.stringMatching(/^([0-9A-F]{2}:){31}/)])
    const impostor = await printerThat({}, { listen: secure(), pin: pinOf(state) })
    expect(await impostor.printer.print(pdf, { jobName: 'x' })).toEqual(failed('certificate'))
    expect(impostor.seen).toEqual([])
  })
  it('may have a short key', async () => {
    const { printer } = await printerThat({}, { listen: secure(selfSigned(1024)), pin: pinOf({ known: null }) })
    expect(await printer.state()).toEqual({ ready: true, reasons: [] })
  })
  it('receives nothing when its certificate is untrusted and no person chose it', async () => {
    const { printer, seen } = await printerThat({}, { listen: secure() })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('certificate'))
    expect(seen).toEqual([])
  })
})

describe('a printer that refuses a job', () => {
  it('gets the job again only while it is busy', async () => {
    const busy = await printerThat({ print: (asked) => (asked < 3 ? { status: 0x0507 } : job(3)) }, { timeouts: LONG })
    expect(await busy.printer.print(pdf, { jobName: 'x' })).toMatchObject({ ok: true, value: { state: 'printed' } })
    expect(busy.count(PRINT)).toBe(3)
    const web = await printerThat(
      {
        http: (operation, asked) =>
          operation === PRINT && asked === 1 ? { status: 503, headers: { 'retry-after': '0' } } : undefined,
      },
      { timeouts: LONG },
    )
    expect(await web.printer.print(pdf, { jobName: 'x' })).toMatchObject({ ok: true, value: { state: 'printed' } })
    const forever = await printerThat({ print: { status: 0x0507 } })
    expect(await forever.printer.print(pdf, { jobName: 'x' })).toEqual(failed('busy'))
  })
  it.each([
    [{ print: { status: 0x0403 } }, 'not-allowed'],
    [{ print: { status: 0x0402 } }, 'not-allowed'],
    [{ http: () => ({ status: 401 }) }, 'not-allowed'],
    [{ http: () => ({ status: 426 }) }, 'encryption'],
    [{ http: () => ({ status: 404 }) }, 'not-understood'],
    [{ printer: () => ({ status: 0x0406 }) }, 'no-such-printer'],
    [{ print: { status: 0x0502 } }, 'not-accepting-jobs'],
  ] as const)('is reported with the reason: %o is %s', async (behaviour, reason) => {
    const { printer, count } = await printerThat(behaviour)
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed(reason))
    expect(count(PRINT)).toBeLessThan(2)
  })
  it('holds a job until somebody types a password: the job is cancelled and reported', async () => {
    const { printer, count } = await printerThat({ job: () => job(4, ['cups-held-for-authentication']) })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('not-allowed'))
    expect(count(CANCEL)).toBe(1)
  })
  it.each(['offline-report', 'connecting-to-device'])(
    'is a queue that keeps trying to reach a device that is off: %s',
    async (keyword) => {
      // CUPS reports such a queue as processing, not as stopped.
      const { printer, count } = await printerThat({
        printer: (asked) => (asked < 2 ? idle() : idle(4, [keyword])),
        job: () => job(5),
      })
      expect(await printer.print(pdf, { jobName: 'x' })).toEqual(failed('offline'))
      expect(count(CANCEL)).toBe(1)
    },
  )
})

describe('IPP messages', () => {
  it('are decoded or refused, whatever the bytes', () => {
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
  it('decode to what was encoded', () => {
    const message = encodeRequest(
      'print-job',
      5,
      [
        ['printer-uri', 'uri', 'ipp://x/'],
        ['requested-attributes', 'keyword', ['a', 'b']],
      ],
      [['copies', 'integer', 3]],
      pdf,
    )
    const read = decodeResponse(message)
    expect(read).toMatchObject({
      status: 2,
      requestId: 5,
      operation: { 'printer-uri': ['ipp://x/'], 'requested-attributes': ['a', 'b'] },
      job: { copies: [3] },
    })
  })
  it('may have attributes named like properties of objects', () => {
    const read = decodeResponse(
      encode({
        groups: [
          [
            4,
            [
              [0x44, '__proto__', 'x'],
              [0x44, 'constructor', 'y'],
            ],
          ],
        ],
      }),
    )
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(Object.keys(read.printer)).toContain('constructor')
  })
})
