/** Fields by their names, types and values: what is inherited, what counts as a field, and what is a loop. */
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits, type Limits } from '../pdf/budget.ts'
import { openDocument } from '../pdf/document.ts'
import type { PdfObject } from '../pdf/objects.ts'
import { bodies, formDocument, numbers as n } from '../testing/form-document.ts'
import type { Objects } from '../testing/plain-pdf.ts'
import { readFormTree } from './form-tree.ts'

function treeOf(fields: string, objects: Objects = new Map(), limits: Partial<Limits> = {}) {
  const file = formDocument(new Map([[n.form, `<< /Fields ${fields} >>`], ...objects]))
  const opened = openDocument(file, { budget: createBudget({ ...defaultLimits, ...limits }) })
  if (!opened.ok) throw new Error(opened.fault)
  const tree = readFormTree(opened.document)
  const before = opened.document.budget.steps()
  const again = readFormTree(opened.document)
  return { tree, again, steps: opened.document.budget.steps() - before }
}
const shown = (value: PdfObject) =>
  typeof value === 'object' && value !== null && value.type === 'string' ? Buffer.from(value.bytes).toString() : value
/** `name type value`, with the number of the object and `+` for kids. */
const fieldsOf = (fields: string, objects?: Objects) =>
  treeOf(fields, objects).tree.fields.map(({ name, fieldType, value, reference, hasKids }) =>
    [name, fieldType ?? '-', shown(value) ?? '-', reference?.number ?? '-', ...(hasKids ? ['+'] : [])].join(' '),
  )

describe('the fields of a form', () => {
  it.each<[string, string, Objects, string[]]>([
    ['alone', '[30 0 R]', new Map([[30, '<< /T (a) /FT /Tx /V (x) >>']]), ['a Tx x 30']],
    ['written in the list', '[<< /T (a) /FT /Tx /V (x) >>]', new Map(), ['a Tx x -']],
    ['without name, type and value', '[30 0 R]', new Map([[30, '<< >>']]), [' - - 30']],
    ['with a name that is none', '[30 0 R]', new Map([[30, '<< /T /a /FT (Tx) >>']]), [' - - 30']],
    [
      'with parts in other objects',
      '[30 0 R]',
      new Map([
        [30, '<< /T 31 0 R /FT 32 0 R /V 33 0 R >>'],
        [31, '(a)'],
        [32, '/Tx'],
        [33, '(x)'],
      ]),
      ['a Tx x 30'],
    ],
    ['that are no dictionaries', '[5 (a) 77 0 R 30 0 R]', new Map([[30, '[1]']]), []],
    [
      'in a list of its own',
      '31 0 R',
      new Map([
        [31, '[30 0 R]'],
        [30, '<< /T (a) >>'],
      ]),
      ['a - - 30'],
    ],
    ['in something that is no list', '<< /A 30 0 R >>', new Map([[30, '<< /T (a) >>']]), []],
    [
      'two of them',
      '[30 0 R 31 0 R]',
      new Map([
        [30, '<< /T (a) >>'],
        [31, '<< /T (b) >>'],
      ]),
      ['a - - 30', 'b - - 31'],
    ],
    ['in Unicode', '[30 0 R]', new Map([[30, '<< /T <FEFF0219> >>']]), ['ș - - 30']],
  ])('%s', (_, fields, objects, expected) => {
    expect(fieldsOf(fields, objects)).toEqual(expected)
  })

  it.each<[string, Objects, string[]]>([
    [
      'named kids',
      new Map([
        [30, '<< /T (a) /FT /Tx /Kids [31 0 R 32 0 R] >>'],
        [31, '<< /T (b) /V (x) >>'],
        [32, '<< /T (c) /FT /Btn >>'],
      ]),
      ['a.b Tx x 31', 'a.c Btn - 32'],
    ],
    [
      'a value above them',
      new Map([
        [30, '<< /T (a) /V (x) /Kids [31 0 R] >>'],
        [31, '<< /T (b) >>'],
      ]),
      ['a.b - x 31', 'a - x 30 +'],
    ],
    [
      'a value of null below it',
      new Map([
        [30, '<< /T (a) /V (x) /Kids [31 0 R] >>'],
        [31, '<< /T (b) /V null >>'],
      ]),
      ['a.b - - 31', 'a - x 30 +'],
    ],
    [
      'no name above them',
      new Map([
        [30, '<< /FT /Tx /Kids [31 0 R] >>'],
        [31, '<< /T (b) >>'],
      ]),
      ['b Tx - 31'],
    ],
    [
      'an empty name above them',
      new Map([
        [30, '<< /T () /Kids [31 0 R] >>'],
        [31, '<< /T (b) >>'],
      ]),
      ['b - - 31'],
    ],
    [
      'three generations',
      new Map([
        [30, '<< /T (a) /Kids [31 0 R] >>'],
        [31, '<< /T (b) /Kids [32 0 R] >>'],
        [32, '<< /T (c) >>'],
      ]),
      ['a.b.c - - 32'],
    ],
    [
      'widgets',
      new Map([
        [30, '<< /T (a) /V (x) /Kids [31 0 R] >>'],
        [31, '<< /Rect [] >>'],
      ]),
      ['a - x 30 +'],
    ],
    [
      'a widget with a value',
      new Map([
        [30, '<< /T (a) /V (x) /Kids [31 0 R] >>'],
        [31, '<< /V (y) >>'],
      ]),
      ['a - x 30 +', 'a - y 31'],
    ],
    [
      'a widget beside a field',
      new Map([
        [30, '<< /T (a) /Kids [31 0 R 32 0 R] >>'],
        [31, '<< /T (b) >>'],
        [32, '<< /Rect [] >>'],
      ]),
      ['a.b - - 31'],
    ],
    [
      'a widget with a value beside a field',
      new Map([
        [30, '<< /T (a) /Kids [31 0 R 32 0 R] >>'],
        [31, '<< /T (b) >>'],
        [32, '<< /V (y) >>'],
      ]),
      ['a.b - - 31', 'a - y 32'],
    ],
    ['kids that are no dictionaries', new Map([[30, '<< /T (a) /Kids [5 77 0 R] >>']]), ['a - - 30 +']],
    ['no list of kids', new Map([[30, '<< /T (a) /Kids 5 >>']]), ['a - - 30']],
    [
      'kids of a list of its own',
      new Map([
        [30, '<< /T (a) /Kids 31 0 R >>'],
        [31, '[32 0 R]'],
        [32, '<< /T (b) >>'],
      ]),
      ['a.b - - 32'],
    ],
    [
      'a kid with a name in another object',
      new Map([
        [30, '<< /T (a) /Kids [31 0 R] >>'],
        [31, '<< /T 32 0 R >>'],
        [32, '(b)'],
      ]),
      ['a.b - - 31'],
    ],
    [
      'a kid with a name that is none, and a value',
      new Map([
        [30, '<< /T (a) /Kids [31 0 R] >>'],
        [31, '<< /T 5 /V (y) >>'],
      ]),
      ['a - - 30 +'],
    ],
  ])('with %s', (_, objects, expected) => {
    expect(fieldsOf('[30 0 R]', objects)).toEqual(expected)
  })

  it('is the same when it is read again, and costs less', () => {
    const objects: Objects = new Map([
      [30, '<< /T (a) /FT /Tx /V 33 0 R >>'],
      [31, '<< /T (g) /Kids [32 0 R] >>'],
      [32, '<< /T (b) >>'],
      [33, '(x)'],
      [34, '<< /T 33 0 R >>'],
      [35, '<< /T (c) /FT 36 0 R >>'],
      [36, '/Sig'],
    ])
    const { tree, again, steps } = treeOf('[30 0 R 31 0 R 34 0 R 35 0 R]', objects)
    expect(again).toEqual(tree)
    // The plain field is not read again; the group, its kid and the two that name other objects are.
    expect(steps).toBe(4)
  })

  it('names that stand twice are listed, each once', () => {
    const objects: Objects = new Map([
      [30, '<< /T (a) >>'],
      [31, '<< /T (a) >>'],
      [32, '<< /T (a) >>'],
      [33, '<< /T (b) >>'],
    ])
    const { tree } = treeOf('[30 0 R 31 0 R 32 0 R 33 0 R]', objects)
    expect(tree.duplicateNames).toEqual(['a'])
    expect(tree.looped).toBe(false)
    expect(tree.acroForm?.entries.has('Fields')).toBe(true)
  })

  it.each<[string, string, Objects]>([
    ['a field listed twice', '[30 0 R 30 0 R]', new Map([[30, '<< /T (a) >>']])],
    ['a field below itself', '[30 0 R]', new Map([[30, '<< /T (a) /Kids [30 0 R] >>']])],
    [
      'a kid listed twice',
      '[30 0 R]',
      new Map([
        [30, '<< /T (a) /Kids [31 0 R 31 0 R] >>'],
        [31, '<< /T (b) >>'],
      ]),
    ],
  ])('%s is a loop', (_, fields, objects) => {
    const { tree } = treeOf(fields, objects)
    expect(tree.looped).toBe(true)
    expect(tree.duplicateNames).toEqual([])
  })

  it('ends at the depth that no form has', () => {
    const nested = (depth: number) => '<< /T (a) /Kids ['.repeat(depth) + '<< /T (b) >>' + '] >>'.repeat(depth)
    const at = (depth: number) => treeOf(`[${nested(depth)}]`, new Map(), { depth: 100 }).tree.fields.length
    expect([at(10), at(40)]).toEqual([1, 1])
    const chain: Objects = new Map(
      Array.from({ length: 60 }, (_, index) => [
        30 + index,
        `<< /T (a) ${index < 59 ? `/Kids [${String(31 + index)} 0 R]` : ''} >>`,
      ]),
    )
    expect(treeOf('[30 0 R]', chain, { depth: 59 }).tree.fields).toHaveLength(1)
    expect(treeOf('[30 0 R]', chain, { depth: 58 }).tree.fields).toHaveLength(0)
  })

  it('a document without a form has none', () => {
    const file = formDocument(new Map([[n.catalog, bodies.catalog().replace('/AcroForm 5 0 R', '')]]))
    const opened = openDocument(file, { budget: createBudget(defaultLimits) })
    expect(opened.ok && readFormTree(opened.document)).toEqual({
      acroForm: undefined,
      fields: [],
      duplicateNames: [],
      looped: false,
    })
  })
})
