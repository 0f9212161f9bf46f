import { describe, expect, it } from 'vitest'
import type { FromDeskProcess } from './desk-channel.ts'
import { secretStoreOverChannel } from './secret-store-over-channel.ts'

describe('the key store across processes', () => {
  const asked: FromDeskProcess[] = []
  const channel = secretStoreOverChannel((message) => asked.push(message))
  const store = channel.store('gnome_libsecret')

  it('matches answers to questions in any order', async () => {
    const first = store.wrap(new Uint8Array([1]))
    const second = store.unwrap(new Uint8Array([2]))
    expect(asked).toEqual([
      { type: 'wrap', callId: 1, secret: 'AQ==' },
      { type: 'unwrap', callId: 2, wrapped: 'Ag==' },
    ])
    channel.answered({ type: 'wrapped', callId: 2, bytes: 'FF==' })
    channel.answered({ type: 'wrapped', callId: 1, bytes: 'CQ==' })
    expect([...(await first)]).toEqual([9])
    expect([...(await second)]).toEqual([0x14])
  })

  it('rejects when the store refused', async () => {
    const refused = store.unwrap(new Uint8Array([3]))
    channel.answered({ type: 'wrapped', callId: 3, bytes: null })
    await expect(refused).rejects.toThrow('the key store refused')
  })
})
