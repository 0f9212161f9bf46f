/**
 * Reads pages of changes. The first page of a pull is read here, since usually there is only one; the pages of a long
 * pull are read on a thread, which takes two fifths of the work from the thread that answers the person.
 */
import type { Result } from '../../domain/problem.ts'
import { openThread, type Thread } from '../../threads/thread.ts'
import { readPage, type NextPage, type ReadPage } from './read-page.ts'

export interface PageReading {
  /**
   * As `readPage` does; on the thread it also refuses with thread.ended. The bytes are transferred and must not be used
   * afterwards.
   */
  readonly read: (bytes: Uint8Array, onFrame: (next: NextPage) => void) => Promise<Result<ReadPage> | null>
  /** Announces that many pages follow. */
  readonly many: () => void
  readonly close: () => Promise<void>
}
export interface PageReadingOptions {
  /** Cancels what is being read. */
  readonly signal?: AbortSignal | undefined
  readonly entry?: URL
  readonly milliseconds?: number
}

/** A page of a thousand changes takes a fifth of a second and a few megabytes. */
const MILLISECONDS = 30_000
const MEGABYTES = 512

/** The page itself was parsed by its schema on the thread, which runs our own code only. */
interface Answer {
  readonly page: Result<ReadPage> | null
}
const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null && 'page' in value
const isNext = (value: unknown): value is NextPage =>
  typeof value === 'object' && value !== null && 'cursor' in value && 'more' in value

export function pageReading({ signal, entry, milliseconds }: PageReadingOptions = {}): PageReading {
  const thread: Thread<Uint8Array, Answer, NextPage> = openThread({
    entry: entry ?? new URL('./page-thread.ts', import.meta.url),
    milliseconds: milliseconds ?? MILLISECONDS,
    megabytes: MEGABYTES,
    readAnswer: (answer) => (isAnswer(answer) ? answer : null),
    readNote: (note) => (isNext(note) ? note : null),
  })
  let onThread = false
  return {
    many: () => {
      onThread = true
      thread.warm()
    },
    read: async (bytes, onFrame) => {
      if (!onThread) return readPage(bytes, onFrame)
      // Copied if the memory is shared with other buffers, as it is for small ones.
      const whole =
        bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
          ? new Uint8Array(bytes.buffer)
          : new Uint8Array(bytes)
      const answer = await thread.call(whole, { transfer: [whole.buffer], onNote: onFrame, signal })
      return answer.ok ? answer.value.page : answer
    },
    close: () => thread.close(),
  }
}
