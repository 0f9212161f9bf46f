/** The pages of a list after the first. Each is watched only as long as it is wanted. */

export interface LaterPages<R> {
  /** Watches exactly these pages from now on. `onChange` is called when one of them arrives or changes. */
  want(pages: { first: number; last: number }, onChange: () => void): void
  /** Null: the row's page has not arrived. */
  rowAt(index: number): R | null
  close(): void
}
interface Watched<R> {
  rows: readonly R[]
  stop(): void
}

/** `watch` starts watching a page and returns a function that stops. It may call `arrived` before it returns. */
export function laterPages<R>(
  watch: (page: number, arrived: (rows: readonly R[]) => void) => () => void,
  size: number,
): LaterPages<R> {
  const watched = new Map<number, Watched<R>>()
  let describe: () => void = () => undefined
  const drop = (page: number, { stop }: Watched<R>): void => {
    watched.delete(page)
    stop()
  }
  return {
    want({ first, last }, onChange) {
      describe = onChange
      for (const [page, known] of watched) if (page < first || page > last) drop(page, known)
      for (let page = Math.max(1, first); page <= last; page++) {
        if (watched.has(page)) continue
        const entry: Watched<R> = { rows: [], stop: () => undefined }
        watched.set(page, entry)
        let begun = false
        entry.stop = watch(page, (rows) => {
          entry.rows = rows
          if (begun) describe()
        })
        begun = true
      }
    },
    rowAt: (index) => watched.get(Math.floor(index / size))?.rows[index % size] ?? null,
    close() {
      for (const [page, known] of watched) drop(page, known)
    },
  }
}
