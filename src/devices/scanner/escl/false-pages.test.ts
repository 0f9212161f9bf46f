/** Answers that only look like a page, or like the end of a feed. */
import { beforeAll, describe, expect, it } from 'vitest'
import { statusXml, type OddHabit, type OddState } from '../../../../test/support/odd-scanner.ts'
import {
  FEEDER,
  scanWith,
  isDone,
  endsWith,
  pageAs,
  capabilities,
  jobPath,
  status,
  chunk,
  raw,
  OK_HEAD,
  type Habit,
  noisyPage,
} from '../../../../test/support/odd-scanner-habits.ts'

let page: Buffer
beforeAll(async () => {
  page = await noisyPage()
})

const half = (state: OddState): Buffer => state.page.subarray(0, state.page.length >> 1)
const halfWithEnd = (state: OddState): Buffer => Buffer.concat([half(state), Buffer.from([0xff, 0xd9])])
const FALSE_PAGES: readonly Habit[] = [
  [
    'a chunk cut off',
    pageAs((state) => raw(`${OK_HEAD}Transfer-Encoding: chunked\r\n\r\n`, chunk(state.page).subarray(0, 900))),
  ],
  ['a missing chunk', pageAs((state) => raw(`${OK_HEAD}Transfer-Encoding: chunked\r\n\r\n`, chunk(half(state))))],
  [
    'half a page, closed',
    pageAs((state) => raw(`${OK_HEAD}Content-Length: ${state.page.length}\r\n\r\n`, half(state))),
  ],
  [
    'half a page with an end mark',
    pageAs((state) => raw(`${OK_HEAD}Content-Length: ${state.page.length}\r\n\r\n`, halfWithEnd(state))),
  ],
  ['half a page without a length', pageAs((state) => raw('HTTP/1.0 200 OK\r\n\r\n', half(state)))],
  [
    'half a page without a length, with an end mark',
    pageAs((state) => raw('HTTP/1.0 200 OK\r\n\r\n', halfWithEnd(state))),
  ],
  [
    'half a PDF without a length',
    pageAs(() => raw('HTTP/1.0 200 OK\r\n\r\n', Buffer.from('%PDF-1.7\n1 0 obj\n%%EOF\n2 0 obj'))),
  ],
]
const FALSE_ENDS: readonly Habit[] = [
  [
    'an error while paper lies in the feeder',
    { next: (state) => (state.given === 1 ? { code: 500 } : undefined) },
    [1, 'scanner.failed'],
  ],
  [
    'a page that was scanned and never given',
    status((state) =>
      statusXml(jobPath(state), 'ScannerAdfEmpty', 'Idle', {
        state: isDone(state) ? 'Completed' : 'Processing',
        scanned: 4,
        waiting: 1,
      }),
    ),
    [3, 'scanner.failed'],
  ],
  [
    'a page to transfer, without a number of scanned pages',
    status((state) =>
      statusXml(jobPath(state), 'ScannerAdfEmpty', 'Idle', {
        state: isDone(state) ? 'Completed' : 'Processing',
        waiting: 1,
      }),
    ),
    [3, 'scanner.failed'],
  ],
  [
    'a conflict because of a jam',
    {
      ...endsWith({ code: 409 }),
      ...status((state) => statusXml(null, isDone(state) ? 'ScannerAdfJam' : 'ScannerAdfLoaded', 'Idle')),
    },
    [3, 'scanner.jam'],
  ],
  [
    'a login that is wanted in the middle',
    { next: (state) => (state.given === 2 ? { code: 401 } : undefined) },
    [2, 'scanner.access-denied'],
  ],
]

describe('what only looks like a page or an end', () => {
  it.each(FALSE_PAGES.map(([name, habit, expected]) => [name, habit, expected] as const))(
    'is no page: %s',
    async (_name, habit) => {
      expect(await scanWith(habit, page, FEEDER)).toMatchObject({ outcome: [0, 'scanner.gone'], left: false })
    },
  )
  it.each(FALSE_ENDS.map(([name, habit, expected]) => [name, habit, expected] as const))(
    'is no end: %s',
    async (_name, habit, expected) => {
      expect(await scanWith(habit, page, FEEDER)).toMatchObject({ outcome: expected, left: false })
    },
  )
  it('is no empty feeder before the answer to a job, except where an empty start jams', async () => {
    const empty = status(() => statusXml(null, 'ScannerAdfEmpty', 'Idle'))
    const nothing: OddHabit = { ...empty, next: () => ({ code: 404 }) }
    expect(await scanWith(nothing, page, FEEDER)).toMatchObject({ outcome: [0, 'scanner.no-documents'], left: false })
    const jams = { ...nothing, ...capabilities((text) => text.replace('Ghișeu Scan 3000', 'Canon MF410 Series')) }
    const refused = await scanWith(jams, page, FEEDER)
    expect([refused.outcome, refused.state.jobs]).toEqual([[0, 'scanner.no-documents'], 0])
  })
})
