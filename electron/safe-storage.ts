/**
 * The operating system's store (DPAPI, Keychain, Secret Service) behind the desk's `SecretStore`. `safeStorage` lives
 * in the main process only, so the desk asks for wrapping over its channel.
 */
import type { SafeStorage } from 'electron'
import type { FromDeskProcess, ToDeskProcess } from './desk-channel.ts'

/** Which store keeps the key. Electron's `basic_text` is a plain-text backend in all but name. */
export function keyStoreName(
  safeStorage: Pick<SafeStorage, 'getSelectedStorageBackend' | 'isEncryptionAvailable'>,
  platform: NodeJS.Platform,
): string {
  if (!safeStorage.isEncryptionAvailable()) return 'none'
  return platform === 'linux' ? safeStorage.getSelectedStorageBackend() : platform === 'win32' ? 'dpapi' : 'keychain'
}

/** A desk must not start on a machine that would keep its key in plain text (docs/threat-model.md, "Keys"). */
export const isSafeKeyStore = (name: string): boolean => !['none', 'unknown', 'basic_text'].includes(name)

/**
 * Answers a request of the desk to wrap or unwrap its key; `bytes: null` when the store refuses (another user, a moved
 * disk).
 */
export function answerSecretRequest(
  safeStorage: Pick<SafeStorage, 'encryptString' | 'decryptString'>,
  message: Extract<FromDeskProcess, { type: 'wrap' | 'unwrap' }>,
): ToDeskProcess {
  const { callId } = message
  try {
    // safeStorage keeps strings: the key goes in as base64 and comes out as the same base64.
    const bytes =
      message.type === 'wrap'
        ? safeStorage.encryptString(message.secret).toString('base64')
        : safeStorage.decryptString(Buffer.from(message.wrapped, 'base64'))
    return { type: 'wrapped', callId, bytes }
  } catch {
    return { type: 'wrapped', callId, bytes: null }
  }
}
