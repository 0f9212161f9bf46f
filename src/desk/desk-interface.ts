/**
 * A desk as its hosts see it. Both hosts (Electron over a MessagePort, the browser over loopback HTTP) take this and
 * nothing more, so that neither can bypass the contract of src/protocol/desk.ts.
 */
import type { Result } from '../domain/problem.ts'
import type { DeskEvent, ProcedureInput, ProcedureName, ProcedureOutput } from '../protocol/desk.ts'

export interface StoredBytes {
  readonly sha256: string
  readonly bytes: number
}

export interface BytesAtHand {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** The window of a host that has only one. */
export const ONLY_WINDOW = 'window'

export interface Desk {
  /**
   * Runs a procedure of the contract. It parses the input and checks the right itself and does not rely on the types.
   * `window` names the window that calls; a person is signed in only in the window where the password was given.
   */
  readonly call: <P extends ProcedureName>(
    procedure: P,
    input: ProcedureInput<P>,
    window?: string,
  ) => Promise<Result<ProcedureOutput<P>>>
  /** Stores bytes under their SHA-256 until a draft or a request names them. Needs an open session; checked inside. */
  readonly putBytes: (bytes: Uint8Array, window?: string) => Promise<Result<StoredBytes>>
  /** Bytes by SHA-256 with the media type found in them. Needs an open session with `request.read`; checked inside. */
  readonly getBytes: (sha256: string, window?: string) => Promise<Result<BytesAtHand>>
  /** Notifies the listener of changes; returns the function that unsubscribes. */
  readonly subscribe: (listener: (event: DeskEvent) => void) => () => void
  readonly close: () => Promise<void>
}
