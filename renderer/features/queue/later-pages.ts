/** The pages of a list after the first. Each is watched only as long as it is wanted. */

export interface LaterPages<R> {
  /**
   * Watches exactly these pages from now on, and the page `also`, wherever it is. `onChange` is called when one of them
   * arrives or changes.
   */
  want(pages: WantedPages, onChange: () => void): void
  /** Null: the row's page has not arrived. */
  rowAt(index: number): R | null
  /** Index of the first row on the watched pages that fulfils `is`; −1 if none does. */
  findIndex(is: (row: R) => boolean): number
  close(): void
}
export interface WantedPages {
  readonly first: number
  readonly last: number
  readonly also?: number
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
    want({ first, last, also = 0 }, onChange) {
      describe = onChange
      const wanted = new Set([also])
      for (let page = first; page <= last; page++) wanted.add(page)
      wanted.delete(0)
      for (const [page, known] of watched) if (!wanted.has(page)) drop(page, known)
      for (const page of wanted) {
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
    findIndex(is) {
      for (const [page, { rows }] of watched) {
        const at = rows.findIndex(is)
        if (at >= 0) return page * size + at
      }
      return -1
    },
    close() {
      for (const [page, known] of watched) drop(page, known)
    },
  }
}
