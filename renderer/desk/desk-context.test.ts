import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { invalidateBy, keyOf } from './desk-context.tsx'

const ONE = '019ab000-0000-7000-8000-000000000001'
const TWO = '019ab000-0000-7000-8000-000000000002'

function stale(event: Parameters<typeof invalidateBy>[0]): string[] {
  const queries = new QueryClient()
  for (const key of [
    keyOf('queue.search', { text: '' }),
    keyOf('queue.counts', {}),
    keyOf('request.open', { requestId: ONE }),
    keyOf('request.open', { requestId: TWO }),
    keyOf('sync.status', {}),
    keyOf('session.current', {}),
    keyOf('decisions.list', {}),
  ])
    queries.setQueryData(key, {})
  invalidateBy(event, queries)
  return queries
    .getQueryCache()
    .getAll()
    .filter((query) => query.state.isInvalidated)
    .map(({ queryKey: [procedure, input] }) =>
      [procedure, (input as { requestId?: string }).requestId?.at(-1)].filter(Boolean).join(' '),
    )
}

describe('which cached answers an event makes stale', () => {
  it('only those about the named requests, where the event names some', () => {
    expect(stale({ type: 'changed', topics: ['request', 'queue'], requestIds: [ONE] })).toEqual([
      'queue.search',
      'queue.counts',
      'request.open 1',
    ])
  })
  it('those about every request, where it names none', () => {
    expect(stale({ type: 'changed', topics: ['request'], requestIds: [] })).toEqual([
      'request.open 1',
      'request.open 2',
    ])
  })
  it('everything that depends on the person after the session changes, whatever it names', () => {
    expect(stale({ type: 'changed', topics: ['session'], requestIds: [ONE] })).toEqual([
      'request.open 1',
      'request.open 2',
      'session.current',
    ])
  })
  it('none on a progress event', () => {
    expect(stale({ type: 'progress', task: 'pull', done: 1, total: 2, words: '' })).toEqual([])
  })
})
