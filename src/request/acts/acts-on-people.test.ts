/** Registering, checking an identity, amending, contact facts. */
import { describe, expect, it } from 'vitest'
import {
  after,
  AT,
  CLERK,
  complete,
  HOLDER,
  identityCheck,
  lastFacts,
  MAILBOX,
  payloadToRegister,
  refusal,
  registered,
} from '../../../test/support/acts/request-of.ts'
import { fictionalCnp } from '../../../test/support/acts/stated.ts'

const contact = { address: 'Str. Nouă 2', phone: '', email: '' }
const representative = { surname: 'Ionescu', givenNames: 'Radu', cnp: null, contact }
const issue = (path: string, message: string) => ({ code: 'input.invalid', details: { issues: [{ path, message }] } })

describe('registering', () => {
  const { registration, holder } = payloadToRegister()
  const refused = (
    change: Parameters<typeof payloadToRegister>[0],
    by: typeof CLERK | typeof MAILBOX | typeof HOLDER = CLERK,
  ) => refusal(null, 'register-request', payloadToRegister(change), { by })

  it('stores what was stated, with its due day and its author', () => {
    const { deskNumber, ...stated } = payloadToRegister()
    expect(registered()).toMatchObject({
      ...stated,
      deskNumber,
      dueDay: '2026-12-23',
      extendedDays: 0,
      identityCheck: null,
      attachments: [],
      notes: [],
      papers: [],
      decision: null,
      registeredBy: CLERK,
    })
    const provisional = { ...registration, sequence: null, provisional: 'P-1-7' }
    expect(lastFacts(registered({ registration: provisional }))).toEqual({
      channel: 'counter',
      kind: 'anonymise',
      provisional: 'P-1-7',
    })
  })

  it('refuses contradictory data', () => {
    expect(
      refused({ registration: { ...registration, day: '2025-12-31' }, requestedDay: '2025-12-31', requestedAt: null }),
    ).toEqual(issue('registration.year', 'day_of_another_year'))
    expect(refused({ registration: { ...registration, sequence: null } })).toEqual(
      issue('registration', 'without_number'),
    )
    expect(refused({ requestedDay: '2026-11-24' })).toEqual(issue('requestedDay', 'after_registration'))
    expect(refused({ requestedDay: '2026-11-22' })).toEqual(issue('requestedAt', 'of_another_day'))
    expect(refused({ requestedDay: '2026-11-22', requestedAt: null })).toBeNull()
    expect(refused({ representative })).toEqual(issue('representative', 'of_a_holder'))
    expect(refused({ capacity: 'proxy', representative })).toBeNull()
    expect(refused({ holder: { ...holder, cnp: '6010229700039' } })).toMatchObject({ code: 'cnp.date' })
  })

  it('accepts each channel only from an author who can use it', () => {
    const taken = (by: typeof CLERK | typeof MAILBOX | typeof HOLDER) =>
      (['counter', 'email', 'portal'] as const).filter((channel) => refused({ channel }, by) === null)
    expect([taken(CLERK), taken(MAILBOX), taken(HOLDER)]).toEqual([['counter', 'email'], ['email'], ['portal']])
    expect(refused({ channel: 'portal' })).toEqual(issue('channel', 'not_at_a_desk'))
  })
})

describe('an identity check', () => {
  const { check } = identityCheck
  const request = registered()
  const people = { holder: request.holder, capacity: request.capacity, representative: null }

  it('is stored with its author and its moment', () => {
    const disagreements = [{ field: 'surname', stated: 'a', document: 'b' }]
    const checked = after(request, 'record-identity-check', { check: { ...check, disagreements }, people })
    expect(checked.identityCheck).toEqual({ ...check, disagreements, by: CLERK, at: AT })
    expect(lastFacts(checked)).toEqual({ outcome: 'passed', method: 'document', subject: 'holder', disagreements: 1 })
  })

  it('is refused if it was made of other people, or by a means that its author cannot prove', () => {
    const others = { ...people, holder: { ...request.holder, surname: 'Alta' } }
    expect(refusal(request, 'record-identity-check', { check, people: others })).toMatchObject({
      code: 'request.people-changed',
    })
    for (const [by, method, taken] of [
      [CLERK, 'document', true],
      [CLERK, 'portal-login', false],
      [CLERK, 'qualified-signature', false],
      [HOLDER, 'portal-login', true],
      [HOLDER, 'document', false],
    ] as const)
      expect(refusal(request, 'record-identity-check', { check: { ...check, method } }, { by })).toEqual(
        taken ? null : issue('check.method', 'not_at_a_desk'),
      )
  })
})

describe('an amendment', () => {
  it('changes what is given and nothing else, and keeps the identity check if the people stay the same', () => {
    const before = complete()
    const amended = after(before, 'amend-request', {
      kind: 'revert',
      questionsAsked: { onlyRestrict: false, copyFirst: true },
      holder: { ...before.holder, surname: 'POPESCU', contact },
    })
    expect(amended).toMatchObject({ kind: 'revert', questionsAsked: { onlyRestrict: false }, holder: { contact } })
    expect(amended.identityCheck).toEqual(before.identityCheck)
    expect(amended.capacity).toBe('holder')
    expect(lastFacts(amended)).toEqual({ amended: 'kind holder questionsAsked' })
    const same = after(before, 'amend-request', {})
    expect([same.holder, same.kind, same.questionsAsked]).toEqual([before.holder, before.kind, before.questionsAsked])
    expect(lastFacts(same)).toEqual({ amended: '' })
  })

  it('removes the identity check if the people change', () => {
    const amended = after(complete(), 'amend-request', { capacity: 'proxy', representative })
    expect(amended).toMatchObject({ identityCheck: null, capacity: 'proxy', representative })
    expect(lastFacts(amended)).toEqual({ amended: 'capacity representative', identity: 'anew' })
    const back = after(amended, 'amend-request', { capacity: 'holder', representative: null })
    expect(back.representative).toBeNull()
  })

  it('is refused with an impossible CNP, or with a representative of a holder who acts alone', () => {
    const { holder } = complete()
    expect(refusal(complete(), 'amend-request', { holder: { ...holder, cnp: '6010229700039' } })).toMatchObject({
      code: 'cnp.date',
    })
    expect(refusal(complete(), 'amend-request', { holder: { ...holder, cnp: fictionalCnp(3) } })).toBeNull()
    expect(refusal(complete(), 'amend-request', { representative })).toEqual(issue('representative', 'of_a_holder'))
  })
})

it('contact data belong to the representative where there is one, or else to the holder', () => {
  expect(after(registered(), 'update-contact', { contact }).holder.contact).toEqual(contact)
  const represented = registered({
    capacity: 'proxy',
    representative: { ...representative, contact: { ...contact, phone: '1' } },
  })
  const updated = after(represented, 'update-contact', { contact })
  expect(updated.representative).toEqual(representative)
  expect(updated.holder).toEqual(represented.holder)
  expect(lastFacts(updated)).toEqual({})
})
