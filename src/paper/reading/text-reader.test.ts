/** A picture whose reading takes too long ends its worker, and nothing calls that worker afterwards. */
import { expect, it } from 'vitest'
import { createTextReader, type TextWorker } from './text-reader.ts'

const picture = { data: new Uint8Array(3 * 64), width: 8, height: 8, channels: 3 } as const

/** A worker that answers its settings only when it is terminated, and records the calls after that. */
function slowWorker() {
  const terminated = Promise.withResolvers<void>()
  const calls = { late: 0, terminations: 0 }
  const worker = {
    setParameters: () => terminated.promise,
    recognize: () => {
      if (calls.terminations > 0) calls.late++
      return Promise.reject(new Error('not used'))
    },
    terminate: () => {
      calls.terminations++
      terminated.resolve()
      return Promise.resolve()
    },
  }
  return { worker: worker as unknown as TextWorker, calls, terminated: terminated.promise }
}

it('a worker that was terminated while a picture was prepared is not called again', async () => {
  const slow = slowWorker()
  const reader = createTextReader({ start: () => Promise.resolve(slow.worker), milliseconds: 1 })
  expect(await reader.read(picture, 'block')).toEqual([])
  await slow.terminated
  // A real picture takes the same way, so the abandoned one has been prepared when this one has.
  const second = slowWorker()
  expect(
    await createTextReader({ start: () => Promise.resolve(second.worker), milliseconds: 50 }).read(picture, 'block'),
  ).toEqual([])
  expect([slow.calls.late, second.calls.late]).toEqual([0, 0])
  expect(slow.calls.terminations).toBe(1)
})

it('a worker that starts too late is terminated and never asked', async () => {
  const slow = slowWorker()
  const start = Promise.withResolvers<TextWorker>()
  const reader = createTextReader({ start: () => start.promise, milliseconds: 1 })
  expect(await reader.read(picture, 'page')).toEqual([])
  start.resolve(slow.worker)
  await slow.terminated
  expect([slow.calls.late, slow.calls.terminations]).toEqual([0, 1])
})
