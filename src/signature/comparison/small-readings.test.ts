/** Small readings that the rules rest on: rectangles, number trees, pages, single values, lists. */
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits, type Limits } from '../pdf/budget.ts'
import { openDocument, type PdfDocument } from '../pdf/document.ts'
import { isDictionary, type PdfObject } from '../pdf/objects.ts'
import { bodies, formDocument, numbers as n } from '../testing/form-document.ts'
import type { Objects } from '../testing/plain-pdf.ts'
import { stream } from '../testing/plain-pdf.ts'
import { numberTree } from './number-tree.ts'
import { listPages } from './page-list.ts'
import { areaOf, pageBox, rectangleOf, sharePlace } from './rectangle.ts'
import { hasUnsettledList } from './unsettled-lists.ts'
import { describe as inWords, holdsOnlyPlain, isCount, isDate, isNumberList, isPlain, isText } from './values.ts'

/** The form with a value as object 30, and what else is needed. */
function withValue(text: string, more: Objects = new Map(), limits: Partial<Limits> = {}) {
  const result = openDocument(formDocument(new Map([[30, text], ...more])), {
    budget: createBudget({ ...defaultLimits, ...limits }),
  })
  if (!result.ok) throw new Error(result.fault)
  const value: PdfObject = { type: 'reference', number: 30, generation: 0 }
  return [result.document, value] as const
}
const pageOf = (document: PdfDocument) => {
  const page = document.get({ type: 'reference', number: n.page, generation: 0 })
  if (!isDictionary(page)) throw new Error('no page')
  return page
}

describe('a rectangle', () => {
  it.each<[string, unknown]>([
    ['[1 2 3 4]', [1, 2, 3, 4]],
    ['[3 4 1 2]', [1, 2, 3, 4]],
    ['[3 2 1 4]', [1, 2, 3, 4]],
    ['[31 0 R 2 3 4]', [3, 2, 9, 4]],
    ['[1 2 3]', undefined],
    ['[1 2 3 4 5]', undefined],
    ['[1 2 3 /A]', undefined],
    ['5', undefined],
  ])('%s', (text, expected) => {
    const found = rectangleOf(...withValue(text, new Map([[31, '9']])))
    expect(found && [found.left, found.bottom, found.right, found.top]).toEqual(expected)
  })

  it('has an area', () => {
    expect(areaOf({ left: 1, bottom: 2, right: 4, top: 7 })).toBe(15)
    expect(areaOf(undefined)).toBe(0)
  })

  it.each<[number[], number[], boolean]>([
    [[0, 0, 100, 100], [50, 50, 150, 150], true],
    [[0, 0, 100, 100], [200, 0, 300, 100], false],
    [[0, 0, 100, 100], [0, 200, 100, 300], false],
    [[0, 0, 100, 100], [90, 0, 190, 100], false],
    [[0, 0, 100, 100], [89, 0, 189, 100], true],
    [[0, 0, 100, 100], [0, 90, 100, 190], false],
    [[0, 0, 100, 100], [0, 89, 100, 189], true],
    [[0, 0, 5, 5], [4, 0, 9, 5], false],
    [[0, 0, 5, 5], [3.9, 0, 9, 5], true],
    [[0, 0, 1000, 1000], [995, 0, 1005, 10], true],
    [[0, 0, 1000, 1000], [999, 0, 1009, 10], false],
  ])('%j and %j share a place: %s', (a, b, expected) => {
    const made = ([left = 0, bottom = 0, right = 0, top = 0]: number[]) => ({ left, bottom, right, top })
    expect([sharePlace(made(a), made(b)), sharePlace(made(b), made(a))]).toEqual([expected, expected])
  })

  it.each<[string, string, string, number[]]>([
    ['inherited', '', '', [0, 0, 595, 842]],
    ['its own', '/MediaBox [0 0 200 300]', '', [0, 0, 200, 300]],
    ['one that is none', '/MediaBox [0 0 200]', '', [0, 0, 595, 842]],
    ['one without room', '/MediaBox [0 0 0 300]', '', [0, 0, 595, 842]],
    ['cropped', '/CropBox [10 20 100 200]', '', [10, 20, 100, 200]],
    ['cropped beyond it', '/CropBox [-10 20 1000 200]', '', [0, 20, 595, 200]],
    ['cropped beside it', '/CropBox [1000 0 1100 100]', '', [0, 0, 595, 842]],
    ['cropped above it', '/CropBox [0 1000 100 1100]', '', [0, 0, 595, 842]],
    ['cropped by its parent', '', '/CropBox [10 20 100 200]', [10, 20, 100, 200]],
    ['none at all', '', 'none', [0, 0, 612, 792]],
  ])('of a page is %s', (_, own, above, expected) => {
    const pages =
      above === 'none'
        ? bodies.pages().replace(/\/MediaBox \[[^\]]*\]/, '')
        : bodies.pages().replace('/Kids', `${above} /Kids`)
    const [document] = withValue(
      '5',
      new Map([
        [n.page, bodies.page(own)],
        [n.pages, pages],
      ]),
    )
    const box = pageBox(document, pageOf(document))
    expect([box.left, box.bottom, box.right, box.top]).toEqual(expected)
  })

  it('of a page that is its own parent is that of a letter', () => {
    const [document] = withValue('5', new Map([[n.page, bodies.page().replace('/Parent 2 0 R', '/Parent 3 0 R')]]))
    expect(pageBox(document, pageOf(document)).right).toBe(612)
  })
})

describe('a number tree', () => {
  it.each<[string, string, Objects, [number, string][] | undefined]>([
    ['nothing', 'null', new Map(), []],
    ['empty', '<< >>', new Map(), []],
    [
      'numbers',
      '<< /Nums [1 /A 2 /B] >>',
      new Map(),
      [
        [1, 'A'],
        [2, 'B'],
      ],
    ],
    [
      'numbers of other objects',
      '<< /Nums 31 0 R >>',
      new Map([
        [31, '[32 0 R /A]'],
        [32, '1'],
      ]),
      [[1, 'A']],
    ],
    [
      'kids',
      '<< /Kids [31 0 R 32 0 R] >>',
      new Map([
        [31, '<< /Nums [1 /A] >>'],
        [32, '<< /Nums [2 /B] >>'],
      ]),
      [
        [1, 'A'],
        [2, 'B'],
      ],
    ],
    [
      'numbers and kids',
      '<< /Nums [1 /A] /Kids [31 0 R] >>',
      new Map([[31, '<< /Nums [2 /B] >>']]),
      [
        [1, 'A'],
        [2, 'B'],
      ],
    ],
    ['a kid written in its list', '<< /Kids [<< /Nums [1 /A] >>] >>', new Map(), [[1, 'A']]],
    ['a number twice', '<< /Nums [1 /A 1 /B] >>', new Map(), undefined],
    ['a number in two kids', '<< /Nums [1 /A] /Kids [31 0 R] >>', new Map([[31, '<< /Nums [1 /B] >>']]), undefined],
    ['an odd list', '<< /Nums [1 /A 2] >>', new Map(), undefined],
    ['a name for a number', '<< /Nums [/A /B] >>', new Map(), undefined],
    ['no list of numbers', '<< /Nums 5 >>', new Map(), undefined],
    ['no list of kids', '<< /Kids 5 >>', new Map(), undefined],
    ['a kid that is none', '<< /Kids [5] >>', new Map(), undefined],
    ['a kid twice', '<< /Kids [31 0 R 31 0 R] >>', new Map([[31, '<< >>']]), undefined],
    ['itself', '<< /Kids [30 0 R] >>', new Map(), undefined],
    ['no tree', '5', new Map(), undefined],
  ])('of %s', (_, text, more, expected) => {
    const tree = numberTree(...withValue(text, more))
    expect(
      tree &&
        [...tree].map(([key, value]) => [
          key,
          typeof value === 'object' && value?.type === 'name' ? value.value : value,
        ]),
    ).toEqual(expected)
  })

  it('is as deep as a document', () => {
    const chain = (depth: number): Objects =>
      new Map(
        Array.from({ length: depth }, (_, index) => [
          31 + index,
          index + 1 < depth ? `<< /Kids [${String(32 + index)} 0 R] >>` : '<< >>',
        ]),
      )
    const at = (depth: number) => numberTree(...withValue('<< /Kids [31 0 R] >>', chain(depth), { depth: 10 }))
    expect([at(10)?.size, at(11)]).toEqual([0, undefined])
  })
})

describe('the pages', () => {
  const pagesOf = (pages: Objects, most = 100, limits: Partial<Limits> = {}) => {
    const [document] = withValue('5', pages, limits)
    return listPages(document, most).map(({ number, objectNumber }) => `${String(number)} ${String(objectNumber)}`)
  }
  it.each<[string, Objects, string[]]>([
    ['one', new Map(), ['1 3']],
    [
      'two',
      new Map([
        [n.pages, bodies.pages('3 0 R 40 0 R')],
        [40, '<< /Type /Page >>'],
      ]),
      ['1 3', '2 40'],
    ],
    [
      'a nested one',
      new Map([
        [n.pages, bodies.pages('40 0 R 3 0 R')],
        [40, '<< /Kids [41 0 R] >>'],
        [41, '<< >>'],
      ]),
      ['1 41', '2 3'],
    ],
    ['one in the list', new Map([[n.pages, bodies.pages('<< /Type /Page >> 3 0 R')]]), ['1 undefined', '2 3']],
    ['one twice', new Map([[n.pages, bodies.pages('3 0 R 3 0 R')]]), ['1 3']],
    ['a loop', new Map([[n.pages, bodies.pages('3 0 R 2 0 R')]]), ['1 3']],
    ['something else', new Map([[n.pages, bodies.pages('5 (a) 3 0 R')]]), ['1 3']],
    ['none', new Map([[n.pages, bodies.pages('')]]), []],
    ['no tree', new Map([[n.catalog, bodies.catalog().replace('/Pages 2 0 R', '')]]), []],
  ])('of a tree with %s', (_, pages, expected) => {
    expect(pagesOf(pages)).toEqual(expected)
  })

  it('are bounded in number and depth', () => {
    const many: Objects = new Map([
      [n.pages, bodies.pages(Array.from({ length: 5 }, () => '<< /Type /Page >>').join(' '))],
    ])
    expect(pagesOf(many, 3)).toHaveLength(3)
    const chain: Objects = new Map([
      [n.pages, bodies.pages('31 0 R')],
      ...Array.from({ length: 20 }, (_, index): [number, string] => [
        31 + index,
        index < 19 ? `<< /Kids [${String(32 + index)} 0 R] >>` : '<< >>',
      ]),
    ])
    expect(pagesOf(chain, 9, { depth: 19 })).toHaveLength(0)
    expect(pagesOf(chain, 9, { depth: 20 })).toHaveLength(1)
  })
})

describe('a single value', () => {
  it.each<[string, { plain?: true; text?: true; date?: true; count?: true; list?: true }, string]>([
    ['null', { plain: true }, ''],
    ['(abc)', { plain: true, text: true }, 'abc'],
    ['(D:2026)', { plain: true, text: true, date: true }, 'D:2026'],
    ['/Name', { plain: true }, 'Name'],
    ['5', { plain: true, count: true }, '5'],
    ['0', { plain: true, count: true }, '0'],
    ['-1', { plain: true }, '-1'],
    ['1.5', { plain: true }, '1.5'],
    ['true', { plain: true }, 'true'],
    ['[]', { list: true }, ''],
    ['[1 2.5 31 0 R]', { list: true }, '1, 2.5, 7'],
    ['[1 /A]', {}, '1, A'],
    ['<< /A 1 >>', {}, 'dictionary'],
    [stream('abc'), {}, 'stream 3'],
    [`(${'a'.repeat(300)})`, { plain: true, text: true }, 'a'.repeat(200)],
    [`[${'1 '.repeat(30)}]`, { list: true }, Array.from({ length: 20 }, () => '1').join(', ')],
  ])('%s', (text, shapes, words) => {
    const [document, value] = withValue(text, new Map([[31, '7']]))
    const found = {
      ...(isPlain(document, value) ? { plain: true } : {}),
      ...(isText(document, value) ? { text: true } : {}),
      ...(isDate(document, value) ? { date: true } : {}),
      ...(isCount(document, value) ? { count: true } : {}),
      ...(isNumberList(document, value) ? { list: true } : {}),
    }
    expect([found, inWords(document, value)]).toEqual([shapes, words])
  })

  it.each<[string, number, boolean]>([
    ['5', 0, true],
    ['[5]', 0, false],
    ['[5]', 1, true],
    ['[[5]]', 1, false],
    ['<< /A [5 (a) /B] >>', 2, true],
    ['<< /A [5 (a) /B] >>', 1, false],
    ['[<< >> [[ ]]]', 2, false],
    ['[<< >> [[ ]]]', 3, true],
    [stream('x'), 3, false],
    ['[31 0 R]', 1, true],
  ])('%s holds only plain values to the depth %d: %s', (text, depth, expected) => {
    const [document, value] = withValue(text, new Map([[31, '7']]))
    expect(holdsOnlyPlain(document, value, depth)).toBe(expected)
  })
})

describe('lists that readers take in different ways', () => {
  it.each<[string, Objects, boolean]>([
    ['none', new Map(), false],
    ['a page twice', new Map([[n.pages, bodies.pages('3 0 R 3 0 R')]]), true],
    ['a page that is none', new Map([[n.pages, bodies.pages('3 0 R 5')]]), true],
    ['a page that is null', new Map([[n.pages, bodies.pages('3 0 R null')]]), true],
    [
      'a page in two nodes',
      new Map([
        [n.pages, bodies.pages('3 0 R 40 0 R')],
        [40, '<< /Kids [3 0 R] >>'],
      ]),
      true,
    ],
    ['a field twice', new Map([[n.form, bodies.form('7 0 R 7 0 R')]]), true],
    ['a field that is none', new Map([[n.form, bodies.form('7 0 R (a)')]]), true],
    ['a field that is missing', new Map([[n.form, bodies.form('7 0 R 77 0 R')]]), true],
    [
      'a field below itself',
      new Map([
        [n.form, bodies.form('40 0 R')],
        [40, '<< /Kids [40 0 R] >>'],
      ]),
      true,
    ],
    ['an annotation twice', new Map([[n.page, bodies.page('', '7 0 R 7 0 R')]]), true],
    ['an annotation that is a number', new Map([[n.page, bodies.page('', '7 0 R 0')]]), true],
    ['an element twice', new Map([[n.structure, bodies.structure('15 0 R 15 0 R')]]), true],
    ['marked content by number', new Map([[n.element, bodies.element().replace('/K 0', '/K [0 1]')]]), false],
    ['an element that is a name', new Map([[n.element, bodies.element().replace('/K 0', '/K [/A]')]]), true],
    ['an element below itself', new Map([[n.element, bodies.element().replace('/K 0', '/K [15 0 R]')]]), true],
    [
      'a list of its own',
      new Map([
        [n.page, bodies.page().replace(/\/Annots \[[^\]]*\]/, '/Annots 40 0 R')],
        [40, '[7 0 R 9 0 R 8 0 R]'],
      ]),
      false,
    ],
    ['no lists', new Map([[n.page, bodies.page().replace(/\/Annots \[[^\]]*\]/, '/Annots 5')]]), false],
  ])('%s', (_, more, expected) => {
    expect(hasUnsettledList(withValue('5', more)[0])).toBe(expected)
  })
})
