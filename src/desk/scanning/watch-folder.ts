/**
 * Notifies that files arrived in the scan folder or left it. A network share that cannot be watched is read when the
 * screen asks for it.
 */
import { watch } from 'node:fs'

/** A scanner writes a file in hundreds of pieces: once a second is enough. */
const AT_MOST_EVERY_MS = 1_000

export function watchFolder(folder: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | null = null
  try {
    const watcher = watch(folder, () => {
      timer ??= setTimeout(() => {
        timer = null
        onChange()
      }, AT_MOST_EVERY_MS)
      timer.unref()
    })
    watcher.on('error', () => watcher.close())
    watcher.unref()
    return () => {
      if (timer !== null) clearTimeout(timer)
      watcher.close()
    }
  } catch {
    return () => undefined
  }
}
