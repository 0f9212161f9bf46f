/** The store does not start. The message states the problem and what to do, on one line. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
