import { expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

it('runs one task at a time, in order, and continues after one that fails', async () => {
  const turn = oneAtATime()
  const said: string[] = []
  let running = 0
  const work =
    (name: string, fails = false) =>
    () => {
      expect(++running).toBe(1)
      return new Promise<string>((resolve, reject) =>
        setTimeout(() => {
          running -= 1
          said.push(name)
          if (fails) reject(new Error(name))
          else resolve(name)
        }, 2),
      )
    }
  const all = await Promise.allSettled([turn(work('a')), turn(work('b', true)), turn(work('c'))])
  expect(said).toEqual(['a', 'b', 'c'])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
