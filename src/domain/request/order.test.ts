import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareMade, type OrderedRequest, turnOf } from './order.ts'
import { REQUEST_KINDS, REQUEST_STATES } from './request.ts'

const at = (time: string): { earliest: string; latest: string } => ({ earliest: `2026-11-20T${time}:00.000Z`, latest: `2026-11-20T${time}:00.000Z` })
const one = (change: Partial<OrderedRequest>): OrderedRequest => ({ id: 'a', kind: 'anonymise', state: 'approved', made: at('08:00'), decidedRank: null, ...change })
const revert = one({ id: 'r', kind: 'revert', made: at('09:00') })

describe('opposite requests', () => {
  test('run in the order in which they were made', () => {
    expect(turnOf(one({}), [revert])).toEqual({ ok: true, value: { outcome: 'now' } })
    expect(turnOf(revert, [one({})])).toEqual({ ok: true, value: { outcome: 'wait', for: ['a'] } })
  })
  test('wait while the other executes, even one made later', () => {
    expect(turnOf(one({}), [{ ...revert, state: 'executing' }])).toEqual({ ok: true, value: { outcome: 'wait', for: ['r'] } })
  })
  test('are free once the other is closed', () => {
    expect(turnOf(revert, [one({ state: 'executed' })])).toEqual({ ok: true, value: { outcome: 'now' } })
  })
  test('of one day without hours need a supervisor, whose decision then counts', () => {
    const day = { earliest: '2026-11-19T22:00:00.000Z', latest: '2026-11-20T21:59:59.999Z' }
    expect(turnOf(revert, [one({ made: day })])).toEqual({ ok: false, problem: { code: 'request.order', details: { requestIds: ['r', 'a'] } } })
    expect(turnOf({ ...revert, decidedRank: 1 }, [one({ made: day, decidedRank: 2 })])).toEqual({ ok: true, value: { outcome: 'now' } })
    expect(turnOf({ ...revert, decidedRank: 2 }, [one({ made: day, decidedRank: 1 })])).toEqual({ ok: true, value: { outcome: 'wait', for: ['a'] } })
  })
})

const made = fc.tuple(fc.nat(1000), fc.nat(300)).map(([start, length]) => ({ earliest: start, latest: start + length }))
const request = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...REQUEST_KINDS),
  state: fc.constantFrom(...REQUEST_STATES),
  made,
  decidedRank: fc.option(fc.nat(3)),
})

test('the comparison is antisymmetric', () => {
  fc.assert(
    fc.property(request, request, (a, b) => {
      const [there, back] = [compareMade(a, b), compareMade(b, a)]
      if (there === null || back === null) expect([there, back]).toEqual([null, null])
      else expect(Math.sign(there)).toBe(0 - Math.sign(back))
    }),
  )
})

test('two opposite requests never both have their turn, and of two provable ones exactly one has', () => {
  fc.assert(
    fc.property(request, request, (a, b) => {
      const [first, second] = [
        { ...a, kind: 'anonymise' as const, state: 'approved' as const },
        { ...b, kind: 'revert' as const, state: 'approved' as const },
      ]
      const turns = [turnOf(first, [second]), turnOf(second, [first])]
      const now = turns.filter((turn) => turn.ok && turn.value.outcome === 'now').length
      expect(now).toBe(compareMade(first, second) === null ? 0 : 1)
    }),
  )
})

test('requests of the same kind never wait for one another', () => {
  fc.assert(
    fc.property(fc.array(request), request, (others, mine) => {
      expect(turnOf(mine, others.map((other) => ({ ...other, kind: mine.kind })))).toEqual({ ok: true, value: { outcome: 'now' } })
    }),
  )
})
