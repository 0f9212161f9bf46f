/**
 * Reads pages in a thread that can be ended. So a picture that hangs or needs too much memory affects only its own
 * reading, and the desk continues meanwhile. The thread is kept between pages, and started again after it was ended.
 */
import { Worker } from 'node:worker_threads'
import { refuse, type Result } from '../../domain/problem.ts'
import { type PageRead, type ReadRequest, readySchema, responseSchema } from './messages.ts'
import type { PageToRead } from './read-file.ts'

export interface PageReader {
  /**
   * Pages are read one after the other. Refuses like `readFileBytes`, and with scan.unreadable for a page whose thread
   * was
   * ended.
   */
  read(page: PageToRead): Promise<Result<PageRead> & { readonly ms: number }>
  close(): Promise<void>
}
export interface PageReaderOptions {
  /** The limit for one page; a large one takes two seconds on a slow machine. */
  readonly milliseconds?: number
  /** The limit for the heap and other memory (pictures, WebAssembly) of the thread. */
  readonly megabytes?: number
  readonly entry?: URL
}

const START_MS = 30_000
const WATCH_EVERY_MS = 100

export function createPageReader(options: PageReaderOptions = {}): PageReader {
  const milliseconds = options.milliseconds ?? 20_000
  const megabytes = options.megabytes ?? 1024
  let worker: Worker | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let nextId = 0

  const start = async (): Promise<Worker> => {
    const started = new Worker(options.entry ?? new URL('./reading-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      stdout: true,
      stderr: true,
    })
    const ready = await firstOf(started, START_MS, (message) => readySchema.safeParse(message).success)
    if (ready === null) {
      await started.terminate()
      throw new Error('the reading thread did not start')
    }
    started.unref()
    return started
  }

  const read = async ({
    bytes,
    name,
    page,
    today,
  }: PageToRead): Promise<Result<PageRead> & { readonly ms: number }> => {
    const began = performance.now()
    worker ??= await start()
    const running = worker
    const id = nextId++
    const request: ReadRequest = { id, bytes: new Uint8Array(bytes), name, page, today }
    const answer = firstOf(running, milliseconds, (message) => (message as { id?: unknown }).id === id)
    running.postMessage(request)
    const watch = setInterval(() => {
      // Typed arrays and WebAssembly are outside of the heap that resourceLimits bounds.
      running.getHeapStatistics().then(
        ({ external_memory: outside, total_heap_size: heap }) => {
          if (outside + heap > megabytes * 1024 * 1024) void running.terminate()
        },
        () => undefined,
      )
    }, WATCH_EVERY_MS)
    const message = await answer
    clearInterval(watch)
    const parsed = responseSchema.safeParse(message)
    if (parsed.success) return { ...parsed.data.result, ms: parsed.data.ms }
    worker = null
    await running.terminate()
    return { ...refuse('scan.unreadable', { name }), ms: performance.now() - began }
  }

  return {
    async read(page) {
      const result = queue.then(() => read(page))
      queue = result.catch(() => undefined)
      return result
    },
    async close() {
      await queue
      await worker?.terminate()
      worker = null
    },
  }
}

/** The first message that matches; null when the thread ends, fails or does not answer in time. */
function firstOf(worker: Worker, milliseconds: number, wanted: (message: unknown) => boolean): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = (value: unknown): void => {
      clearTimeout(timer)
      worker.off('message', received)
      worker.off('error', failed)
      worker.off('exit', failed)
      resolve(value)
    }
    const received = (message: unknown): void => {
      if (wanted(message)) settle(message)
    }
    const failed = (): void => {
      settle(null)
    }
    const timer = setTimeout(failed, milliseconds)
    worker.on('message', received)
    worker.on('error', failed)
    worker.on('exit', failed)
  })
}
