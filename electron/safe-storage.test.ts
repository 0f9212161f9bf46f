import { describe, expect, it } from 'vitest'
import { answerSecretRequest, isSafeKeyStore, keyStoreName } from './safe-storage.ts'

/** Reverses the string, so that wrapping is visible and can be undone. */
const reversing = {
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from([...text].reverse().join('')),
  decryptString: (wrapped: Buffer) => {
    if (wrapped.length === 0) throw new Error('not ours')
    return [...wrapped.toString()].reverse().join('')
  },
}

describe('the operating system’s key store', () => {
  it('returns the key that it wrapped', () => {
    const secret = Buffer.from('a key of some length').toString('base64')
    const wrapped = answerSecretRequest(reversing, { type: 'wrap', callId: 1, secret })
    if (wrapped.type !== 'wrapped' || wrapped.bytes === null) throw new Error('not wrapped')
    expect(wrapped.bytes).not.toBe(secret)
    expect(answerSecretRequest(reversing, { type: 'unwrap', callId: 2, wrapped: wrapped.bytes })).toEqual({
      type: 'wrapped',
      callId: 2,
      bytes: secret,
      failure: null,
    })
  })

  const fail = (): never => {
    throw new Error('refused')
  }
  it.each([
    ['bytes that it did not wrap', {}, 'foreign'],
    ['a locked keyring', { isEncryptionAvailable: () => false }, 'unavailable'],
    ['a store that opens nothing', { decryptString: fail }, 'unavailable'],
    ['a store that wraps nothing', { encryptString: fail }, 'unavailable'],
    ['a store that returns other bytes', { encryptString: () => Buffer.from('other') }, 'unavailable'],
  ] as const)('distinguishes %s', (_what, how, failure) => {
    expect(answerSecretRequest({ ...reversing, ...how }, { type: 'unwrap', callId: 3, wrapped: '' })).toEqual({
      type: 'wrapped',
      callId: 3,
      bytes: null,
      failure,
    })
  })

  it.each([
    ['linux', true, 'gnome_libsecret', 'gnome_libsecret', true],
    ['linux', true, 'basic_text', 'basic_text', false],
    ['linux', false, 'basic_text', 'none', false],
    ['win32', true, 'unknown', 'dpapi', true],
    ['darwin', true, 'unknown', 'keychain', true],
  ] as const)('on %s (available: %s, backend %s) is %s, safe: %s', (platform, available, backend, name, safe) => {
    const store = { isEncryptionAvailable: () => available, getSelectedStorageBackend: () => backend }
    expect(keyStoreName(store, platform)).toBe(name)
    expect(isSafeKeyStore(name)).toBe(safe)
  })
})
