import { expect, test } from 'vitest'
import { FILING_REASONS, REJECTION_REASONS } from '../../src/domain/request/request.ts'
import { requestWords } from '../i18n/request-words.ts'
import { factWords } from './act-facts.ts'

const speech = {
  say: (key: string, values?: object) => `${key} ${JSON.stringify(values ?? {})}`,
  sayRequest: (key: keyof typeof requestWords.ro) => requestWords.ro[key],
}

test.each(FILING_REASONS)('a request filed as %s shows the reason in words', (reason) => {
  expect(factWords({ act: 'file-request', facts: { reason } }, speech)).toEqual([
    speech.say('fact.reason', { value: requestWords.ro[`filing.${reason}`] }),
  ])
})

test.each(REJECTION_REASONS)('a request rejected as %s shows the reason in words', (reason) => {
  expect(factWords({ act: 'reject-request', facts: { reason } }, speech)).toEqual([
    speech.say('fact.reason', { value: requestWords.ro[`rejection.${reason}`] }),
  ])
})
