import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FORMS } from '../../paper/forms/index.ts'
import { checkValues, valueFields } from '../../paper/forms/values.ts'
import { draftContent, FORM_PATHS } from '../../protocol/desk.ts'
import { pathOfField } from './form-fields.ts'
import { formOfDraft } from './form-of-draft.ts'

const CNP = '2850615220019'
const draft = (part: object) => draftContent.parse(part)

test('what stands on the screen goes to its field; what is declared stays for the hand', () => {
  const { values, unclear } = formOfDraft(
    draft({
      kind: 'anonymise',
      capacity: 'parent',
      requestedDay: '3.9.2026',
      answers: { onlyRestrict: 'erase', copyFirst: 'no-copy' },
      attestations: ['signed'],
      holder: {
        surname: '  Ştefănescu ',
        givenNames: 'Ana-Maria',
        cnp: '285 0615 220019',
        phone: '0712 345 678',
        address: 'Iași, str. Lăpușneanu 12',
        email: 'ana@example.ro',
      },
      representative: {
        surname: 'Ștefănescu',
        givenNames: 'Ion',
        cnp: CNP,
        phone: '0712',
        address: 'Iași',
        email: 'ion@example.ro',
      },
      document: { type: 'passport', series: 'MZ', number: '123456', validUntil: '15.06.2031' },
    }),
  )
  expect(unclear).toEqual([])
  expect(values).toEqual({
    'titular.nume': 'Ștefănescu',
    'titular.prenume': 'Ana-Maria',
    'titular.cnp': CNP,
    'titular.telefon': '0712 345 678',
    'titular.domiciliu': 'Iași, str. Lăpușneanu 12',
    'titular.email': 'ana@example.ro',
    'solicitant.calitate': 'parent',
    'reprezentant.nume': 'Ștefănescu',
    'reprezentant.prenume': 'Ion',
    'reprezentant.cnp': CNP,
    'reprezentant.telefon': '0712',
    'act.tip': 'passport',
    'act.seria': 'MZ',
    'act.numar': '123456',
    'act.valabil': '15.06.2031',
    'cerere.data': '03.09.2026',
  })
})

test('a CNP that is none and a date that is none are left for the hand, and named', () => {
  const { values, unclear } = formOfDraft(
    draft({
      holder: { surname: 'Pop', cnp: '2850615220018' },
      document: { number: '1', validUntil: 'curând' },
      requestedDay: '31.02.2026',
    }),
  )
  expect(unclear).toEqual(['holder.cnp', 'document.validUntil', 'requestedDay'])
  expect(values).toEqual({
    'titular.nume': 'Pop',
    'solicitant.calitate': 'holder',
    'act.tip': 'identity-card',
    'act.numar': '1',
  })
})

test('a holder who acts alone takes nobody else along; a document without a number says nothing; one without end says no day', () => {
  expect(formOfDraft(draft({ representative: { surname: 'Altcineva', cnp: CNP } })).values).toEqual({
    'solicitant.calitate': 'holder',
  })
  expect(formOfDraft(draft({ document: { unlimited: true, validUntil: '15.06.2031' } })).values).toEqual({
    'solicitant.calitate': 'holder',
  })
})

test('every place that a draft has is a field of every form, and no declaration, question or signature is among them', () => {
  for (const form of FORMS) {
    const mapped = valueFields(form).filter(({ name }) => pathOfField(name) !== null)
    expect(mapped).toHaveLength(FORM_PATHS.length)
    expect(mapped.filter(({ name }) => /^(cerere\.solicit|declaratie|intrebare|semnatura|acord)/.test(name))).toEqual(
      [],
    )
  }
})

test('whatever is typed, what is taken is what the form can hold, save for its length', () => {
  const typed = fc.record({
    surname: fc.string(),
    givenNames: fc.string({ unit: 'binary' }),
    cnp: fc.string(),
    phone: fc.string(),
    address: fc.string(),
    email: fc.string(),
  })
  fc.assert(
    fc.property(
      typed,
      typed,
      fc.string(),
      fc.constantFrom('holder', 'proxy'),
      (holder, representative, day, capacity) => {
        const { values } = formOfDraft(
          draft({ holder, representative, capacity, requestedDay: day, document: { number: '1', validUntil: day } }),
        )
        const issues = FORMS.map((form) => checkValues(form, values)).flatMap((checked) =>
          checked.ok ? [] : (checked.problem.details as { issues: { message: string }[] }).issues,
        )
        expect(issues.filter(({ message }) => !message.startsWith('longer than'))).toEqual([])
      },
    ),
  )
})
