/**
 * Wraps the desk's key with the operating system's key store (DPAPI, Keychain, Secret Service). `safeStorage` exists in
 * the main process only, so the desk asks for it over its channel.
 */
import type { SafeStorage } from 'electron'
import type { FromDeskProcess, ToDeskProcess } from './desk-channel.ts'

/** The name of the key store. Electron's `basic_text` keeps keys practically in plain text. */
export function keyStoreName(
  safeStorage: Pick<SafeStorage, 'getSelectedStorageBackend' | 'isEncryptionAvailable'>,
  platform: NodeJS.Platform,
): string {
  if (!safeStorage.isEncryptionAvailable()) return 'none'
  if (platform === 'linux') return safeStorage.getSelectedStorageBackend()
  return platform === 'win32' ? 'dpapi' : 'keychain'
}

/** A desk must not start on a machine that would keep its key in plain text (docs/threat-model.md, "Keys"). */
export const isSafeKeyStore = (name: string): boolean => !['none', 'unknown', 'basic_text'].includes(name)

/** Wrapped and unwrapped to learn whether the key store works at all. */
const PROBE = 'ghiseu-des'

function worksNow(
  safeStorage: Pick<SafeStorage, 'encryptString' | 'decryptString' | 'isEncryptionAvailable'>,
): boolean {
  try {
    return safeStorage.isEncryptionAvailable() && safeStorage.decryptString(safeStorage.encryptString(PROBE)) === PROBE
  } catch {
    return false
  }
}

/**
 * Wraps or unwraps the desk's key. If the store refuses, `failure` distinguishes a store that does not answer now (a
 * locked keyring, DPAPI not ready) from bytes that it did not wrap (another user, a disk moved to another machine): it
 * is `foreign` only if the store opens what it has just wrapped.
 */
export function answerSecretRequest(
  safeStorage: Pick<SafeStorage, 'encryptString' | 'decryptString' | 'isEncryptionAvailable'>,
  message: Extract<FromDeskProcess, { type: 'wrap' | 'unwrap' }>,
): ToDeskProcess {
  const { callId } = message
  try {
    // safeStorage encrypts strings, so the key is passed as base64.
    const bytes =
      message.type === 'wrap'
        ? safeStorage.encryptString(message.secret).toString('base64')
        : safeStorage.decryptString(Buffer.from(message.wrapped, 'base64'))
    return { type: 'wrapped', callId, bytes, failure: null }
  } catch {
    const foreign = message.type === 'unwrap' && worksNow(safeStorage)
    return { type: 'wrapped', callId, bytes: null, failure: foreign ? 'foreign' : 'unavailable' }
  }
}
