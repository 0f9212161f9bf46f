/**
 * The name and the password with which this desk logs in to its scanner. The password is wrapped by the key store of
 * the system, and belongs to one address: a scanner that was chosen anew or has moved does not get it.
 */
import { z } from 'zod'
import type { DeviceLogin } from '../../devices/http/device-login.ts'
import type { Settings } from '../cache/settings.ts'
import type { SecretStore } from '../keys/secret-store.ts'

export interface ScannerLogin {
  /** The user name for the scanner at this address; null where none was entered. */
  readonly userAt: (url: string) => string | null
  /** Null as well while the key store does not give the password: the scanner then refuses the desk. */
  readonly loginAt: (url: string) => Promise<DeviceLogin | null>
  /** Rejects while the key store does not answer. */
  readonly keep: (url: string, login: DeviceLogin) => Promise<void>
  readonly forget: () => void
}

const base64 = z.base64()

export function scannerLoginOf(settings: Settings, secretStore: Pick<SecretStore, 'wrap' | 'unwrap'>): ScannerLogin {
  const keptAt = (url: string) => {
    const kept = settings.get('scannerLogin')
    return kept?.url === url ? kept : null
  }
  return {
    userAt: (url) => keptAt(url)?.user ?? null,
    loginAt: async (url) => {
      const kept = keptAt(url)
      if (kept === null) return null
      try {
        const password = await secretStore.unwrap(Buffer.from(base64.parse(kept.wrapped), 'base64'))
        return { user: kept.user, password: Buffer.from(password).toString('utf8') }
      } catch {
        return null
      }
    },
    keep: async (url, { user, password }) => {
      const wrapped = await secretStore.wrap(Buffer.from(password, 'utf8'))
      settings.set('scannerLogin', { url, user, wrapped: Buffer.from(wrapped).toString('base64') })
    },
    forget: () => settings.forget('scannerLogin'),
  }
}
