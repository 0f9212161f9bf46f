/**
 * A start that needs a person first: the data of this desk cannot be opened, and only a person may decide what to do
 * (docs/adr/0074). No file has been changed.
 */
import type { StartCause } from '../../protocol/desk/start.ts'

export class StartBlocked extends Error {
  override readonly name = 'StartBlocked'
  readonly reason: StartCause

  constructor(reason: StartCause) {
    super(`the desk cannot be opened: ${reason}`)
    this.reason = reason
  }
}
