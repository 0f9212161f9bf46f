import { expect, it } from 'vitest'
import { asksQuestions, questionsOpen } from './questions.ts'

it('are asked before an anonymisation only', () => {
  expect([asksQuestions('anonymise'), asksQuestions('revert'), asksQuestions(null)]).toEqual([true, false, false])
})

it('are open until each is recorded as asked', () => {
  expect(questionsOpen(null)).toEqual(['onlyRestrict', 'copyFirst'])
  expect(questionsOpen({ onlyRestrict: false, copyFirst: false })).toEqual(['onlyRestrict', 'copyFirst'])
  expect(questionsOpen({ onlyRestrict: true, copyFirst: false })).toEqual(['copyFirst'])
  expect(questionsOpen({ onlyRestrict: true, copyFirst: true })).toEqual([])
})
