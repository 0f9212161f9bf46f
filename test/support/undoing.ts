/** What a test has made is undone after it, the last thing first. */
import { afterEach } from 'vitest'
import { temporaryFolder } from './desk-and-central.ts'

interface Undoing {
  /** Takes how each thing is undone; also where the test failed. */
  readonly cleanup: { push(undo: () => unknown): void }
  /** A new folder, gone afterwards. */
  readonly folder: (name: string) => string
}

/** For the file that calls it; `after`: `afterAll` where its tests share what they make. */
export function undoing(after: (undo: () => Promise<void>) => void = afterEach): Undoing {
  const cleanup: (() => unknown)[] = []
  after(async () => {
    for (const undo of cleanup.splice(0).reverse()) await undo()
  })
  return {
    cleanup,
    folder: (name) => {
      const { folder, remove } = temporaryFolder(name)
      cleanup.push(remove)
      return folder
    },
  }
}
