/** The desk's `SecretStore` when the main process has the key store: every wrap and unwrap is a message to it. */
import type { SecretStore } from '../src/desk/keys/secret-store.ts'
import type { FromDeskProcess, ToDeskProcess } from './desk-channel.ts'

export function secretStoreOverChannel(ask: (message: FromDeskProcess) => void): {
  store(name: string): SecretStore
  answered(message: Extract<ToDeskProcess, { type: 'wrapped' }>): void
} {
  const waiting = new Map<number, (bytes: string | null) => void>()
  let lastCall = 0
  const question = (make: (callId: number) => FromDeskProcess) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const callId = ++lastCall
      waiting.set(callId, (bytes) =>
        bytes === null ? reject(new Error('the key store refused')) : resolve(Buffer.from(bytes, 'base64')),
      )
      ask(make(callId))
    })
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

  return {
    store: (name) => ({
      name,
      wrap: (secret) => question((callId) => ({ type: 'wrap', callId, secret: base64(secret) })),
      unwrap: (wrapped) => question((callId) => ({ type: 'unwrap', callId, wrapped: base64(wrapped) })),
    }),
    answered: ({ callId, bytes }) => {
      waiting.get(callId)?.(bytes)
      waiting.delete(callId)
    },
  }
}
