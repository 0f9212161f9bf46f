/**
 * Forty-one habits of real printers, each a printer on loopback. A habit is right when the paper is printed, or when
 * the problem is named correctly; when no document is sent twice; and when nothing is cancelled that may be printing.
 */
import { describe, expect, it } from 'vitest'
import { idle, job, type Answer } from '../../../test/support/ipp-answers.ts'
import { httpAnswer } from '../../../test/support/odd-printer.ts'
import {
  printWith,
  on,
  printerIs,
  http,
  describes,
  formats,
  onlyOld,
  jobs,
  both,
  chunked,
  refusedFor,
  type Habit,
} from '../../../test/support/odd-printer-habits.ts'
import { selfSigned } from '../../../test/support/self-signed.ts'

const FORMATS: readonly Habit[] = [
  ['takes only URF and JPEG', formats('image/urf', 'image/jpeg'), { sends: 'UNIRAST' }],
  ['takes only PWG raster and URF', formats('image/pwg-raster', 'image/urf'), { sends: 'RaS2' }],
  [
    'lists only formats that we do not make',
    formats('application/octet-stream', 'application/postscript', 'application/vnd.hp-PCL'),
    { outcome: 'format-not-supported' },
  ],
  ['writes its formats with capitals and parameters', formats('Application/PDF; version=1.7'), { sends: '%PDF' }],
  [
    'finds an error in the document',
    { reply: on('print', () => ({ status: 0x0411 })) },
    { outcome: 'format-not-supported' },
  ],
  [
    'knows A4 by an old name only',
    describes([0x49, 'document-format-supported', 'application/pdf'], [0x44, 'media-supported', 'na_letter', 'iso-a4']),
    { sends: 'iso-a4' },
  ],
  [
    'refuses the options of a job',
    { reply: refusedFor(0x040b, (body) => body.includes('sides') || body.includes('media')) },
    { copies: 2 },
  ],
  ['replaces options that it ignores', { reply: on('print', () => ({ ...job(3), status: 0x0001 })) }],
]
const VERSIONS: readonly Habit[] = [
  ['refuses IPP 2.0 by its status', onlyOld({ status: 0x0503 })],
  ['refuses IPP 2.0 by HTTP', onlyOld(http('400 Bad Request'))],
  ['refuses IPP 2.0 as a bad request', onlyOld({ status: 0x0400 })],
  ['answers in IPP 1.0', { ipp: (message) => Buffer.concat([Buffer.from([1, 0]), message.subarray(2)]) }],
  ['answers in chunks without a type', { http: chunked }],
  [
    'answers in HTTP/1.0',
    {
      http: (message) =>
        Buffer.concat([Buffer.from('HTTP/1.0 200 OK\r\nContent-Type: application/ipp\r\n\r\n'), message]),
    },
  ],
  [
    'sends 100 Continue that nobody asked for',
    { http: (message) => Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), chunked(message)]) },
  ],
  [
    'answers with a web page',
    { http: () => httpAnswer('HTTP/1.1 200 OK\r\nContent-Type: text/html', '<html>') },
    { outcome: 'not-understood' },
  ],
  [
    'reports no state',
    { reply: on('printer', () => ({ groups: [[4, [[0x44, 'pwg-raster-document-type-supported', 'sgray_8']]]] })) },
    { outcome: 'not-understood' },
  ],
  [
    'answers with two groups of the printer',
    { reply: on('printer', () => ({ groups: [...(idle().groups ?? []), [4, [[0x44, 'printer-info', 'x']]]] })) },
  ],
  [
    'puts a group of unsupported attributes first',
    {
      reply: on('printer', () => ({
        groups: [[5, [[0x44, 'requested-attributes', 'urf-supported']]], ...(idle().groups ?? [])],
      })),
    },
  ],
  ['leaves out the tag at the end', { ipp: (message) => message.subarray(0, -1) }],
  ['sends bytes behind the end', { ipp: (message) => Buffer.concat([message, Buffer.alloc(7, 0x20)]) }],
]
const ACCESS: readonly Habit[] = [
  [
    'cuts the first connection when it wakes up',
    { reply: on('printer', ({ count }) => (count === 1 ? null : undefined)) },
  ],
  [
    'answers that it is busy when it wakes up',
    {
      reply: on('printer', ({ count }) =>
        count === 1 ? http('503 Service Unavailable', 'Retry-After: 0') : undefined,
      ),
    },
  ],
  [
    'sends everybody to its encrypted address',
    { reply: () => http('301 Moved Permanently', 'Location: https://127.0.0.1/ipp/print') },
    { outcome: 'encryption' },
  ],
  ['requires an upgrade to TLS', { reply: () => http('426 Upgrade Required') }, { outcome: 'encryption' }],
  ['wants a login for jobs only', { reply: on('print', () => http('401 Unauthorized')) }, { outcome: 'not-allowed' }],
  [
    'refuses a large document before it has come',
    { early: (operation) => (operation === 'print' ? http('401 Unauthorized', 'Connection: close') : undefined) },
    { outcome: 'not-allowed', bytes: 6_000_000 },
  ],
  ['wants a login by IPP', { reply: on('print', () => ({ status: 0x0402 })) }, { outcome: 'not-allowed' }],
  [
    'has its own certificate, and nobody accepted it',
    { tls: selfSigned() },
    { outcome: 'certificate', secure: { pinned: false } },
  ],
  ['has its own certificate, and a person accepted it', { tls: selfSigned() }, { secure: { pinned: true } }],
]
const NO_STATE: Answer = { groups: [[2, [[0x21, 'job-id', 7]]]] }
const JOBS: readonly Habit[] = [
  ['reports no state of a job', jobs(() => NO_STATE), { outcome: 'unconfirmed' }],
  ['cannot be asked about a job', jobs(() => ({ status: 0x0501 })), { outcome: 'unconfirmed' }],
  ['finds each question about a job bad', jobs(() => ({ status: 0x0400 })), { outcome: 'unconfirmed' }],
  ['forgets a job at once', jobs(() => ({ status: 0x0406 })), { outcome: 'unconfirmed' }],
  [
    'reports that an unused tray is empty during a long job',
    both(idle(4, ['media-empty-error']), (count) => job(count < 40 ? 5 : 9)),
  ],
  [
    'reports that an unused tray is empty while idle',
    both(idle(3, ['media-empty']), (count) => job(count < 20 ? 5 : 9)),
  ],
  ['reports little toner and another warning', printerIs(3, ['toner-low-warning', 'other-warning'])],
  [
    'waits for paper and goes on',
    both(idle(5, ['media-needed']), (count) => job(count < 6 ? 6 : 9)),
    { timeouts: { stoppedMs: 4_000 } },
  ],
  [
    'is a queue whose job never ends and prints nothing',
    both(idle(4), () => job(5)),
    // It may be printing without counting its sides, so a person looks at the printer (ADR 0097).
    { outcome: 'unconfirmed', timeouts: { jobMs: 300 } },
  ],
  ['answers nothing while it prints', jobs((count) => (count < 30 ? null : job(9)))],
  ['answers a job only when it is printed', { reply: on('print', () => job(9)) }],
]

describe('forty-one habits of printers', () => {
  const habits = [...FORMATS, ...VERSIONS, ...ACCESS, ...JOBS].map(
    ([name, habit, more]) => [name, habit, more ?? {}] as const,
  )
  it.each(habits)('a printer that %s', async (_name, habit, more) => {
    const { outcome, device } = await printWith(habit, more)
    const accepted = device.calls.filter(({ operation }) => operation === 'print')
    expect({ outcome, cancels: device.count('cancel') > 0 ? 1 : 0 }).toEqual({
      outcome: more.outcome ?? 'printed',
      cancels: more.cancels ?? 0,
    })
    if (more.sends !== undefined) expect(accepted.at(-1)?.body.includes(more.sends)).toBe(true)
    if (outcome === 'unconfirmed') expect(accepted).toHaveLength(1)
  })
  it('are forty-one', () => expect(habits).toHaveLength(41))
})
