import { describe, expect, it } from 'vitest'
import type { RequestDetail } from '../../src/protocol/desk.ts'
import { generateRequest, SCANNED_REQUEST } from '../../test/support/generated-requests.ts'
import { draftContent, type DraftContent } from '../../src/protocol/desk.ts'
import { ageOfCnp, draftAlerts, personAlerts, type LookUp } from './person-alerts.ts'

const TODAY = '2026-11-23'
const FOUND: LookUp = {
  known: true,
  deceased: false,
  dossier: 'active',
  name: null,
  openRequests: [],
  receiptRequestId: null,
}
const detailOf = (change: Partial<RequestDetail['request']> = {}, held = false) =>
  ({
    held,
    request: {
      ...generateRequest(0, TODAY, SCANNED_REQUEST),
      representative: null,
      capacity: 'holder',
      execution: undefined,
      ...change,
    },
  }) as unknown as RequestDetail
const names = (detail: RequestDetail, found: LookUp | null = null) =>
  personAlerts(detail, found, TODAY).map(({ alert }) => alert)
const { holder, identityCheck } = generateRequest(0, TODAY, SCANNED_REQUEST)

describe('the alerts beside a person', () => {
  it.each([
    ['nothing, where all is well and the central store was not asked', detailOf(), null, []],
    ['the state of the dossier', detailOf(), FOUND, ['dossier']],
    ['a death', detailOf(), { ...FOUND, deceased: true }, ['deceased', 'dossier']],
    ['a CNP that cannot be one', detailOf({ holder: { ...holder, cnp: '1234' } }), null, ['cnp-wrong']],
    ['an act held at the central store', detailOf({}, true), null, ['held']],
    ['no identity check', detailOf({ identityCheck: null }), null, ['identity']],
    [
      'an identity check to be verified',
      detailOf({ identityCheck: identityCheck && { ...identityCheck, outcome: 'to-verify' } }),
      null,
      ['identity'],
    ],
    ['a minor', detailOf({ holder: { ...holder, cnp: '5120514229007' } }), null, ['minor']],
    [
      'other open requests, without this one',
      detailOf(),
      {
        ...FOUND,
        openRequests: [
          { requestId: detailOf().request.id, number: '1', kind: 'anonymise' as const },
          { requestId: 'other', number: '2', kind: 'revert' as const },
        ],
      },
      ['other-requests', 'dossier'],
    ],
  ] as const)('name %s', (_what, detail, found, expected) => {
    expect(names(detail, found as LookUp | null)).toEqual(expected)
  })
  it('give no age where the CNP states no birth date', () => {
    expect([ageOfCnp('1234', TODAY), ageOfCnp('2850615220019', TODAY)]).toEqual([null, 41])
  })
})

describe('the alerts over the form', () => {
  const draft = (part: object): DraftContent => draftContent.parse(part)
  const proxy = { surname: 'Vântu', givenNames: 'Radu' }
  const other = { requestId: 'other', number: '2', kind: 'revert' as const }
  it.each([
    ['nothing of an empty form', {}, null, []],
    ['no CNP that is not whole', { holder: { cnp: '285061522' } }, null, []],
    ['a whole CNP that is wrong', { holder: { cnp: '2850615220018' } }, null, ['cnp-wrong']],
    ['a child', { holder: { cnp: '5170521229902' } }, null, ['minor']],
    ['no representative without a name', { capacity: 'proxy' }, null, []],
    ['a representative with a name', { capacity: 'proxy', representative: proxy }, null, ['represented']],
    ['no representative of the holder', { capacity: 'holder', representative: proxy }, null, []],
    [
      'what the central store knows',
      { holder: { cnp: '2850615220019' } },
      { ...FOUND, deceased: true, openRequests: [other] },
      ['deceased', 'other-requests', 'dossier'],
    ],
  ] as const)('name %s', (_what, part, found, expected) => {
    expect(draftAlerts(draft(part), found as LookUp | null, TODAY).map(({ alert }) => alert)).toEqual(expected)
  })
})
