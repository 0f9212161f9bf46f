/** The store does not start. The message is one sentence or two for the person at the command line: what, and what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
