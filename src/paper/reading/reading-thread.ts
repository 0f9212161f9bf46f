/** The thread in which pages are read. It keeps no state between pages, so it can be ended at any time. */
import { problem } from '../../domain/problem.ts'
import { answerCalls } from '../../threads/answer-calls.ts'
import { readFileBytes } from './read-file.ts'
import { type ReadResponse, requestSchema } from './messages.ts'
import { openTools } from './tools.ts'

const tools = await openTools()
answerCalls(async (call: unknown) => {
  const request = requestSchema.parse(call)
  const started = performance.now()
  // An error of a library makes one page unreadable, but does not end the thread.
  const result = await readFileBytes(tools, request).catch(() => ({
    ok: false as const,
    problem: problem('scan.unreadable', { name: request.name }),
  }))
  const value: ReadResponse = { ms: performance.now() - started, result }
  return {
    value,
    transfer: result.ok ? [result.value.image.buffer, ...result.value.crops.map(({ image }) => image.buffer)] : [],
  }
})
