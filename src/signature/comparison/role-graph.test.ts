/** Roles of small graphs: exactly which, and the same however many revisions have made them. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { opened } from '../testing/compared.ts'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import { appendStreamRevision, type Objects, writePdf } from '../testing/plain-pdf.ts'
import { pathOf, roleOf } from './place.ts'
import { type Roles, rolesOf, rolesOfStep } from './roles.ts'

const rolesIn = (roles: Roles): Record<number, string[]> =>
  Object.fromEntries([...roles.numbers()].map((number) => [number, roles.of(number).map(roleOf).sort()]))

describe('every object has the roles of the ways to it', () => {
  it('in the form', () => {
    expect(rolesIn(rolesOf(opened(formDocument())))).toEqual({
      [n.catalog]: ['catalog  Root '],
      [n.pages]: ['pages  Pages '],
      [n.page]: ['page 3 Kids '],
      [n.content]: ['content '],
      [n.form]: ['form  AcroForm '],
      [n.font]: ['appearance 7 AP ', 'content ', 'form-resources  DR '],
      [n.cnp]: ['annotation 3', 'field '],
      [n.signatureField]: ['annotation 3', 'field '],
      [n.motive]: ['annotation 3', 'field '],
      [n.cnpFace]: ['appearance 7 AP '],
      [n.sharedForm]: ['content '],
      [n.picture]: ['content '],
      [n.structure]: ['structure-root  StructTreeRoot '],
      [n.element]: ['structure-element 15 K '],
      [n.metadata]: ['metadata  Metadata '],
    })
  })

  const inCatalog = (entries: string, objects: Objects = new Map()) => {
    const roles = rolesOf(opened(formDocument(new Map([[n.catalog, bodies.catalog(entries)], ...objects]))))
    const usual = rolesIn(rolesOf(opened(formDocument())))
    const found = rolesIn(roles)
    return {
      found: Object.fromEntries(
        Object.entries(found).filter(
          ([number, list]) => JSON.stringify(usual[Number(number)]) !== JSON.stringify(list),
        ),
      ),
      hasUnreadable: roles.hasUnreadable,
    }
  }
  it.each<[string, string, Objects, Record<number, string[]>, boolean]>([
    ['a link to a page', '/Outlines << /Dest 3 0 R >>', new Map(), {}, false],
    ['a link to a field', '/Outlines << /Dest [7 0 R] >>', new Map(), {}, false],
    [
      'a link to what has no home',
      '/Outlines << /Dest 30 0 R >>',
      new Map([
        [30, '<< /X 31 0 R >>'],
        [31, '<< >>'],
      ]),
      { 30: ['content '], 31: ['content '] },
      false,
    ],
    ['a link to a font', '/Outlines << /Dest 6 0 R >>', new Map(), {}, false],
    ['a link to a face', '/Outlines << /Dest 10 0 R >>', new Map(), { 10: ['appearance 7 AP ', 'content '] }, false],
    [
      'a destination that is a list',
      '/Outlines << /Dest 30 0 R >>',
      new Map([
        [30, '[3 0 R 31 0 R]'],
        [31, '<< >>'],
      ]),
      { 30: ['content link'], 31: ['content '] },
      false,
    ],
    [
      'a link by a link',
      '/Outlines << /Dest 30 0 R >>',
      new Map([
        [30, '<< /Dest 31 0 R >>'],
        [31, '<< /Dest 3 0 R >>'],
      ]),
      { 30: ['content '], 31: ['content '] },
      false,
    ],
    [
      'links that hold each other',
      '/Outlines << /Dest 30 0 R >>',
      new Map([
        [30, '<< /Next 31 0 R >>'],
        [31, '<< /Prev 30 0 R >>'],
      ]),
      { 30: ['content '], 31: ['content '] },
      false,
    ],
    [
      'a page that draws a field',
      '/Outlines 7 0 R',
      new Map(),
      { 7: ['annotation 3', 'content ', 'field '], 10: ['appearance 7 AP ', 'content '] },
      false,
    ],
    [
      'a loop',
      '/Outlines 30 0 R',
      new Map([
        [30, '[31 0 R]'],
        [31, '<< /A 30 0 R >>'],
      ]),
      { 30: ['content '], 31: ['content '] },
      false,
    ],
    ['nothing', '/Outlines 77 0 R', new Map(), { 77: ['content '] }, false],
    ['what cannot be read', '/Outlines 30 0 R', new Map([[30, '<< /A']]), { 30: ['content '] }, true],
    [
      'a list of kids that is an object',
      '/Outlines 5',
      new Map([
        [n.structure, '<< /K 30 0 R >>'],
        [30, '[15 0 R]'],
      ]),
      { 30: ['structure-kids  K '] },
      false,
    ],
    [
      'a link list that is an object',
      '/Outlines 5',
      new Map([
        [n.form, bodies.form(undefined, '/CO 30 0 R')],
        [30, '[7 0 R 6 0 R]'],
      ]),
      { 30: ['link-list  CO link'] },
      false,
    ],
    [
      'calculation in an order',
      '/Outlines 5',
      new Map([
        [n.form, bodies.form(undefined, '/CO [7 0 R 30 0 R]')],
        [30, '<< >>'],
      ]),
      { 30: ['content '] },
      false,
    ],
  ])('by %s', (_, entries, objects, expected, hasUnreadable) => {
    expect(inCatalog(entries, objects)).toEqual({ found: expected, hasUnreadable })
  })

  it('an object in an object stream makes content of the stream', () => {
    const roles = rolesOf(opened(appendStreamRevision(formDocument(), new Map([[n.motive, bodies.motive()]]), 70)))
    expect(rolesIn(roles)[70]).toEqual(['content '])
    expect(roles.has(70, 'content')).toBe(true)
    expect(roles.has(70, 'page', 'content')).toBe(true)
    expect(roles.has(70, 'page')).toBe(false)
    expect(roles.has(77, 'content')).toBe(false)
    expect(roles.of(77)).toEqual([])
  })

  it('an object has the path of the first way to it', () => {
    const roles = rolesOf(opened(formDocument()))
    expect(roles.of(n.cnpFace).map(pathOf)).toEqual(['AcroForm/Fields/0/AP/N'])
    expect(roles.of(n.element).map(pathOf)).toEqual(['StructTreeRoot/K/0'])
  })
})

/** Small graphs out of the keys on which the table of places turns. */
const target = fc.integer({ min: 30, max: 37 })
const home = fc.constantFrom(3, 7, 8, 10, 15)
const reference = fc
  .oneof({ weight: 4, arbitrary: target }, { weight: 1, arbitrary: home })
  .map((number) => `${String(number)} 0 R`)
const value = fc.oneof(
  { weight: 4, arbitrary: reference },
  { weight: 2, arbitrary: fc.array(reference, { maxLength: 3 }).map((list) => `[${list.join(' ')}]`) },
  { weight: 1, arbitrary: reference.map((to) => `<< /X ${to} >>`) },
)
const key = fc.constantFrom('Dest', 'Next', 'Parent', 'Kids', 'K', 'X', 'AP', 'V', 'Resources', 'P')
const body = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.dictionary(key, value, { maxKeys: 3 }).map(
      (entries) =>
        `<< ${Object.entries(entries)
          .map(([name, to]) => `/${name} ${to}`)
          .join(' ')} >>`,
    ),
  },
  { weight: 2, arbitrary: value },
  { weight: 1, arbitrary: fc.constant('<< /A') },
  { weight: 1, arbitrary: fc.constant(null) },
)
const revision = fc.array(fc.tuple(target, body), { minLength: 1, maxLength: 4 })
const root = fc.constantFrom(
  (to: string) => [n.catalog, bodies.catalog(`/Outlines ${to}`)] as const,
  (to: string) => [n.page, bodies.page(`/Private ${to}`)] as const,
  (to: string) => [n.form, bodies.form(`7 0 R 9 0 R 8 0 R ${to}`)] as const,
  (to: string) => [n.structure, bodies.structure(`15 0 R ${to}`)] as const,
  (to: string) => [n.page, bodies.page(`/Dest ${to}`)] as const,
)

describe('a graph that is followed from revision to revision', () => {
  it('has the roles, and the doubts, of one that is made anew', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(target, body), { minLength: 3, maxLength: 8 }),
        fc.array(fc.tuple(revision, fc.option(fc.tuple(root, reference))), { minLength: 1, maxLength: 4 }),
        fc.tuple(root, reference),
        (objects, revisions, [first, to]) => {
          const files = [formDocument(new Map<number, string | null>([...objects, first(to)]))]
          for (const [changes, way] of revisions)
            files.push(updated(files.at(-1) ?? Buffer.alloc(0), ...changes, ...(way ? [way[0](way[1])] : [])))
          let before = opened(files[0] ?? Buffer.alloc(0))
          for (const file of files.slice(1)) {
            const after = opened(file)
            const [was, is] = rolesOfStep(before, after)
            const fresh = rolesOf(opened(file))
            expect(rolesIn(is)).toEqual(rolesIn(fresh))
            expect(is.hasUnreadable).toBe(fresh.hasUnreadable)
            expect(rolesIn(was)).toEqual(rolesIn(rolesOf(opened(file.subarray(0, before.bytes.length)))))
            before = after
          }
        },
      ),
      { numRuns: 60, seed: 20261130 },
    )
  })

  /** Steps of following one more revision, and of finding all anew. */
  const cost = (first: Buffer, ...objects: readonly (readonly [number, string | null])[]) => {
    const file = updated(first, ...objects)
    const [before, after, fresh] = [opened(first), opened(file), opened(file)]
    rolesOf(before)
    const spent = before.budget.steps() + after.budget.steps()
    rolesOfStep(before, after)
    const read = fresh.budget.steps()
    rolesOf(fresh)
    return { step: before.budget.steps() + after.budget.steps() - spent, whole: fresh.budget.steps() - read }
  }
  it('costs what the revision wrote', () => {
    const small = cost(formDocument(), [n.motive, bodies.motive('x')])
    const many: Objects = new Map([
      [
        n.catalog,
        bodies.catalog(
          `/Outlines [${Array.from({ length: 60 }, (_, index) => `${String(30 + index)} 0 R`).join(' ')}]`,
        ),
      ],
      ...Array.from({ length: 60 }, (_, index): [number, string] => [30 + index, '<< /Title (x) /Dest 3 0 R >>']),
    ])
    const large = cost(formDocument(many), [n.motive, bodies.motive('x')])
    expect(large.step).toBe(small.step)
    expect(large.whole).toBeGreaterThan(small.whole + 120)
  })

  it('is not taken for that of another file, nor of an earlier revision', () => {
    const first = formDocument()
    const second = updated(first, [n.motive, bodies.motive('x')])
    const other = updated(formDocument(new Map([[n.catalog, bodies.catalog('/Outlines 7 0 R')]])), [
      n.motive,
      bodies.motive('x'),
    ])
    const [before, after] = [opened(first), opened(other)]
    const [, is] = rolesOfStep(before, after)
    expect(rolesIn(is)).toEqual(rolesIn(rolesOf(opened(other))))
    const [late, early] = [opened(second), opened(first)]
    const [, back] = rolesOfStep(late, early)
    expect(rolesIn(back)).toEqual(rolesIn(rolesOf(opened(first))))
    // Two revisions that follow the same one: the graph has gone on with the first.
    const [base, one, two] = [
      opened(first),
      opened(second),
      opened(updated(first, [n.page, bodies.page('/Private 10 0 R')])),
    ]
    rolesOfStep(base, one)
    const [, is2] = rolesOfStep(base, two)
    expect(rolesIn(is2)[n.cnpFace]).toEqual(['appearance 7 AP ', 'content '])
    expect(rolesIn(rolesOf(one))[n.cnpFace]).toEqual(['appearance 7 AP '])
  })

  it('of a file without objects is that of its catalogue', () => {
    expect(rolesIn(rolesOf(opened(writePdf(new Map([[1, '<< /Type /Catalog >>']])))))).toEqual({
      1: ['catalog  Root '],
    })
  })
})
