/** How a refused job is tried again, and which jobs are never cancelled. */
import { describe, expect, it } from 'vitest'
import { idle, job, type Answer } from '../../../test/support/ipp-answers.ts'
import { type PrinterHabit } from '../../../test/support/odd-printer.ts'
import { printWith, describes, formats, jobs, both, refusedFor } from '../../../test/support/odd-printer-habits.ts'

describe('a printer that refuses', () => {
  const options = (body: Buffer | undefined): string[] =>
    ['copies', 'sides', 'media'].filter((name) => body?.includes(Buffer.from([0, name.length, ...Buffer.from(name)])))
  const onA4 = describes(
    [0x49, 'document-format-supported', 'application/pdf'],
    [0x44, 'media-supported', 'iso-a4', 'iso_a4_210x297mm'],
    [0x44, 'sides-supported', 'one-sided', 'two-sided-long-edge'],
  )
  const bodies = async (reply: PrinterHabit['reply']) => {
    const { outcome, device } = await printWith({ reply: (call) => onA4.reply?.(call) ?? reply?.(call) }, { copies: 2 })
    return { outcome, tries: device.calls.filter(({ operation }) => operation === 'print').map(({ body }) => body) }
  }
  it('an option by its name gets the job without that option only', async () => {
    const { outcome, tries } = await bodies(
      refusedFor(0x040b, (body) => options(body).includes('sides'), [[5, [[0x44, 'sides', 'one-sided']]]]),
    )
    expect([outcome, tries.map(options)]).toEqual([
      'printed',
      [
        ['copies', 'sides', 'media'],
        ['copies', 'media'],
      ],
    ])
  })
  it('one name of A4 gets the other one', async () => {
    const { outcome, tries } = await bodies(
      refusedFor(0x040b, (body) => body.includes('iso_a4'), [[5, [[0x44, 'media', 'iso_a4_210x297mm']]]]),
    )
    expect([outcome, tries.length, tries.at(-1)?.includes('iso-a4')]).toEqual(['printed', 2, true])
  })
  it('every option gets the job without options, and never more than that', async () => {
    const { outcome, tries } = await bodies(refusedFor(0x040b, () => true))
    expect([outcome, options(tries.at(-1))]).toEqual(['refused', []])
    expect(tries.length).toBeLessThan(6)
  })
  it('PDF although it lists PDF gets raster', async () => {
    const { outcome, device } = await printWith(
      {
        reply: (call) =>
          formats('application/pdf', 'image/pwg-raster').reply?.(call) ??
          refusedFor(0x040a, (body) => body.includes('application/pdf'))?.(call),
      },
      {},
    )
    expect([outcome, device.count('print')]).toEqual(['printed', 2])
  })
})

describe('a job that may be printing', () => {
  const printing: Answer = {
    groups: [
      [
        2,
        [
          [0x21, 'job-id', 7],
          [0x23, 'job-state', 5],
          [0x21, 'job-impressions-completed', 1],
        ],
      ],
    ],
  }
  it.each([
    ['reports a printed side and never ends', both(idle(4), () => printing), { jobMs: 300 }],
    ['counts no sides and never ends', both(idle(4), () => job(5)), { jobMs: 300 }],
    ['complains of a jam and never ends', both(idle(4, ['media-jam-error']), () => job(5)), { jobMs: 300 }],
    ['complains of an empty tray and never ends', both(idle(4, ['media-empty-error']), () => job(5)), { jobMs: 300 }],
    ['waits in the queue for ever', both(idle(4), () => job(3)), { jobMs: 300 }],
    ['never answers again', jobs(() => null), { silentMs: 200 }],
    ['answers nonsense', jobs(() => Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc')), {}],
    [
      'complains of a jam while it runs, then completes',
      both(idle(4, ['media-jam-error']), (count) => (count < 30 ? printing : job(9))),
      {},
    ],
  ] as const)('is never cancelled: %s', async (_name, habit, timeouts) => {
    const { outcome, device } = await printWith(habit, { timeouts })
    expect(['unconfirmed', 'printed']).toContain(outcome)
    expect([device.count('cancel'), device.count('print')]).toEqual([0, 1])
  })
})
