/**
 * Reads pages in a thread that can be ended. So a picture that hangs or needs too much memory affects only its own
 * reading, and the desk continues meanwhile. The thread is kept between pages, and started again after it was ended.
 */
import { refuse, type Result } from '../../domain/problem.ts'
import { openThread } from '../../threads/thread.ts'
import { type PageRead, type ReadRequest, type ReadResponse, responseSchema } from './messages.ts'
import type { PageToRead } from './read-file.ts'

export interface PageReader {
  /**
   * Pages are read one after the other. Refuses like `readFileBytes`, and with scan.unreadable for a page whose thread
   * was ended.
   */
  read(page: PageToRead): Promise<Result<PageRead> & { readonly ms: number }>
  /** Ends the thread; pages that are read or wait are refused. */
  close(): Promise<void>
}
export interface PageReaderOptions {
  /** The limit for one page; a large one takes two seconds on a slow machine. */
  readonly milliseconds?: number
  /** The limit for the heap and other memory (pictures, WebAssembly) of the thread. */
  readonly megabytes?: number
  readonly entry?: URL
}

export function createPageReader(options: PageReaderOptions = {}): PageReader {
  const thread = openThread<ReadRequest, ReadResponse>({
    entry: options.entry ?? new URL('./reading-thread.ts', import.meta.url),
    milliseconds: options.milliseconds ?? 20_000,
    megabytes: options.megabytes ?? 1024,
    readAnswer: (answer) => responseSchema.safeParse(answer).data ?? null,
  })
  return {
    async read({ bytes, name, page, today }) {
      const began = performance.now()
      const answer = await thread.call({ bytes: new Uint8Array(bytes), name, page, today })
      if (answer.ok) return { ...answer.value.result, ms: answer.value.ms }
      return { ...refuse('scan.unreadable', { name }), ms: performance.now() - began }
    },
    close: () => thread.close(),
  }
}
