/** The desk's `SecretStore` when the main process has the key store: every wrap and unwrap is a message to it. */
import { ForeignSecret, type SecretStore } from '../src/desk/keys/secret-store.ts'
import type { FromDeskProcess, ToDeskProcess } from './desk-channel.ts'

type Answer = Pick<Extract<ToDeskProcess, { type: 'wrapped' }>, 'bytes' | 'failure'>

export function secretStoreOverChannel(ask: (message: FromDeskProcess) => void): {
  store(name: string): SecretStore
  answered(message: Extract<ToDeskProcess, { type: 'wrapped' }>): void
} {
  const waiting = new Map<number, (answer: Answer) => void>()
  let lastCall = 0
  const question = (make: (callId: number) => FromDeskProcess) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const callId = ++lastCall
      waiting.set(callId, ({ bytes, failure }) => {
        if (bytes !== null) resolve(Buffer.from(bytes, 'base64'))
        else if (failure === 'foreign') reject(new ForeignSecret('the key store did not wrap these bytes'))
        else reject(new Error('the key store does not answer'))
      })
      ask(make(callId))
    })
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

  return {
    store: (name) => ({
      name,
      wrap: (secret) => question((callId) => ({ type: 'wrap', callId, secret: base64(secret) })),
      unwrap: (wrapped) => question((callId) => ({ type: 'unwrap', callId, wrapped: base64(wrapped) })),
    }),
    answered: ({ callId, bytes, failure }) => {
      waiting.get(callId)?.({ bytes, failure })
      waiting.delete(callId)
    },
  }
}
