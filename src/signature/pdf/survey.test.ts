/** What the survey reads, so that no doubt stays unnoticed: everything reachable, and all of the newest section. */
import { describe, expect, it } from 'vitest'
import { bodies, formDocument, numbers as n } from '../testing/form-document.ts'
import { appendRevision, appendStreamRevision, type Objects, stream } from '../testing/plain-pdf.ts'
import { createBudget, defaultLimits, type Limits } from './budget.ts'
import { openDocument, type PdfDocument } from './document.ts'
import { surveyNewest, surveyReachable } from './survey.ts'

function open(bytes: Uint8Array, limits: Partial<Limits> = {}): PdfDocument {
  const opened = openDocument(bytes, { budget: createBudget({ ...defaultLimits, ...limits }) })
  if (!opened.ok) throw new Error(opened.fault)
  return opened.document
}
const codes = (document: PdfDocument) => document.ambiguities.map(({ code, object }) => `${code} ${String(object)}`)
const sorted = (numbers: ReadonlySet<number>) => [...numbers].sort((a, b) => a - b)
/** A stream whose data are in doubt as soon as they are decoded. */
const doubtful = (entries: string) => stream('x', `/Filter /FlateDecode ${entries}`)

/** The form with these objects in its first revision, and entries in its catalogue. */
const formWith = (objects: Objects, catalog = '') =>
  formDocument(new Map([[n.catalog, bodies.catalog(catalog)], ...objects]))

describe('what the trailer leads to', () => {
  it('is reached by references in dictionaries, lists and streams, each object once', () => {
    const document = open(
      formWith(
        new Map([
          [30, '[31 0 R << /B [[32 0 R]] >> 77 0 R]'],
          [31, stream('x', '/C 33 0 R')],
          [32, '30 0 R'],
          [33, '<< /Back 30 0 R >>'],
          [34, '<< /Alone true >>'],
        ]),
        '/A 30 0 R',
      ),
    )
    const { numbers, unshown } = surveyReachable(document, false)
    expect(sorted(numbers)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 30, 31, 32, 33])
    // The metadata of the catalogue, and nothing else.
    expect(sorted(unshown)).toEqual([n.metadata])
  })

  it.each(['Metadata', 'Info', 'PieceInfo'])('by %s alone is not shown', (key) => {
    const objects: Objects = new Map([
      [30, '<< /B 31 0 R >>'],
      [31, '[32 0 R]'],
      [32, '<< >>'],
    ])
    expect(sorted(surveyReachable(open(formWith(objects, `/A << /${key} 30 0 R >>`)), false).unshown)).toEqual([
      n.metadata,
      30,
      31,
      32,
    ])
    const shown = `/A << /${key} 30 0 R >> /Z [32 0 R]`
    expect(sorted(surveyReachable(open(formWith(objects, shown)), false).unshown)).toEqual([n.metadata, 30, 31])
  })

  it('by private data inside private data is not shown either', () => {
    const objects: Objects = new Map([
      [30, '<< /Metadata 31 0 R >>'],
      [31, '<< >>'],
    ])
    const { numbers, unshown } = surveyReachable(open(formWith(objects, '/PieceInfo 30 0 R')), false)
    expect(numbers.has(31)).toBe(true)
    expect(sorted(unshown)).toEqual([n.metadata, 30, 31])
  })

  it.each<[string, string, string, boolean]>([
    ['a form', '/Subtype /Form', '/A 30 0 R', true],
    ['a form by an object of its own', '/Subtype 31 0 R', '/A 30 0 R', true],
    ['a pattern', '/PatternType 1', '/A 30 0 R', true],
    ['what a page draws', '', '/Contents 30 0 R', true],
    ['what a page draws, in a list', '', '/Contents [30 0 R]', true],
    ['a picture', '/Subtype /Image', '/A 30 0 R', false],
    ['a font program', '', '/FontFile2 30 0 R', false],
  ])('is decoded if it draws: %s', (_, entries, catalog, decoded) => {
    const file = formWith(
      new Map([
        [30, doubtful(entries)],
        [31, '/Form'],
      ]),
      catalog,
    )
    const document = open(file)
    surveyReachable(document, true)
    expect(codes(document)).toEqual(decoded ? ['stream-data 30'] : [])
    const others = open(file)
    surveyReachable(others, false)
    expect(codes(others)).toEqual([])
  })

  it('asks again under another generation', () => {
    const document = open(formWith(new Map([[30, '5']]), '/A [30 0 R 30 1 R]'))
    surveyReachable(document, false)
    expect(codes(document)).toEqual(['generation-differs 30'])
  })

  it('counts steps and depth', () => {
    const deep = (depth: number) => formWith(new Map([[30, `${'['.repeat(depth)}5${']'.repeat(depth)}`]]), '/A 30 0 R')
    expect(surveyReachable(open(deep(20), { depth: 20 }), false).numbers.has(30)).toBe(true)
    expect(() => surveyReachable(open(deep(20), { depth: 19 }), false)).toThrow('limit exceeded: depth')
    const direct = (depth: number) => formWith(new Map(), `/A ${'<< /B '.repeat(depth)}[5]${' >>'.repeat(depth)}`)
    expect(() => surveyReachable(open(direct(20)), false)).not.toThrow()
    const document = open(formDocument())
    const before = document.budget.steps()
    surveyReachable(document, false)
    const cost = document.budget.steps() - before
    const list = open(formWith(new Map(), `/A [${'5 '.repeat(1000)}]`))
    const start = list.budget.steps()
    surveyReachable(list, false)
    // The list itself, its thousand numbers, and reading them.
    expect(list.budget.steps() - start - cost).toBeGreaterThanOrEqual(1001)
  })
})

describe('the newest section', () => {
  const first = formDocument()
  it.each<[string, Objects, string[]]>([
    ['nothing in doubt', new Map([[30, doubtful('').replace(/\/Filter \/FlateDecode/, '')]]), []],
    ['data, though nothing leads to them', new Map([[30, doubtful('')]]), ['stream-data 30']],
    ['a key twice', new Map([[30, '<< /A 1 /A 2 >>']]), ['duplicate-key 30']],
    ['a reference of another generation', new Map([[30, '6 1 R']]), ['object-is-reference 30', 'generation-differs 6']],
    ['one in a list', new Map([[30, '[[6 1 R]]']]), ['generation-differs 6']],
    ['one in a dictionary', new Map([[30, '<< /A << /B 6 1 R >> >>']]), ['generation-differs 6']],
    ['one in a stream', new Map([[30, stream('x', '/A 6 1 R')]]), ['generation-differs 6']],
    ['one to nothing', new Map([[30, '[77 1 R]']]), []],
    [
      'one to something free',
      new Map([
        [30, '[6 1 R]'],
        [6, null],
      ]),
      [],
    ],
    ['something free', new Map([[30, null]]), []],
  ])('is read: %s', (_, objects, expected) => {
    const document = open(appendRevision(first, objects))
    surveyNewest(document)
    expect(codes(document)).toEqual(expected)
  })

  it('is read in object streams too', () => {
    const document = open(
      appendStreamRevision(
        first,
        new Map([
          [30, '<< /A 1 /A 2 >>'],
          [31, '[30 1 R]'],
        ]),
        60,
      ),
    )
    surveyNewest(document)
    expect(codes(document).sort()).toEqual(['duplicate-key 30', 'generation-differs 30'])
  })

  it('has a trailer', () => {
    const document = open(appendRevision(first, new Map([[30, '5']]), { trailer: '/Info 6 1 R' }))
    surveyNewest(document)
    expect(document.ambiguities).toEqual([
      { code: 'generation-differs', offset: document.sections[0]?.offset, object: 6 },
    ])
  })

  it('is all that is read: what came before it was read then', () => {
    const document = open(
      appendRevision(appendRevision(first, new Map([[30, '<< /A 1 /A 2 >>']])), new Map([[31, '5']])),
    )
    surveyNewest(document)
    expect(codes(document)).toEqual([])
  })

  it('counts steps for its objects and for what they refer to', () => {
    const stepsOf = (objects: Objects) => {
      const document = open(appendRevision(first, objects))
      const before = document.budget.steps()
      surveyNewest(document)
      return document.budget.steps() - before
    }
    const one = stepsOf(new Map([[30, '5']]))
    expect(
      stepsOf(
        new Map([
          [30, '5'],
          [31, '5'],
        ]),
      ) - one,
    ).toBe(3)
    expect(
      stepsOf(
        new Map([
          [30, null],
          [31, '5'],
        ]),
      ) - one,
    ).toBe(0)
    expect(stepsOf(new Map([[30, '[5 5]']])) - one).toBe(4)
  })
})
