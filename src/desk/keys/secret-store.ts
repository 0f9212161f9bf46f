/**
 * Where the workstation's keys are wrapped. Electron's safeStorage stands behind the same interface; which one was used
 * is recorded beside the keys, so that a cache wrapped by one is never opened as if by another.
 */
export interface SecretStore {
  /** Recorded with the wrapped keys and shown on the about screen. */
  readonly name: string
  readonly wrap: (plain: Uint8Array) => Promise<Uint8Array>
  /** Rejects where the wrapped bytes are not of this store. */
  readonly unwrap: (wrapped: Uint8Array) => Promise<Uint8Array>
}
