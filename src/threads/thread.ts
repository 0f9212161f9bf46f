/**
 * Work on a thread that can be ended: a file that loops, uses too much memory or crashes its reader gets no answer, and
 * affects no other file. Calls run one at a time, so that the one that ends the thread is known; those behind it run on
 * a new thread. Every call has an end: an answer, or the reason why there is none.
 */
import { ok, refuse, type Result } from '../domain/problem.ts'
import type { Transfer } from './messages.ts'
import { startWorker, type RunningWorker, type ThreadEnd } from './running-worker.ts'

export interface ThreadOptions<Answer, Note = never> {
  /** The caller writes it as a `new URL` relative to `import.meta.url`: the desk's bundle looks for that expression. */
  readonly entry: URL
  /** For one call; waiting for those before it does not count. */
  readonly milliseconds: number
  /** Heap and memory outside of it. */
  readonly megabytes: number
  /** Until the thread's code is loaded. */
  readonly startMilliseconds?: number
  /** Null ends the thread: what it answered is not an answer. */
  readonly readAnswer: (answer: unknown) => Answer | null
  readonly readNote?: (note: unknown) => Note | null
}

export interface CallOptions<Note> {
  readonly transfer?: Transfer
  /** Ends the thread if the call runs, and takes it out of the queue if it waits. */
  readonly signal?: AbortSignal | undefined
  readonly onNote?: (note: Note) => void
}

export interface Thread<Call, Answer, Note = never> {
  /** Starts the thread now, so that the first call need not wait for it. */
  warm(): void
  /** Refuses with thread.ended; never throws. */
  call(call: Call, options?: CallOptions<Note>): Promise<Result<Answer>>
  /** Ends the thread: calls that run or wait are refused, and every later one. */
  close(): Promise<void>
}

const START_MS = 30_000

interface Job<Call, Answer, Note> {
  readonly id: number
  readonly call: Call
  readonly options: CallOptions<Note>
  readonly finish: (result: Result<Answer>) => void
}

const ended = (why: ThreadEnd): Result<never> => refuse('thread.ended', { why })

function newJob<Call, Answer, Note>(
  given: Omit<Job<Call, Answer, Note>, 'finish'>,
  abort: (job: Job<Call, Answer, Note>) => void,
): { job: Job<Call, Answer, Note>; result: Promise<Result<Answer>> } {
  const { promise, resolve } = Promise.withResolvers<Result<Answer>>()
  const { signal } = given.options
  const onAbort = (): void => abort(job)
  const job: Job<Call, Answer, Note> = {
    ...given,
    finish: (result) => {
      signal?.removeEventListener('abort', onAbort)
      resolve(result)
    },
  }
  signal?.addEventListener('abort', onAbort)
  return { job, result: promise }
}

export function openThread<Call, Answer, Note = never>(
  options: ThreadOptions<Answer, Note>,
): Thread<Call, Answer, Note> {
  const waiting: Job<Call, Answer, Note>[] = []
  let running: Job<Call, Answer, Note> | null = null
  let worker: RunningWorker | null = null
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let nextId = 0

  const settle = (result: Result<Answer>): void => {
    clearTimeout(timer)
    const job = running
    running = null
    job?.finish(result)
    runNext()
  }
  const start = (): RunningWorker => {
    const started: RunningWorker = startWorker(options.entry, options.megabytes, {
      onNote: (id, value) => {
        const note = options.readNote?.(value) ?? null
        if (note === null) started.end('fault')
        else if (running?.id === id) running.options.onNote?.(note)
      },
      onAnswer: (id, value) => {
        const answer = options.readAnswer(value)
        if (answer === null || running?.id !== id) started.end('fault')
        else settle(ok(answer))
      },
      onEnd: (why) => {
        if (worker === started) worker = null
        settle(ended(why))
      },
    })
    return started
  }
  const limit = (milliseconds: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => worker?.end('time'), milliseconds)
  }
  const runNext = (): void => {
    const job = running === null ? waiting.shift() : undefined
    if (job === undefined) return
    running = job
    const used = (worker ??= start())
    limit(options.startMilliseconds ?? START_MS)
    void used.ready.then(() => {
      if (running !== job) return
      limit(options.milliseconds)
      if (!used.send({ id: job.id, call: job.call }, job.options.transfer)) settle(ended('fault'))
    })
  }
  const abort = (job: Job<Call, Answer, Note>): void => {
    if (running === job) return worker?.end('aborted')
    // A job that is finished no longer listens to its signal, so this one waits.
    waiting.splice(waiting.indexOf(job), 1)
    job.finish(ended('aborted'))
  }

  return {
    warm: () => {
      if (!closed) worker ??= start()
    },
    call: (call, callOptions = {}) => {
      if (closed) return Promise.resolve(ended('closed'))
      if (callOptions.signal?.aborted) return Promise.resolve(ended('aborted'))
      const { job, result } = newJob<Call, Answer, Note>({ id: nextId++, call, options: callOptions }, abort)
      waiting.push(job)
      runNext()
      return result
    },
    close: async () => {
      closed = true
      for (const job of waiting.splice(0)) job.finish(ended('closed'))
      const last = worker
      last?.end('closed')
      await last?.gone()
    },
  }
}
