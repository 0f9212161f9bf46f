/**
 * Fifty habits of real scanners, each a scanner on loopback. A habit is right when every page arrives, or when the
 * problem is named correctly; and when no job is left at the scanner.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  statusXml,
  xmlAnswer,
  type OddAnswer,
  type OddHabit,
  type OddState,
} from '../../../../test/support/odd-scanner.ts'
import {
  FEEDER,
  FLATBED,
  scanWith,
  isDone,
  endsWith,
  atFirst,
  pageAs,
  capabilities,
  jobPath,
  status,
  chunk,
  raw,
  OK_HEAD,
  inner,
  feederAs,
  withUpgrade,
  refuses,
  idleEmpty,
  type Habit,
  noisyPage,
} from '../../../../test/support/odd-scanner-habits.ts'

let page: Buffer
beforeAll(async () => {
  page = await noisyPage()
})

const FEED_ENDS: readonly Habit[] = [
  ['ends a feed with a conflict, its feeder being empty', endsWith({ code: 409 })],
  ['ends a feed with 410', endsWith({ code: 410 })],
  ['ends a feed with an empty page', endsWith({ code: 200 })],
  ['ends a feed with 204', endsWith({ code: 204 })],
  ['ends a feed with an error of the server', endsWith({ code: 500 })],
  [
    'ends a feed with 503, its job being completed and kept',
    {
      ...endsWith({ code: 503 }),
      ...status((state) =>
        statusXml(jobPath(state), 'ScannerAdfEmpty', 'Idle', { state: isDone(state) ? 'Completed' : 'Processing' }),
      ),
    },
  ],
  [
    'never counts down the pages to transfer of a completed job',
    status((state) =>
      statusXml(jobPath(state), 'ScannerAdfEmpty', 'Idle', {
        state: isDone(state) ? 'Completed' : 'Processing',
        scanned: state.given,
        waiting: state.given,
      }),
    ),
  ],
  [
    'reports its feeder as processing to the end',
    status((state) => statusXml(null, 'ScannerAdfProcessing', state.open ? 'Processing' : 'Idle')),
  ],
  ['reports no state of its feeder', status(() => statusXml(null, null, 'Idle'))],
  ['misspells the state of its feeder', status(() => statusXml(null, 'ScannedAdfLoaded', 'Idle'))],
  ['has no status document', { status: () => ({ code: 404 }) }],
]
const STARTS: readonly Habit[] = [
  ['reports an empty feeder as long as it is idle', status(idleEmpty)],
  ['says 404 while its lamp warms up', { next: atFirst(6, 'next', { code: 404 }) }, [1, null], FLATBED],
  ['is not ready for long and names no time', { next: atFirst(8, 'next', { code: 503 }) }, [1, null], FLATBED],
  [
    'is not ready while its feeder seems empty',
    {
      next: atFirst(6, 'next', { code: 503 }),
      ...status((state) =>
        statusXml(null, state.count.next <= 6 ? 'ScannerAdfEmpty' : 'ScannerAdfLoaded', 'Processing'),
      ),
    },
  ],
  [
    'answers that it is busy when it wakes up',
    { capabilities: atFirst(4, 'capabilities', { code: 503 }) },
    [1, null],
    FLATBED,
  ],
  [
    'cuts the first connection when it wakes up',
    { connection: (count) => (count === 1 ? 'reset' : undefined) },
    [1, null],
    FLATBED,
  ],
  ['refuses a job for a while with 503', { job: atFirst(4, 'job', { code: 503 }) }, [1, null], FLATBED],
  [
    'names a day when it may be asked again',
    { job: atFirst(2, 'job', { code: 503, headers: ['Retry-After: Mon, 30 Nov 2026 10:00:00 GMT'] }) },
    [1, null],
    FLATBED,
  ],
  [
    'answers a job with a conflict while another client holds it',
    { job: () => ({ code: 409 }) },
    [0, 'scanner.busy'],
    FLATBED,
  ],
  ['asks for a login for its jobs only', { job: () => ({ code: 401 }) }, [0, 'scanner.access-denied'], FLATBED],
]
const JOBS: readonly Habit[] = [
  ['names a job by a URN with colons', { jobName: 'urn:uuid:4509a320-00a0-008f-00b6-002507510eca' }],
  ['ends the path of a job with a slash', { location: (path) => `${path}/` }],
  ['names a job relative to the collection', { location: (path) => path.replace('/eSCL/', '') }],
  ['names a job at the address of a USB proxy', { location: (path) => `http://127.0.0.1:60000${path}` }],
  ['names a job at another host, encrypted', { location: (path) => `https://printer.local${path}` }],
  ['creates a job with 200', { job: (state) => created(state, 200) }, [1, null], FLATBED],
  ['creates a job with a reference to it', { job: (state) => created(state, 303) }, [1, null], FLATBED],
  [
    'refuses the newer element for formats',
    {
      ...capabilities((text) => text.replaceAll(/<scan:DocumentFormatExt>.*?<\/scan:DocumentFormatExt>/g, '')),
      job: refuses(400, (body) => body.includes('DocumentFormatExt')),
    },
    [1, null],
    FLATBED,
  ],
  [
    'refuses settings of a version above 2.0',
    { job: refuses(400, (body) => !body.includes('>2.0<')) },
    [1, null],
    FLATBED,
  ],
  [
    'refuses an intent that it does not list',
    {
      ...capabilities((text) =>
        text.replaceAll(
          '<scan:MinWidth>',
          '<scan:SupportedIntents><scan:Intent>Document</scan:Intent><scan:Intent>Photo</scan:Intent></scan:SupportedIntents><scan:MinWidth>',
        ),
      ),
      job: refuses(409, (body) => body.includes('Preview')),
    },
    [1, null],
    { ...FLATBED, resolution: 75 },
  ],
  [
    'breaks down when both sides are wanted',
    { job: (_state, { body }) => (body.includes('<scan:Duplex>true') ? null : undefined) },
  ],
]
const created = (state: OddState, code: number): OddAnswer => {
  Object.assign(state, { given: 0, open: true, fromFeeder: false, jobs: state.jobs + 1 })
  return { code, headers: [`Location: ${jobPath(state)}`] }
}
const CAPABILITY_HABITS: readonly Habit[] = [
  ['has a feeder and no glass', capabilities((text) => text.replace(/<scan:Platen>[\s\S]*<\/scan:Platen>/, ''))],
  ['describes only scans of both sides, and one side is wanted', feederAs(['AdfDuplexInputCaps'])],
  [
    'scans both sides with fewer dots only',
    {
      ...capabilities((text) =>
        text.replace(
          inner,
          (whole) =>
            `${whole}${whole.replaceAll('AdfSimplexInputCaps', 'AdfDuplexInputCaps').replace(/<scan:DiscreteResolution><scan:XResolution>600.*?<\/scan:DiscreteResolution>/, '')}`,
        ),
      ),
      job: refuses(409, (body) => body.includes('>600<') && body.includes('<scan:Duplex>true')),
    },
    [3, null],
    { ...FEEDER, source: 'feeder-duplex' },
  ],
  [
    'states a largest size of zero',
    capabilities((text) => text.replaceAll(/<scan:Max(Width|Height)>\d+/g, '<scan:Max$1>0')),
    [1, null],
    FLATBED,
  ],
  [
    'answers with a web page',
    { capabilities: () => xmlAnswer('<!DOCTYPE html><html><body>Login</body></html>') },
    [0, 'scanner.not-understood'],
    FLATBED,
  ],
  [
    'writes a comment before its capabilities',
    capabilities((text) => text.replace('?>', '?>\n<!-- THIS DATA SUBJECT TO DISCLAIMER(S) -->')),
    [1, null],
    FLATBED,
  ],
  [
    'uses prefixes that it does not declare',
    capabilities((text) => text.replaceAll(/ xmlns:\w+="[^"]*"/g, '')),
    [1, null],
    FLATBED,
  ],
  [
    'uses one attribute whose prefix it does not declare',
    capabilities((text) =>
      text.replace('<scan:ScannerCapabilities', '<scan:ScannerCapabilities xsi:schemaLocation="a b"'),
    ),
    [1, null],
    FLATBED,
  ],
]
const HTTP: readonly Habit[] = [
  ['offers to change to TLS with every answer', withUpgrade()],
  ['offers to change to TLS and names it for the connection', withUpgrade('Connection: Upgrade')],
  [
    'closes before the last chunk',
    pageAs((state) => raw(`${OK_HEAD}Transfer-Encoding: chunked\r\n\r\n`, chunk(state.page))),
  ],
  [
    'states one byte too many',
    pageAs((state) => raw(`${OK_HEAD}Content-Length: ${state.page.length + 1}\r\n\r\n`, state.page)),
  ],
  ['answers in HTTP/1.0 without a length', pageAs((state) => raw('HTTP/1.0 200 OK\r\n\r\n', state.page))],
  [
    'ends its lines with LF alone',
    pageAs((state) => raw(`HTTP/1.1 200 OK\nContent-Length: ${state.page.length}\n\n`, state.page)),
  ],
  [
    'states both a length and chunks',
    pageAs((state) =>
      raw(
        `${OK_HEAD}Content-Length: ${state.page.length}\r\nTransfer-Encoding: chunked\r\n\r\n`,
        chunk(state.page),
        Buffer.from('0\r\n\r\n'),
      ),
    ),
  ],
  [
    'sends two bytes more than stated',
    pageAs((state) => raw(`${OK_HEAD}Content-Length: ${state.page.length}\r\n\r\n`, state.page, Buffer.from('\r\n'))),
  ],
  [
    'begins a page with a line break',
    pageAs((state) => ({ code: 200, body: Buffer.concat([Buffer.from('\r\n'), state.page]) })),
  ],
]

describe('fifty habits of scanners', () => {
  const habits = [...FEED_ENDS, ...STARTS, ...JOBS, ...CAPABILITY_HABITS, ...HTTP]
  it.each(
    habits.map(
      ([name, habit, expected, settings]) => [name, habit, expected ?? [3, null], settings ?? FEEDER] as const,
    ),
  )('a scanner that %s', async (_name, habit, expected, settings) => {
    expect(await scanWith(habit, page, settings)).toMatchObject({ outcome: expected, same: true, left: false })
  })
  it('a scanner that stays busy until its finished job is deleted', async () => {
    const habit: OddHabit = { job: (state) => (state.open ? { code: 503 } : undefined) }
    expect(await scanWith(habit, page, FEEDER, 2)).toMatchObject({ outcome: [3, null], left: false })
  })
  it('are fifty', () => expect(habits.length + 1).toBe(50))
})
