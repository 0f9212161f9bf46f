/** Notifies the windows of what changed, so that they query again; it carries no data. */
import type { DeskEvent, Topic } from '../../protocol/desk.ts'

/** More than this many requests at once: the screens query everything they show again. */
const MOST_IDS = 200

export interface Changes {
  readonly notify: (topics: readonly Topic[], requestIds?: readonly string[]) => void
  readonly progress: (progress: { task: string; done: number; total: number | null; words: string }) => void
  readonly subscribe: (listener: (event: DeskEvent) => void) => () => void
}

export function changesOf(onListenerError: (error: unknown) => void): Changes {
  const listeners = new Set<(event: DeskEvent) => void>()
  const send = (event: DeskEvent): void => {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        onListenerError(error)
      }
    }
  }
  return {
    notify: (topics, requestIds = []) =>
      send({ type: 'changed', topics: [...topics], requestIds: requestIds.slice(0, MOST_IDS) }),
    progress: (progress) => send({ type: 'progress', ...progress }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
