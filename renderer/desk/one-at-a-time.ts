/**
 * Runs long tasks one after another. A browser opens at most six connections to one host: a stack of pages being read
 * would use them all and block saving a draft or stopping a scan. The desk reads one page at a time anyway.
 */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const own = last.then(work, work)
    last = own
    return own
  }
}
