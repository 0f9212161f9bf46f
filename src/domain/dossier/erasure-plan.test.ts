import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clinicalTotal, erasurePlan, planDifference, planFacts, planTotal, samePlan } from './erasure-plan.ts'
import { ERASURE_CLASSES, type ErasureClass } from './holdings.ts'

const dossier = { dossierId: '018f', generation: 1 }
const counted = fc.uniqueArray(fc.tuple(fc.constantFrom(...ERASURE_CLASSES), fc.nat(500)), {
  selector: ([name]) => name,
})
const plan = (entries: (readonly [ErasureClass, number])[]) => erasurePlan(dossier, Object.fromEntries(entries))

test('the facts are the same text in whatever order it was counted, and another text for another count', () => {
  fc.assert(
    fc.property(counted, counted, (a, b) => {
      expect(JSON.stringify(planFacts(plan(a.toReversed())))).toBe(JSON.stringify(planFacts(plan(a))))
      const same = JSON.stringify(planFacts(plan(a))) === JSON.stringify(planFacts(plan(b)))
      expect(planDifference(plan(a), plan(b)).length === 0).toBe(same)
      expect(samePlan(plan(a), plan(b))).toBe(same)
    }),
  )
})

test('totals and difference add up', () => {
  fc.assert(
    fc.property(counted, counted, (a, b) => {
      expect(planTotal(plan(a))).toBe(a.reduce((sum, [, count]) => sum + count, 0))
      const change = planDifference(plan(a), plan(b)).reduce((sum, { before, after }) => sum + after - before, 0)
      expect(planTotal(plan(a)) + change).toBe(planTotal(plan(b)))
      expect(clinicalTotal(plan(a))).toBeLessThanOrEqual(planTotal(plan(a)))
    }),
  )
})

test('the canonical facts of an example, letter by letter: approvals of the past hang on them', () => {
  const facts = planFacts(
    erasurePlan(dossier, { grant: 3, 'clinical-document.prescription': 12, 'access-log-entry': 0 }),
  )
  expect(JSON.stringify(facts)).toBe('["erasure-plan/1","018f",1,[["clinical-document.prescription",12],["grant",3]]]')
})

test('another dossier or generation is another plan; what is no count is a bug', () => {
  expect(samePlan(erasurePlan(dossier, {}), erasurePlan({ ...dossier, generation: 2 }, {}))).toBe(false)
  for (const count of [-1, 0.5, NaN]) expect(() => erasurePlan(dossier, { grant: count })).toThrow(RangeError)
})
