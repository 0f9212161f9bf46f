import { describe, expect, it } from 'vitest'
import type { FromDeskProcess } from './desk-channel.ts'
import { ForeignSecret } from '../src/desk/keys/secret-store.ts'
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
    channel.answered({ type: 'wrapped', callId: 2, bytes: 'FF==', failure: null })
    channel.answered({ type: 'wrapped', callId: 1, bytes: 'CQ==', failure: null })
    expect([...(await first)]).toEqual([9])
    expect([...(await second)]).toEqual([0x14])
  })

  it.each(['foreign', 'unavailable'] as const)('rejects when the store refused: %s', async (failure) => {
    const refused = store.unwrap(new Uint8Array([3]))
    const { callId } = asked.at(-1) as { callId: number }
    channel.answered({ type: 'wrapped', callId, bytes: null, failure })
    const error: unknown = await refused.catch((reason: unknown) => reason)
    expect(error instanceof ForeignSecret).toBe(failure === 'foreign')
    expect(error).toBeInstanceOf(Error)
  })
})
