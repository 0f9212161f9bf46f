/** What a signed field may bring to the structure tree, entry by entry. */
import { describe, expect, it } from 'vitest'
import { changesBetween } from '../testing/compared.ts'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import type { Objects } from '../testing/plain-pdf.ts'

type Bodies = readonly (readonly [number, string])[]

const usual = '7 0 R 9 0 R 8 0 R'
const field = (entries = '/StructParent 1') =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /Rect [0 0 0 0] /P 3 0 R /F 132 /V 31 0 R ${entries} >>`
const signed: Bodies = [
  [n.form, bodies.form(`${usual} 30 0 R`)],
  [n.page, bodies.page('', `${usual} 30 0 R`)],
  [30, field()],
  [31, '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached >>'],
]
const reference = '<< /Type /OBJR /Obj 30 0 R /Pg 3 0 R >>'
const element = (kids = reference, more = '') =>
  `<< /Type /StructElem /S /Form /P 14 0 R /Pg 3 0 R /K ${kids} ${more} >>`
const tree = (nums = '0 [15 0 R] 1 35 0 R', next: string | number = 2, kids = '15 0 R 35 0 R') =>
  `<< /Type /StructTreeRoot /K [${kids}] /ParentTree << /Nums [${nums}] >> /ParentTreeNextKey ${String(next)} >>`

function isGreen(later: Bodies, base: Objects = new Map()): boolean {
  const document = formDocument(base)
  return !changesBetween(document, updated(document, ...signed, ...later)).some((line) => line.startsWith('content'))
}
const grown = (nums?: string, next?: string | number): Bodies => [
  [35, element()],
  [n.structure, tree(nums, next)],
]

describe('a signed field in the structure tree', () => {
  it.each<[string, Bodies, boolean]>([
    ['with an element and its entry', grown(), true],
    ['with an element alone', grown('0 [15 0 R]', 1), true],
    ['with a later number', grown(undefined, 7), true],
    ['with the number that it had', grown(undefined, 1), true],
    ['with a number that is taken', grown(undefined, 0), false],
    ['with a number that is none', grown(undefined, '(2)'), false],
    ['with half a number', grown(undefined, 2.5), false],
    [
      'with another number and no entry',
      [
        [35, element()],
        [n.structure, tree('0 [15 0 R]', 2)],
      ],
      false,
    ],
    ['with an entry of another number', grown('0 [15 0 R] 5 35 0 R', 6), false],
    ['with an entry that leads to another element', grown('0 [15 0 R] 1 15 0 R'), false],
    ['with an entry that leads nowhere', grown('0 [15 0 R] 1 35 0 R 2 null', 3), true],
    ['with an empty list for another page', grown('0 [15 0 R] 1 35 0 R 2 []', 3), true],
    ['with a list of nothing for another page', grown('0 [15 0 R] 1 35 0 R 2 [null]', 3), true],
    ['with a list of elements for another page', grown('0 [15 0 R] 1 35 0 R 2 [15 0 R]', 3), false],
    ['with the entry of the page taken away', grown('1 35 0 R'), false],
    ['with the entry of the page emptied', grown('0 [] 1 35 0 R'), false],
    ['with the entry of the page repeated', grown('0 [15 0 R 15 0 R] 1 35 0 R'), false],
    ['with nothing in the entry of the page', grown('0 [null] 1 35 0 R'), false],
    ['with another element in the entry of the page', grown('0 [35 0 R] 1 35 0 R'), false],
    ['with the entry of the page as nothing', grown('0 null 1 35 0 R'), false],
    ['with an entry twice', grown('0 [15 0 R] 1 35 0 R 1 35 0 R'), false],
    ['with a key without a value', grown('0 [15 0 R] 1'), false],
    ['with a key that is a name', grown('0 [15 0 R] /A 35 0 R'), false],
  ])('%s', (_, later, expected) => {
    expect(isGreen(later)).toBe(expected)
  })

  it.each<[string, string, boolean]>([
    ['the field', element(), true],
    ['the field, in a list', element(`[${reference}]`), true],
    ['the field, without a type', element('<< /Obj 30 0 R >>'), true],
    ['the field, below another element', element(`<< /Type /StructElem /S /P /K ${reference} >>`), true],
    ['the field, with a description', element(reference, '/Alt (a)'), true],
    ['the field and another', element(`[${reference} << /Type /OBJR /Obj 9 0 R >>]`), false],
    ['another field', element('<< /Type /OBJR /Obj 9 0 R >>'), false],
    ['nothing', element('[]'), true],
    ['nothing, with a description', element('[]', '/Alt (a)'), false],
    ['nothing, with a title', element('[]', '/T (a)'), false],
    ['nothing, without kids', '<< /Type /StructElem /S /Form /P 14 0 R >>', true],
    ['nothing, without kids, with a description', '<< /Type /StructElem /S /Form /P 14 0 R /Alt (a) >>', false],
    [
      'the field, below another element, with a description above',
      element(`<< /Type /StructElem /S /P /K ${reference} >>`, '/Alt (a)'),
      true,
    ],
    [
      'the field, two elements below, with a description above',
      element(`<< /S /P /K << /Type /StructElem /S /P /K ${reference} >> >>`, '/Alt (a)'),
      true,
    ],
    ['content of the page', element('<< /Type /MCR /MCID 0 /Pg 3 0 R >>'), false],
    ['content of the page, by its number', element('<< /MCID 0 >>'), false],
    ['content of the page, as a number', element('0'), false],
    ['the field, with other words', element(reference, '/ActualText (a)'), false],
    ['the field, with a long form', element(reference, '/E (a)'), false],
    ['content of a stream', element('<< /Stm 12 0 R >>'), false],
    ['no object', element('<< /Type /OBJR >>'), false],
  ])('speaks of %s', (_, body, expected) => {
    expect(
      isGreen([
        [35, body],
        [n.structure, tree('0 [15 0 R]', 1)],
      ]),
    ).toBe(expected)
  })

  it('stands in the tree once, and takes nothing out of it', () => {
    const nums = '0 [15 0 R]'
    expect(
      isGreen([
        [35, element()],
        [n.structure, tree(nums, 1, '35 0 R 15 0 R')],
      ]),
    ).toBe(true)
    expect(
      isGreen([
        [35, element()],
        [n.structure, tree(nums, 1, '15 0 R 35 0 R 35 0 R')],
      ]),
    ).toBe(false)
    expect(
      isGreen([
        [35, element()],
        [n.structure, tree(nums, 1, '35 0 R')],
      ]),
    ).toBe(false)
    expect(
      isGreen([
        [35, element('[15 0 R]')],
        [n.structure, tree(nums, 1)],
      ]),
    ).toBe(false)
    expect(
      isGreen([
        [35, element()],
        [n.element, bodies.element().replace('/K 0', '/K [0 35 0 R]')],
      ]),
    ).toBe(true)
  })

  const untagged: Objects = new Map<number, string | null>([
    [n.catalog, '<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /Metadata 16 0 R >>'],
    [n.structure, null],
    [n.element, null],
  ])
  const brought = (marks: string, root = '', nums = '1 35 0 R'): Bodies => [
    [n.catalog, `<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /Metadata 16 0 R /StructTreeRoot 14 0 R ${marks} >>`],
    [35, element()],
    [
      n.structure,
      `<< /Type /StructTreeRoot /K [35 0 R] /ParentTree << /Nums [${nums}] >> /ParentTreeNextKey 2 ${root} >>`,
    ],
  ]
  it.each<[string, Bodies, boolean]>([
    ['as it is', brought(''), true],
    ['with marks', brought('/MarkInfo << /Marked true >>'), true],
    ['with marks that are no truth', brought('/MarkInfo << /Marked 1 >>'), false],
    ['with other marks', brought('/MarkInfo << /Marked true /Suspects true >>'), false],
    ['with marks that are a name', brought('/MarkInfo /A'), false],
    ['with names for types', brought('', '/RoleMap << /A /P >>'), true],
    ['with something that leads on', brought('', '/IDTree << /Kids [3 0 R] >>'), false],
    ['with an entry for the page', brought('', '', '0 [] 1 35 0 R'), true],
    ['with an entry for something else', brought('', '', '0 [35 0 R] 1 35 0 R'), false],
    ['without elements', [...brought('').slice(0, 1), [n.structure, '<< /Type /StructTreeRoot >>']], true],
  ])('brings a whole tree along, %s', (_, later, expected) => {
    expect(isGreen(later, untagged)).toBe(expected)
  })

  it('brings marks in place of none, and of nothing else', () => {
    const marked = (marks: string): Objects =>
      new Map([...untagged, [n.catalog, `<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /Metadata 16 0 R ${marks} >>`]])
    const later = brought('/MarkInfo << /Marked true >>')
    expect(isGreen(later, marked(''))).toBe(true)
    for (const marks of ['5', '(x)', '<< /Marked false >>', '[]'])
      expect(isGreen(later, marked(`/MarkInfo ${marks}`))).toBe(false)
  })

  const grows = (kept: string, now: string): boolean =>
    isGreen(grown(`0 [15 0 R] 1 35 0 R ${now}`, 9), new Map([[n.structure, tree(`0 [15 0 R] ${kept}`, 9, '15 0 R')]]))
  it.each([
    ['5 null', '5 null', true],
    ['5 null', '5 15 0 R', false],
    ['5 15 0 R', '5 null', false],
    ['5 15 0 R', '5 15 0 R', true],
    ['5 [15 0 R null]', '5 [15 0 R null]', true],
    ['5 [15 0 R null]', '5 [15 0 R 7]', false],
    ['5 [15 0 R 7]', '5 [15 0 R null]', false],
    ['5 [15 0 R null]', '5 [15 0 R 15 0 R]', false],
    ['5 [15 0 R 15 0 R]', '5 [15 0 R null]', false],
    ['5 [15 0 R]', '5 15 0 R', false],
    ['5 null', '5 []', false],
  ])('keeps what another number leads to: %s, then %s', (kept, now, expected) => {
    expect(grows(kept, now)).toBe(expected)
  })

  it('takes a next number that is higher than every other', () => {
    const base: Objects = new Map([[n.structure, tree('0 [15 0 R]', 5, '15 0 R')]])
    expect([2, 3, 4].map((next) => isGreen(grown(undefined, next), base))).toEqual([true, true, true])
    expect([0, 1].map((next) => isGreen(grown(undefined, next), base))).toEqual([false, false])
  })

  it('is a reason for none of it where nothing is signed', () => {
    const document = formDocument()
    const alone = changesBetween(document, updated(document, ...grown()))
    expect(alone.some((line) => line.startsWith('content'))).toBe(true)
    const marked = formDocument(untagged)
    const later = changesBetween(
      marked,
      updated(marked, ...brought('').slice(0, 1), [n.structure, '<< /Type /StructTreeRoot >>']),
    )
    expect(later.some((line) => line.startsWith('content'))).toBe(true)
  })
})
