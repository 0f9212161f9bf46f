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

/**
 * Wraps or unwraps the desk's key. Answers `bytes: null` when the store refuses, for example because the user changed
 * or the disk was moved to another machine.
 */
export function answerSecretRequest(
  safeStorage: Pick<SafeStorage, 'encryptString' | 'decryptString'>,
  message: Extract<FromDeskProcess, { type: 'wrap' | 'unwrap' }>,
): ToDeskProcess {
  const { callId } = message
  try {
    // safeStorage encrypts strings, so the key is passed as base64.
    const bytes =
      message.type === 'wrap'
        ? safeStorage.encryptString(message.secret).toString('base64')
        : safeStorage.decryptString(Buffer.from(message.wrapped, 'base64'))
    return { type: 'wrapped', callId, bytes }
  } catch {
    return { type: 'wrapped', callId, bytes: null }
  }
}
