/**
 * Works that take long, one after another. A browser opens six connections to one host: a stack of pages being read
 * would take them all, and neither saving nor stopping a scan would get through until they are read. The desk reads one
 * page at a time anyway.
 */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const own = last.then(work, work)
    last = own
    return own
  }
}
