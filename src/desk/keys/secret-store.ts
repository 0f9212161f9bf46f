/**
 * Wraps the workstation's keys. Electron's safeStorage has the same interface. The name of the store is recorded with
 * the keys, so that keys wrapped by one store are never given to another.
 */
export interface SecretStore {
  /** Recorded with the wrapped keys and shown on the about screen. */
  readonly name: string
  readonly wrap: (plain: Uint8Array) => Promise<Uint8Array>
  /** Rejects bytes that this store did not wrap. */
  readonly unwrap: (wrapped: Uint8Array) => Promise<Uint8Array>
}
