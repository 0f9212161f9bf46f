import { describe, expect, it } from 'vitest'
import { createDeskClient, type Subscription, type Transport } from './desk-client.ts'

const ID = '019ab000-0000-7000-8000-000000000001'
const transport = (part: Partial<Transport>): Transport => ({
  call: async () => ({}),
  subscribe: () => () => undefined,
  putBytes: async () => ({}),
  bytesUrl: (sha256) => `/desk/bytes/${sha256}`,
  ...part,
})
const answering = (answer: unknown) => createDeskClient(transport({ call: async () => answer }))

describe('the desk client', () => {
  it('returns the parsed value, and a refusal unchanged', async () => {
    const counts = {
      byState: Object.fromEntries(
        [
          'registered',
          'in_review',
          'returned',
          'approved',
          'executing',
          'executed',
          'rejected',
          'withdrawn',
          'joined',
          'forwarded',
          'filed',
        ].map((state) => [state, 0]),
      ),
      open: 1,
      overdue: 0,
      mine: 0,
      toApprove: 0,
      decisions: 0,
      held: 0,
    }
    expect(await answering({ ok: true, value: counts }).call('queue.counts', {})).toEqual({ ok: true, value: counts })
    expect(
      await answering({ ok: false, problem: { code: 'request.unknown', details: {} } }).call('request.open', {
        requestId: ID,
      }),
    ).toEqual({ ok: false, problem: { code: 'request.unknown', details: {} } })
  })

  it.each([
    undefined,
    null,
    'text',
    7,
    {},
    { ok: true },
    { ok: true, value: { total: 'many', rows: [] } },
    [],
    { ok: 'yes', value: {} },
  ])(
    'turns an answer that breaks the contract (%j) into a problem that names the place and no value',
    async (answer) => {
      const result = await answering(answer).call('queue.search', {})
      expect(result.ok).toBe(false)
      if (!result.ok) expect(result.problem.code).toBe('unexpected')
      expect(JSON.stringify(result)).not.toContain('many')
    },
  )

  it('reports that the desk does not answer', async () => {
    const client = createDeskClient(
      transport({ call: () => Promise.reject(new Error('gone')), putBytes: () => Promise.reject(new Error('gone')) }),
    )
    expect(await client.call('sync.now', {})).toMatchObject({ ok: false, problem: { code: 'cache.unavailable' } })
    expect(await client.putBytes(new Blob(['x']))).toMatchObject({ ok: false, problem: { code: 'cache.unavailable' } })
  })

  it('passes on events of the contract and ignores all others', () => {
    let subscription: Subscription | null = null
    const received: unknown[] = []
    createDeskClient(
      transport({
        subscribe: (given) => {
          subscription = given
          return () => undefined
        },
      }),
    ).subscribe(
      (event) => received.push(event),
      () => undefined,
    )
    const { onEvent } = subscription as unknown as Subscription
    onEvent({ type: 'changed', topics: ['queue'], requestIds: [ID] })
    for (const foreign of [
      null,
      'changed',
      { type: 'changed' },
      { type: 'changed', topics: ['everything'], requestIds: [] },
      { type: 'erase' },
    ])
      onEvent(foreign)
    expect(received).toEqual([{ type: 'changed', topics: ['queue'], requestIds: [ID] }])
  })
})
