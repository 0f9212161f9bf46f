/** The store does not start. The message says what is wrong and what to do, on one line. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
