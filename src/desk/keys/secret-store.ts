/**
 * Wraps the workstation's keys. Electron's safeStorage has the same interface. The name of the store is recorded with
 * the keys, so that keys wrapped by one store are never given to another.
 */
export interface SecretStore {
  /** Recorded with the wrapped keys and shown on the about screen. */
  readonly name: string
  /** Rejects while the store does not answer. */
  readonly wrap: (plain: Uint8Array) => Promise<Uint8Array>
  /**
   * Rejects with {@link ForeignSecret} if the store answered that it did not wrap these bytes. Any other rejection
   * means that the store does not answer now (locked, not ready, no permission): the same bytes may open later.
   */
  readonly unwrap: (wrapped: Uint8Array) => Promise<Uint8Array>
  /** Files of the store that were found damaged and were restored from their second copy, since the last call. */
  readonly repaired?: () => readonly string[]
}

/** The store works, and did not wrap these bytes. */
export class ForeignSecret extends Error {
  override readonly name = 'ForeignSecret'
}
