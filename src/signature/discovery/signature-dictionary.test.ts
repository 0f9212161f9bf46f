/** The signature dictionary as facts: each entry right, of another type, and missing. */
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits } from '../pdf/budget.ts'
import { openDocument } from '../pdf/document.ts'
import { isDictionary } from '../pdf/objects.ts'
import { formDocument } from '../testing/form-document.ts'
import type { Objects } from '../testing/plain-pdf.ts'
import { readFieldLock, readSignatureDictionary } from './signature-dictionary.ts'

function dictionaryOf(entries: string, objects: Objects = new Map()) {
  const opened = openDocument(formDocument(new Map([[30, `<< ${entries} >>`], ...objects])), {
    budget: createBudget(defaultLimits),
  })
  if (!opened.ok) throw new Error(opened.fault)
  const { document } = opened
  const dictionary = document.get({ type: 'reference', number: 30, generation: 0 })
  if (!isDictionary(dictionary)) throw new Error(entries)
  return { dictionary, document }
}
function read(entries: string, objects?: Objects) {
  const { dictionary, document } = dictionaryOf(entries, objects)
  const { dictionary: same, contents, certificates, ...rest } = readSignatureDictionary(dictionary, document)
  expect(same).toBe(dictionary)
  return {
    ...rest,
    contents: contents && Buffer.from(contents.bytes).toString('hex'),
    certificates: certificates.map((bytes) => Buffer.from(bytes).toString('hex')),
  }
}
const nothing = {
  filter: undefined,
  subFilter: undefined,
  type: undefined,
  byteRange: undefined,
  contents: undefined,
  certificates: [],
  claimedTime: undefined,
  name: undefined,
  reason: undefined,
  location: undefined,
  certificationLevel: undefined,
  fieldLocks: [],
  advisoryLevel: undefined,
  duplicateKeys: [],
}

describe('the entries of a signature', () => {
  it.each<[string, Partial<Record<keyof typeof nothing, unknown>>]>([
    ['', {}],
    ['/Filter /A /SubFilter /B /Type /Sig', { filter: 'A', subFilter: 'B', type: 'Sig' }],
    ['/Filter (A) /SubFilter 5 /Type [/Sig]', {}],
    ['/ByteRange [0 1 2 3]', { byteRange: [0, 1, 2, 3] }],
    ['/ByteRange []', { byteRange: [] }],
    ['/ByteRange [0 40 0 R 2 3]', { byteRange: [0, 7, 2, 3] }],
    ['/ByteRange [0 /A 2 3]', {}],
    ['/ByteRange 5', {}],
    ['/Contents <3082>', { contents: '3082' }],
    ['/Contents /A', {}],
    ['/Cert <3083>', { certificates: ['3083'] }],
    ['/Cert [<3083> <3084>]', { certificates: ['3083', '3084'] }],
    ['/Cert [<3083> 41 0 R /A]', { certificates: ['3083', '3085'] }],
    ['/Cert 5', {}],
    ['/Name (A) /Reason (B) /Location (C)', { name: 'A', reason: 'B', location: 'C' }],
    ['/Name /A /Reason 5 /Location [(C)]', {}],
    ["/M (D:20261123101500+02'00')", { claimedTime: '2026-11-23T08:15:00.000Z' }],
    ['/M (yesterday)', {}],
    ['/M 5', {}],
  ])('%j', (entries, facts) => {
    const objects: Objects = new Map([
      [40, '7'],
      [41, '<3085>'],
    ])
    expect(read(entries, objects)).toEqual({ ...nothing, ...facts })
  })

  it('written twice are listed', () => {
    expect(read('/Name (A) /Name (B)').duplicateKeys).toEqual(['Name'])
  })
})

describe('what a signature permits', () => {
  const doc = (parameters: string) => `<< /TransformMethod /DocMDP ${parameters} >>`
  const field = (parameters: string) => `<< /TransformMethod /FieldMDP ${parameters} >>`
  const level = (value: string) => `/TransformParams << /P ${value} >>`
  it.each<[string, string, number | undefined]>([
    ['level 1', doc(level('1')), 1],
    ['level 2', doc(level('2')), 2],
    ['level 3', doc(level('3')), 3],
    ['no level', doc('/TransformParams << >>'), 2],
    ['no parameters', doc(''), 2],
    ['a level that is none', doc(level('4')), 2],
    ['a level as a name', doc(level('/A')), 2],
    ['the stricter of two', doc(level('3')) + doc(level('1')), 1],
    ['the stricter of two, first', doc(level('1')) + doc(level('3')), 1],
    ['a level of fields', field(level('1')), undefined],
    ['another method', doc(level('1')).replace('DocMDP', 'UR3'), undefined],
    ['a method as a text', doc(level('1')).replace('/DocMDP', '(DocMDP)'), undefined],
  ])('%s', (_, references, expected) => {
    expect(read(`/Reference [${references}]`).certificationLevel).toBe(expected)
    expect(read(`/Reference 40 0 R`, new Map([[40, `[${references}]`]])).certificationLevel).toBe(expected)
  })

  it('needs a list', () => {
    expect(read(`/Reference ${doc(level('1'))}`)).toEqual(nothing)
  })

  it.each<[string, string, number | undefined]>([
    ['1', field(level('1')), 1],
    ['2', field(level('2')), 2],
    ['3', field(level('3')), 3],
    ['4', field(level('4')), undefined],
    ['none', field('/TransformParams << >>'), undefined],
    ['3 and 2', field(level('3')) + field(level('2')), 2],
    ['1 and 2', field(level('1')) + field(level('2')), 1],
    ['of a certification', doc(level('1')), undefined],
  ])('advises the level %s of fields', (_, references, expected) => {
    expect(read(`/Reference [${references}]`).advisoryLevel).toBe(expected)
  })

  it.each<[string, string, unknown]>([
    ['all', '/Action /All', { action: 'All', fields: [] }],
    ['some', '/Action /Include /Fields [(a) (b)]', { action: 'Include', fields: ['a', 'b'] }],
    ['all but some', '/Action /Exclude /Fields [(a)]', { action: 'Exclude', fields: ['a'] }],
    ['an unknown action', '/Action /Some /Fields [(a)]', { action: 'All', fields: ['a'] }],
    ['an action as a text', '/Action (Include) /Fields [(a)]', { action: 'All', fields: ['a'] }],
    ['no action', '', { action: 'All', fields: [] }],
    ['fields that are no texts', '/Action /Include /Fields [/a 40 0 R]', { action: 'Include', fields: ['c'] }],
    ['fields that are no list', '/Action /Include /Fields (a)', { action: 'Include', fields: [] }],
  ])('locks %s', (_, entries, lock) => {
    const objects: Objects = new Map([[40, '(c)']])
    expect(read(`/Reference [${field(`/TransformParams << ${entries} >>`)}]`, objects).fieldLocks).toEqual([lock])
    const { dictionary, document } = dictionaryOf(entries, objects)
    expect(readFieldLock(dictionary, document)).toEqual(lock)
    expect(readFieldLock(undefined, document)).toBeUndefined()
  })

  it('locks nothing without parameters', () => {
    expect(read(`/Reference [${field('')} ${field('/TransformParams 5')}]`).fieldLocks).toEqual([])
  })
})
