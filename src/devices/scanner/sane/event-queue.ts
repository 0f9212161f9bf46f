/** A queue between a producer that pushes items and a consumer that waits for the next one. */
export interface EventQueue<T> {
  push(item: T): void
  next(): Promise<T>
}

export function eventQueue<T>(): EventQueue<T> {
  const items: T[] = []
  let wake: (() => void) | null = null
  return {
    push: (item) => {
      items.push(item)
      wake?.()
    },
    next: async () => {
      for (;;) {
        const item = items.shift()
        if (item !== undefined) return item
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
