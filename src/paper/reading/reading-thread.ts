/** The thread in which pages are read. It keeps no state between pages, so it can be ended at any time. */
import { parentPort } from 'node:worker_threads'
import { problem } from '../../domain/problem.ts'
import { readFileBytes } from './read-file.ts'
import { type ReadResponse, requestSchema } from './messages.ts'
import { openTools } from './tools.ts'

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread')
const tools = await openTools()
let queue: Promise<unknown> = Promise.resolve()
port.on('message', (message: unknown) => {
  const request = requestSchema.parse(message)
  queue = queue.then(async () => {
    const started = performance.now()
    // An error of a library makes one page unreadable, but does not end the thread.
    const result = await readFileBytes(tools, request).catch(() => ({
      ok: false as const,
      problem: problem('scan.unreadable', { name: request.name }),
    }))
    const response: ReadResponse = { id: request.id, ms: performance.now() - started, result }
    port.postMessage(
      response,
      result.ok ? [result.value.image.buffer, ...result.value.crops.map(({ image }) => image.buffer)] : [],
    )
  })
})
port.postMessage({ ready: true })
