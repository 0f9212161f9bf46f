import { expect, test } from 'vitest'
import type { PageReading, ReadValue } from '../../paper/reading/reading.ts'
import { draftPageReading } from '../../protocol/desk.ts'
import { proposalsOfReading } from './proposals-of-reading.ts'

const PAGE = '01902f3a-0000-7000-8000-000000000001'
const value = (part: Partial<ReadValue> & Pick<ReadValue, 'field' | 'value' | 'source'>): ReadValue => ({
  confidence: 0.9,
  place: null,
  check: null,
  ...part,
})
const reading = (
  values: ReadValue[],
  fields: PageReading['fields'] = [],
  unread: PageReading['unread'] = [],
): PageReading => ({
  obstacle: null,
  form: { code: 'ANON', version: 1, variant: 'standard', page: 1, pages: 2, title: 'Cerere de anonimizare' },
  straightened: { by: 'marks', error: 0.1 },
  width: 210,
  height: 297,
  pixelsPerMm: 7.87,
  values,
  fields,
  unread,
  otherCodes: [],
})
const box = { x: 0, y: 0, width: 10, height: 5 }

test('what the code carries goes to its fields; ink proposes no text', () => {
  const found = proposalsOfReading(PAGE, {
    reading: reading([
      value({ field: 'titular.nume', value: 'Ștefănescu', source: 'code', check: { rule: 'code', holds: true } }),
      value({ field: 'titular.cnp', value: 'written', source: 'ink' }),
      value({ field: 'act.tip', value: 'passport', source: 'ink', check: { rule: 'one-choice', holds: true } }),
      value({ field: 'titular.email', value: '', source: 'code' }),
    ]),
    crops: [
      { field: 'titular.nume', image: new Uint8Array([0xff, 0xd8]) },
      { field: 'declaratie.definitiv', image: new Uint8Array([1]) },
    ],
  })
  expect(draftPageReading.parse(found)).toEqual(found)
  expect(found.form).toEqual({ title: 'Cerere de anonimizare', kind: 'anonymise', page: 1, pages: 2 })
  expect(found.proposals).toEqual([
    { path: 'holder.surname', value: 'Ștefănescu', source: 'form-code', confidence: 0.9, checked: true },
    { path: 'document.type', value: 'passport', source: 'ocr', confidence: 0.9, checked: true },
  ])
  expect(found.crops).toEqual([{ path: 'holder.surname', image: 'data:image/jpeg;base64,/9g=' }])
})

test('a choice ticked twice and a zone that is not proved propose nothing', () => {
  const found = proposalsOfReading(PAGE, {
    reading: reading([
      value({
        field: 'act.tip',
        value: 'passport identity-card',
        source: 'ink',
        check: { rule: 'one-choice', holds: false },
      }),
      value({ field: 'document.zone', value: 'IDROU', source: 'mrz', check: { rule: 'mrz', holds: false } }),
      value({ field: 'document.surname', value: 'POPESCU', source: 'mrz', check: { rule: 'mrz', holds: true } }),
    ]),
    crops: [],
  })
  expect(found.proposals).toEqual([])
})

test('boxes and signatures are listed in the form’s order, with their confidence', () => {
  const found = proposalsOfReading(PAGE, {
    reading: reading(
      [
        value({ field: 'semnatura.solicitant', value: 'unsigned', source: 'ink', confidence: 0.8 }),
        value({ field: 'cerere.solicit', value: 'da', source: 'ink' }),
      ],
      [
        { field: 'cerere.solicit', kind: 'tick', label: 'Solicit', place: box },
        { field: 'semnatura.solicitant', kind: 'signature', label: 'Semnătura', place: box },
        { field: 'titular.nume', kind: 'text', label: 'Numele', place: box },
      ],
    ),
    crops: [],
  })
  expect(found.marks).toEqual([
    { field: 'cerere.solicit', label: 'Solicit', kind: 'tick', value: 'da', confidence: 0.9 },
    { field: 'semnatura.solicitant', label: 'Semnătura', kind: 'signature', value: 'unsigned', confidence: 0.8 },
  ])
})

test('what is asked for and in whose name come from the boxes', () => {
  const found = proposalsOfReading(PAGE, {
    reading: reading([
      value({
        field: 'solicitant.calitate',
        value: 'parent',
        source: 'ink',
        check: { rule: 'one-choice', holds: true },
      }),
      value({ field: 'cerere.solicit', value: 'da', source: 'ink', confidence: 0.8 }),
    ]),
    crops: [
      { field: 'solicitant.calitate', image: new Uint8Array([1]) },
      { field: 'cerere.solicit', image: new Uint8Array([2]) },
    ],
  })
  expect(draftPageReading.parse(found)).toEqual(found)
  expect(found.proposals).toEqual([
    { path: 'capacity', value: 'parent', source: 'ocr', confidence: 0.9, checked: true },
    { path: 'kind', value: 'anonymise', source: 'ocr', confidence: 0.8, checked: null },
  ])
  expect(found.crops.map(({ path }) => path)).toEqual(['capacity', 'kind'])
})

test.each([
  ['an empty box', [value({ field: 'cerere.solicit', value: '', source: 'ink' })]],
  [
    'two capacities',
    [
      value({
        field: 'solicitant.calitate',
        value: 'holder parent',
        source: 'ink',
        check: { rule: 'one-choice', holds: false },
      }),
    ],
  ],
  [
    'a wish only to restrict access',
    [
      value({ field: 'cerere.solicit', value: 'da', source: 'code' }),
      value({
        field: 'intrebare.restrictionare',
        value: 'restrictionare',
        source: 'ink',
        check: { rule: 'one-choice', holds: true },
      }),
    ],
  ],
  [
    'both answers to the question of restriction',
    [
      value({ field: 'cerere.solicit', value: 'da', source: 'ink' }),
      value({
        field: 'intrebare.restrictionare',
        value: 'stergere restrictionare',
        source: 'ink',
        check: { rule: 'one-choice', holds: false },
      }),
    ],
  ],
])('%s proposes neither kind nor capacity', (_, values) => {
  const { proposals } = proposalsOfReading(PAGE, { reading: reading(values), crops: [] })
  expect(proposals.filter(({ path }) => path === 'kind' || path === 'capacity')).toEqual([])
})

test.each([
  ['restrictionare', 'answers.onlyRestrict', 'intrebare.restrictionare', 'restrict'],
  ['stergere', 'answers.onlyRestrict', 'intrebare.restrictionare', 'erase'],
  ['copie', 'answers.copyFirst', 'intrebare.copie', 'copy'],
  ['fara-copie', 'answers.copyFirst', 'intrebare.copie', 'no-copy'],
])('the answer %s on the paper is proposed and stated', (box, path, field, answer) => {
  const check = { rule: 'one-choice', holds: true } as const
  const found = proposalsOfReading(PAGE, {
    reading: reading([value({ field, value: box, source: 'ink', check })]),
    crops: [{ field, image: new Uint8Array([1]) }],
  })
  expect(draftPageReading.parse(found)).toEqual(found)
  expect(found.proposals).toEqual([{ path, value: answer, source: 'ocr', confidence: 0.9, checked: true }])
  expect(found.crops.map((crop) => crop.path)).toEqual([path])
  expect(found.stated).toMatchObject({ [path === 'answers.copyFirst' ? 'copy-first' : 'only-restrict']: [answer] })
})

test('both answers ticked are two statements and no proposal; a paper that is no form states nothing', () => {
  const both = value({
    field: 'intrebare.copie',
    value: 'copie fara-copie',
    source: 'ink',
    check: { rule: 'one-choice', holds: false },
  })
  const found = proposalsOfReading(PAGE, { reading: reading([both]), crops: [] })
  expect(found.proposals).toEqual([])
  expect(found.stated['copy-first']).toEqual(['copy', 'no-copy'])
  expect(proposalsOfReading(PAGE, { reading: { ...reading([both]), form: null }, crops: [] }).stated).toEqual({})
})

test.each(['outside', 'covered', 'glare'] as const)('fields that are %s are listed and prove nothing', (why) => {
  const place = { field: 'cerere.solicit', kind: 'tick', label: 'Solicit', place: box }
  const question = { field: 'intrebare.restrictionare', kind: 'choice', label: 'Restricționare', place: box }
  const found = proposalsOfReading(PAGE, {
    reading: reading(
      [value({ field: 'cerere.solicit', value: 'da', source: 'ink' })],
      [place, question],
      [{ field: 'intrebare.restrictionare', why }],
    ),
    crops: [],
  })
  expect(draftPageReading.parse(found)).toEqual(found)
  expect(found.unread).toEqual([{ field: 'intrebare.restrictionare', label: 'Restricționare', why }])
  expect(found.marks.map(({ field }) => field)).toEqual(['cerere.solicit'])
  // Whether only a restriction is wanted cannot be seen, so the kind of request is not proposed.
  expect(found.proposals).toEqual([])
})
