/**
 * The keys of the workstation's identities. A workstation that the central store admits no more is enrolled again with
 * a new key (ADR 0089); the earlier ones are kept, so that a crash in between loses none.
 */
import { keepDeskKeys } from './desk-keys.ts'
import { type DeviceKey, deviceKeys, type KeyRing, newDeviceKey } from './key-ring.ts'
import type { SecretStore } from './secret-store.ts'

export interface Identities {
  /** The key that was enrolled; undefined: the first. */
  readonly enrolled: (publicKey: string | undefined) => DeviceKey
  /**
   * A key that was never enrolled, on the disk when it is returned. The same again until `used` is it. Throws while the
   * secret store does not answer.
   */
  readonly next: (used: string | undefined) => Promise<DeviceKey>
}

export function identitiesOf(dataDir: string, store: SecretStore, opened: KeyRing): Identities {
  let ring = opened
  let keys = deviceKeys(ring)
  const first = (): DeviceKey => {
    const [key] = keys
    if (key === undefined) throw new RangeError('a key ring has a device key')
    return key
  }
  const enrolled = (publicKey: string | undefined): DeviceKey =>
    keys.find((key) => key.publicKey === publicKey) ?? first()
  return {
    enrolled,
    next: async (used) => {
      const present = enrolled(used)
      const last = keys.at(-1) ?? present
      if (last !== present) return last
      const grown = { ...ring, later: [...ring.later, newDeviceKey()] }
      await keepDeskKeys(dataDir, store, grown)
      ring = grown
      keys = deviceKeys(ring)
      return keys.at(-1) ?? present
    },
  }
}
