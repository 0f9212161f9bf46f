import { describe, expect, it } from 'vitest'
import type { OfficeProcess } from './child-process.ts'
import { keepRunning } from './kept-process.ts'

type Fake = OfficeProcess<number> & { readonly end: (code: number | null) => void }

function fake(ready: number): Fake {
  const { promise: ended, resolve: end } = Promise.withResolvers<number | null>()
  return {
    ready,
    ended,
    end,
    send: () => undefined,
    stop: async () => {
      end(0)
      await ended
    },
    kill: async () => {
      end(null)
      await ended
    },
  }
}

/** A process that is kept, with everything that was started and reported. */
function kept(start = (n: number): Promise<Fake> => Promise.resolve(fake(n))) {
  const started = [fake(1)]
  const reports: string[] = []
  const runsAgain: (() => void)[] = []
  const process = keepRunning(started[0] as Fake, {
    name: 'The store',
    start: async () => {
      const next = await start(started.length + 1)
      started.push(next)
      return next
    },
    report: (message) => {
      reports.push(message)
      if (message.endsWith('runs again.')) runsAgain.splice(0).forEach((resolve) => resolve())
    },
  })
  const again = () => new Promise<void>((resolve) => runsAgain.push(resolve))
  return { process, started, reports, again }
}

describe('a process that is kept running', () => {
  it.each([
    [null, 'was killed'],
    [3, 'ended with exit status 3'],
  ] as const)('is started again after %s, which is reported', async (code, how) => {
    const { started, reports, again } = kept()
    const running = again()
    started[0]?.end(code)
    await running
    expect(reports).toEqual([`The store ${how}. It is started again.`, 'The store runs again.'])
    expect(started).toHaveLength(2)
  })

  it('is not started again when it ended by itself, or was stopped', async () => {
    const own = kept()
    own.started[0]?.end(0)
    expect(await own.process.ended).toBe(0)
    const stopped = kept()
    await stopped.process.stop()
    expect([own, stopped].map(({ started, reports }) => [started.length, reports])).toEqual([
      [1, []],
      [1, []],
    ])
  })

  it('gives up after the fifth end, and when it cannot be started', async () => {
    const dying = kept((n) => {
      const next = fake(n)
      next.end(1)
      return Promise.resolve(next)
    })
    dying.started[0]?.end(1)
    expect(await dying.process.ended).toBe(1)
    expect(dying.started).toHaveLength(5)
    expect(dying.reports.at(-1)).toContain('It is not started again.')

    const missing = kept(() => Promise.reject(new Error('no such file')))
    missing.started[0]?.end(null)
    expect(await missing.process.ended).toBe(1)
    expect(missing.reports.at(-1)).toBe('The store could not be started again: no such file')
  })

  it('stops also the one that is being started', async () => {
    const { promise: waits, resolve: goOn } = Promise.withResolvers<Fake>()
    const { process, started } = kept(() => waits)
    started[0]?.end(null)
    await Promise.resolve()
    const stopping = process.stop()
    const next = fake(2)
    goOn(next)
    await stopping
    expect(await next.ended).toBe(0)
  })
})
