import { describe, expect, it } from 'vitest'
import {
  draftContent,
  type DraftContent,
  type DraftPageReading,
  type ProcedureOutput,
} from '../../../src/protocol/desk.ts'
import { contradicts, needsTheEye, proposalsFor, takenAtOnce } from './proposals.ts'

const mrz: NonNullable<ProcedureOutput<'draft.assess'>['mrz']> = {
  format: 'TD2',
  documentType: 'identity-card',
  series: 'XX',
  number: '123456',
  surname: 'STEFANESCU',
  givenNames: 'ANA MARIA',
  nationality: 'ROU',
  sex: 'female',
  birthDate: '1985-06-15',
  validUntil: '2031-06-15',
  cnp: '2850615229904',
  checks: [],
  corrections: [],
}
const central: ProcedureOutput<'holder.lookUp'> = {
  known: true,
  deceased: false,
  dossier: 'active',
  name: { surname: 'Ștefănescu', givenNames: 'Ana-Maria' },
  openRequests: [],
  receiptRequestId: null,
}
const draft = (part: object = {}): DraftContent => draftContent.parse(part)
const at = (content: DraftContent, path: string, lookUp: typeof central | null = null) =>
  proposalsFor(content, mrz, lookUp).filter((proposal) => proposal.path === path)

const reading = (values: [DraftPageReading['proposals'][number]['path'], string][]): DraftPageReading => ({
  pageId: '01902f3a-0000-7000-8000-000000000001',
  form: null,
  obstacle: null,
  proposals: values.map(([path, value]) => ({ path, value, source: 'ocr', confidence: 0.99, checked: true })),
  crops: [],
  marks: [],
  stated: {},
  unread: [],
})

describe('proposals beside the fields', () => {
  it('offer what the document states, with dates in the usual format', () => {
    expect(at(draft(), 'document.validUntil')).toEqual([
      { path: 'document.validUntil', value: '15.06.2031', source: 'mrz' },
    ])
    expect(at(draft(), 'holder.surname')).toEqual([{ path: 'holder.surname', value: 'STEFANESCU', source: 'mrz' }])
  })
  it('are hidden where the field has the same value: an MRZ has neither diacritics nor hyphens', () => {
    const typed = draft({ holder: { surname: 'Ştefănescu', givenNames: 'Ana-Maria', cnp: '2850615229904' } })
    expect(proposalsFor(typed, mrz, central).filter(({ path }) => path.startsWith('holder'))).toEqual([])
  })
  it('list the spelling of the central store before that of the document, once', () => {
    expect(at(draft(), 'holder.surname', central)).toEqual([
      { path: 'holder.surname', value: 'Ștefănescu', source: 'central' },
    ])
  })
  it('offer the diacritics of the central store for a name that came from the document, not for a typed one', () => {
    const read = draft({ holder: { surname: 'STEFANESCU' }, sources: { 'holder.surname': 'mrz' } })
    const offered = at(read, 'holder.surname', central)
    expect(offered).toEqual([{ path: 'holder.surname', value: 'Ștefănescu', source: 'central' }])
    expect(takenAtOnce(read, offered)).toEqual(offered)
    expect(at(draft({ holder: { surname: 'STEFANESCU' } }), 'holder.surname', central)).toEqual([])
  })
  it('show both values where document and central store differ', () => {
    const other = { ...central, name: { surname: 'Popa', givenNames: 'Ana-Maria' } }
    expect(at(draft(), 'holder.surname', other).map(({ value }) => value)).toEqual(['Popa', 'STEFANESCU'])
  })
  it('apply to the person present: a representative shows their own document', () => {
    const paths = proposalsFor(draft({ capacity: 'proxy' }), mrz, null).map(({ path }) => path)
    expect(paths).toContain('representative.cnp')
    expect(paths.some((path) => path.startsWith('holder'))).toBe(false)
  })
  it.each([
    ['holder', 'representative'],
    ['representative', 'holder'],
  ] as const)('of the %s no longer offer a CNP that was taken for the %s', (one, other) => {
    const cnps = reading([
      [`${one}.cnp`, '2850615229904'],
      [`${one}.cnp`, '1790408229904'],
      [`${other}.cnp`, '1790408229904'],
    ])
    const offered = (content: DraftContent) =>
      proposalsFor(content, null, null, [cnps])
        .filter(({ path }) => path === `${one}.cnp`)
        .map(({ value }) => value)
    expect(offered(draft({ capacity: 'proxy' }))).toEqual(['2850615229904', '1790408229904'])
    expect(offered(draft({ capacity: 'proxy', [other]: { cnp: '1790408229904' } }))).toEqual(['2850615229904'])
  })
  it('leave an unlimited validity alone', () => {
    expect(at(draft({ document: { unlimited: true } }), 'document.validUntil')).toEqual([])
  })
  it('taken all at once, fill empty fields and overwrite nothing', () => {
    const typed = draft({ holder: { surname: 'Popescu' } })
    const taken = takenAtOnce(typed, proposalsFor(typed, mrz, null))
    expect(taken.map(({ path }) => path)).not.toContain('holder.surname')
    expect(taken.map(({ path }) => path)).toContain('holder.cnp')
    const both = takenAtOnce(
      draft(),
      proposalsFor(draft(), mrz, { ...central, name: { surname: 'Popa', givenNames: '' } }),
    )
    expect(both.filter(({ path }) => path === 'holder.surname')).toHaveLength(1)
  })
  it('for kind and capacity come from the paper until they are chosen, and are never taken with others', () => {
    const page = reading([
      ['kind', 'anonymise'],
      ['capacity', 'proxy'],
    ])
    const open = proposalsFor(draft(), null, null, [page])
    expect(open.map(({ path, value }) => [path, value])).toEqual([
      ['kind', 'anonymise'],
      ['capacity', 'proxy'],
    ])
    expect(takenAtOnce(draft(), open)).toEqual([])
    expect(proposalsFor(draft({ kind: 'anonymise', capacity: 'proxy' }), null, null, [page])).toEqual([])
  })
  it('do not fill the holder from a document while the paper names a representative', () => {
    const said = (capacity: string, content: DraftContent): string[] =>
      takenAtOnce(content, proposalsFor(content, mrz, null, [reading([['capacity', capacity]])])).map(
        ({ path }) => path,
      )
    expect(said('proxy', draft()).filter((path) => /^(holder|representative)/.test(path))).toEqual([])
    expect(said('proxy', draft())).toContain('document.number')
    expect(said('proxy', draft({ capacity: 'parent' }))).toContain('representative.cnp')
    expect(said('holder', draft())).toContain('holder.cnp')
  })
})

it('distinguish a paper that contradicts the field from one that fills it or only spells it better', () => {
  const content = draftContent.parse({ holder: { surname: 'Stefanescu', cnp: '1800101220021' } })
  const says = (path: 'holder.surname' | 'holder.cnp' | 'holder.phone' | 'capacity', value: string) =>
    contradicts(content, { path, value, source: 'form-code' })
  expect(says('holder.surname', 'Ștefănescu')).toBe(false)
  expect(says('holder.surname', 'Ionescu')).toBe(true)
  expect(says('holder.cnp', '2850615220019')).toBe(true)
  expect(says('holder.phone', '0712')).toBe(false)
  expect(says('capacity', 'proxy')).toBe(true)
  expect(contradicts(content, { path: 'document.type', value: 'passport', source: 'mrz' })).toBe(false)
})

it('of MRZ names must be compared by eye, numbers need not', () => {
  expect(needsTheEye('holder.surname', 'mrz')).toBe(true)
  expect(needsTheEye('representative.givenNames', 'mrz')).toBe(true)
  expect(needsTheEye('holder.cnp', 'mrz')).toBe(false)
  expect(needsTheEye('holder.surname', 'form-code')).toBe(false)
})
