/** Undoes what a test has made after it ends, in reverse order. */
import { afterEach } from 'vitest'
import { temporaryFolder } from './desk-and-central.ts'

interface Undoing {
  /** Registers how to undo something; it is undone even if the test fails. */
  readonly cleanup: { push(undo: () => unknown): void }
  /** Creates a folder that is removed afterwards. */
  readonly folder: (name: string) => string
}

/** For use in a test file. `after`: pass `afterAll` if its tests share what they make. */
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
