import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareMade, mayDecideOrder, type OrderedRequest, executionOrderOf } from './order.ts'
import { REQUEST_KINDS, REQUEST_STATES } from './request.ts'

const at = (time: string): { earliest: string; latest: string } => ({
  earliest: `2026-11-20T${time}:00.000Z`,
  latest: `2026-11-20T${time}:00.000Z`,
})
const one = (change: Partial<OrderedRequest>): OrderedRequest => ({
  id: 'a',
  kind: 'anonymise',
  state: 'approved',
  made: at('08:00'),
  decidedBefore: [],
  ...change,
})
const revert = one({ id: 'r', kind: 'revert', made: at('09:00') })

describe('opposite requests', () => {
  test('run in the order in which they were made', () => {
    expect(executionOrderOf(one({}), [revert])).toEqual({ ok: true, value: { outcome: 'now' } })
    expect(executionOrderOf(revert, [one({})])).toEqual({ ok: true, value: { outcome: 'wait', for: ['a'] } })
  })
  test('wait while the other executes, even one made later', () => {
    expect(executionOrderOf(one({}), [{ ...revert, state: 'executing' }])).toEqual({
      ok: true,
      value: { outcome: 'wait', for: ['r'] },
    })
  })
  test('are free once the other is closed', () => {
    expect(executionOrderOf(revert, [one({ state: 'executed' })])).toEqual({ ok: true, value: { outcome: 'now' } })
  })
  test('an older wish never undoes a newer one that has been executed', () => {
    const executed = { ...revert, state: 'executed' as const }
    expect(executionOrderOf(one({}), [executed])).toEqual({
      ok: false,
      problem: { code: 'request.order', details: { requestIds: ['a', 'r'] } },
    })
    expect(executionOrderOf(one({ made: at('10:00') }), [executed])).toEqual({ ok: true, value: { outcome: 'now' } })
    for (const state of ['rejected', 'withdrawn', 'joined', 'forwarded', 'filed'] as const)
      expect(executionOrderOf(one({}), [{ ...revert, state }])).toMatchObject({ value: { outcome: 'now' } })
  })

  test('of one day without hours need a supervisor, whose decision then counts', () => {
    const day = { earliest: '2026-11-19T22:00:00.000Z', latest: '2026-11-20T21:59:59.999Z' }
    expect(executionOrderOf(revert, [one({ made: day })])).toEqual({
      ok: false,
      problem: { code: 'request.order', details: { requestIds: ['r', 'a'] } },
    })
    expect(executionOrderOf({ ...revert, decidedBefore: ['a'] }, [one({ made: day })])).toEqual({
      ok: true,
      value: { outcome: 'now' },
    })
    expect(executionOrderOf(revert, [one({ made: day, decidedBefore: ['r'] })])).toEqual({
      ok: true,
      value: { outcome: 'wait', for: ['a'] },
    })
  })
})

const made = fc.tuple(fc.nat(1000), fc.nat(300)).map(([start, length]) => ({ earliest: start, latest: start + length }))
const request = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...REQUEST_KINDS),
  state: fc.constantFrom(...REQUEST_STATES),
  made,
  decidedBefore: fc.constant([] as string[]),
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
      const turns = [executionOrderOf(first, [second]), executionOrderOf(second, [first])]
      const now = turns.filter((turn) => turn.ok && turn.value.outcome === 'now').length
      expect(now).toBe(compareMade(first, second) === null ? 0 : 1)
    }),
  )
})

test('requests of the same kind never wait for one another', () => {
  fc.assert(
    fc.property(fc.array(request), request, (others, mine) => {
      expect(
        executionOrderOf(
          mine,
          others.map((other) => ({ ...other, kind: mine.kind })),
        ),
      ).toEqual({ ok: true, value: { outcome: 'now' } })
    }),
  )
})

describe('a decision', () => {
  const day = { earliest: '2026-11-19T22:00:00.000Z', latest: '2026-11-20T21:59:59.999Z' }
  test('is refused where the times prove the order, one way or the other', () => {
    for (const [first, second] of [
      [one({}), revert],
      [revert, one({})],
    ] as const)
      expect(mayDecideOrder(first, second, [one({}), revert])).toEqual({
        ok: false,
        problem: { code: 'request.order-known', details: {} },
      })
  })
  test('may be taken again the other way, while neither has run', () => {
    const [anonymise, back] = [one({ made: day, decidedBefore: ['r'] }), { ...revert, made: day }]
    expect(mayDecideOrder(back, anonymise, [anonymise, back]).ok).toBe(true)
  })
  test('is refused where it would close a circle', () => {
    const [a1, r1, a2] = [
      one({ id: 'a1', made: day, decidedBefore: ['r1'] }),
      { ...revert, id: 'r1', made: day, decidedBefore: ['a2'] },
      one({ id: 'a2', made: day, decidedBefore: ['r2'] }),
    ]
    const r2 = { ...revert, id: 'r2', made: day }
    expect(mayDecideOrder(r2, a1, [a1, r1, a2, r2])).toMatchObject({ problem: { code: 'request.order-known' } })
    expect(mayDecideOrder(a1, r2, [a1, r1, a2, r2]).ok).toBe(true)
    // One of them has its answer: nothing waits for it any more.
    expect(mayDecideOrder(r2, a1, [a1, { ...r1, state: 'executed' }, a2, r2]).ok).toBe(true)
  })
})

test('whatever is decided, in any order and any number of times, some request of the person has its turn', () => {
  const open = fc.array(fc.record({ kind: fc.constantFrom(...REQUEST_KINDS), made }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(open, fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 20 }), (given, decisions) => {
      let all: OrderedRequest[] = given.map((each, index) => ({
        ...each,
        id: String(index),
        state: 'approved',
        decidedBefore: [],
      }))
      const pairs = [...decisions, ...all.flatMap((_a, i) => all.map((_b, j) => [i, j] as const))]
      for (const [i, j] of pairs) {
        const [first, second] = [all[i], all[j]]
        if (
          first === undefined ||
          second === undefined ||
          first.kind === second.kind ||
          !mayDecideOrder(first, second, all).ok
        )
          continue
        all = all.map((each) =>
          each.id === first.id
            ? { ...each, decidedBefore: [...each.decidedBefore, second.id] }
            : each.id === second.id
              ? { ...each, decidedBefore: each.decidedBefore.filter((id) => id !== first.id) }
              : each,
        )
      }
      const turns = all.map((each) => executionOrderOf(each, all))
      expect(turns.every((turn) => turn.ok)).toBe(true)
      expect(turns.some((turn) => turn.ok && turn.value.outcome === 'now')).toBe(true)
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 500) },
  )
})
