/** A signature field has widgets of its own: which it may take over with its signature, and which belong to another. */
import { describe, expect, it } from 'vitest'
import { changesBetween } from '../testing/compared.ts'
import { type Changed, usual } from '../testing/field-changes.ts'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import { meaning } from '../testing/meaning.ts'

expect.extend(meaning)

const lines = (base: Changed, later: Changed): string[] => {
  const before = formDocument(new Map(base))
  return changesBetween(before, updated(before, ...later))
}
const value: Changed[number] = [31, '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached >>']
const earlier: Changed[number] = [36, '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached >>']
const inForm = (fields: string): Changed[number] => [n.form, bodies.form(`${usual} ${fields}`)]
const onPage = (annotations: string): Changed[number] => [n.page, bodies.page('', `${usual} ${annotations}`)]
const widget = (entries = '', left = 300) =>
  `<< /Type /Annot /Subtype /Widget /Rect [${String(left)} 100 ${String(left + 150)} 160] /P 3 0 R /F 132 ${entries} >>`
const line = (entries = '') => widget(`/FT /Sig /T (Martor) ${entries}`)
/** A field whose widgets are objects of their own. */
const field = (name: string, kids: string, entries = '') => `<< /FT /Sig /T (${name}) /Kids [${kids}] ${entries} >>`
const signed = '/V 31 0 R'

describe('a widget that was on the page and in no form', () => {
  const stray = (before: string, after: string) =>
    lines([onPage('30 0 R'), [30, before]], [inForm('30 0 R'), [30, after], value])

  it('is signed as a field of the form', () => {
    expect(stray(line(), line(signed))).toEqual(['signature signature-added AcroForm/Fields/Martor p1 "Martor"'])
  })
  it('becomes a field that waits', () => {
    expect(stray(line(), line())).toEqual(['signature-field signature-field-added AcroForm/Fields/Martor p1 "Martor"'])
  })
  it('becomes a field that waits, and gets no other face', () => {
    expect(stray(line(), line('/AP << /N 10 0 R >>'))).toMean(['content'])
  })
  it('that shows a signature is not signed again', () => {
    const shown = line(signed)
    expect(lines([onPage('30 0 R'), [30, shown], value], [inForm('30 0 R')])).toMean(['content'])
  })
  it('is not moved to another page', () => {
    const on = (first: string, second: string): Changed => [onPage(first), [40, bodies.page('', second)]]
    const moved = (entries: string) => line(entries).replace('/P 3 0 R', '')
    expect(
      lines(
        [[n.pages, bodies.pages('3 0 R 40 0 R', 2)], ...on('', '30 0 R'), [30, moved('')]],
        [inForm('30 0 R'), ...on('30 0 R', ''), [30, moved(signed)], value],
      ),
    ).toMean(['content'])
  })
  it.each([
    ['of no type', ''],
    ['of another type', '/FT /Tx'],
    ['with a value', '/FT /Sig /V (x)'],
  ])('%s is not taken by a signature', (_, entries) => {
    const kid = widget(`/Parent 30 0 R /AP << /N 10 0 R >> ${entries}`)
    expect(
      lines([onPage('34 0 R'), [34, kid]], [inForm('30 0 R'), [30, field('Martor', '34 0 R', signed)], value]),
    ).toMean(['content'])
  })
  it('of a waiting signature is taken by it', () => {
    expect(
      lines(
        [onPage('34 0 R'), [34, widget('/Parent 30 0 R /FT /Sig')]],
        [inForm('30 0 R'), [30, field('Martor', '34 0 R', signed)], value],
      ),
    ).toEqual(['signature signature-added AcroForm/Fields/Martor p1 "Martor"'])
  })
})

describe('a widget of a field of the form', () => {
  const of = (other: string): Changed => [
    inForm('33 0 R'),
    onPage('34 0 R'),
    [33, other],
    [34, widget('/AP << /N 10 0 R >>')],
    earlier,
  ]
  it.each([
    ['a signed field', field('A', '34 0 R', '/V 36 0 R')],
    ['a waiting field', field('A', '34 0 R')],
    ['a text field', '<< /FT /Tx /T (A) /V (x) /Kids [34 0 R] >>'],
    ['a group', '<< /T (A) /Kids [34 0 R] >>'],
  ])('is not taken by a new signature: %s', (_, other) => {
    for (const fields of ['32 0 R 33 0 R', '33 0 R 32 0 R'])
      expect(lines(of(other), [inForm(fields), [32, field('B', '34 0 R', signed)], value])).toMean(['content'])
  })
  it('without a name, signed, is not taken as a whole', () => {
    expect(
      lines(
        [inForm('33 0 R'), onPage('33 0 R'), [33, widget('/FT /Sig /V 36 0 R')], earlier],
        [inForm('32 0 R 33 0 R'), [32, field('B', '33 0 R', signed)], value],
      ),
    ).toMean(['content'])
  })
  it('is not taken by a signature in a field that waited', () => {
    const two: Changed = [
      ...of(field('A', '34 0 R')),
      inForm('32 0 R 33 0 R'),
      onPage('34 0 R 35 0 R'),
      [32, field('B', '35 0 R')],
      [35, widget('', 100)],
    ]
    expect(lines(two, [[32, field('B', '35 0 R', signed)], value])).toMean([])
    for (const kids of ['35 0 R 34 0 R', '34 0 R 35 0 R'])
      expect(lines(two, [[32, field('B', kids, signed)], value])).toMean(['content'])
  })
  it.each([
    ['gets no value of its own', '/V (x)'],
    ['gets no signature of its own', '/V 31 0 R'],
    ['gets no type of its own', '/FT /Tx'],
  ])('that is signed, %s', (_, entries) => {
    const apart = (own: string, kid: string): Changed => [
      [30, field('Martor', '34 0 R', own)],
      [34, widget(`/Parent 30 0 R ${kid}`)],
    ]
    const base: Changed = [inForm('30 0 R'), onPage('34 0 R'), ...apart('', '')]
    expect(lines(base, [...apart(signed, ''), value])).toMean([])
    expect(lines(base, [...apart(signed, entries), value])).toMean(['content'])
  })
})

describe('a widget of a new signature', () => {
  const added = (kid: string | undefined, own = '34 0 R') =>
    lines(
      [],
      [
        inForm('32 0 R'),
        ...(kid === undefined ? [] : [onPage('34 0 R'), [34, kid] as const]),
        [32, field('B', own, signed)],
        value,
      ],
    )
  it.each<[string, string | undefined, string, string[]]>([
    ['names its field', widget('/Parent 32 0 R'), '34 0 R', []],
    ['need not name its field', widget(), '34 0 R', []],
    ['does not name another', widget('/Parent 9 0 R'), '34 0 R', ['content']],
    ['is an object of its own', undefined, '<< /Subtype /Widget /Rect [0 0 0 0] >>', ['content']],
    ['has no type of its own', widget('/Parent 32 0 R /FT /Tx /V (x)'), '34 0 R', ['content']],
    [
      'covers no page',
      widget('/AP << /N 10 0 R >>').replace('[300 100 450 160]', '[0 0 595 800]'),
      '34 0 R',
      ['content'],
    ],
  ])('%s', (_, kid, kids, expected) => {
    expect(added(kid, kids)).toMean(expected)
  })
  it('has no kids of another field', () => {
    const kids = (own: string) => added(widget(`/Parent 32 0 R /Kids [${own}]`))
    expect(kids('')).toMean([])
    for (const own of ['9 0 R', '8 0 R', '5']) expect(kids(own)).toMean(['content'])
  })
  it.each([
    ['layers', '/OC 6 0 R', []],
    ['a dictionary of seeds', '/SV << /Ff 1 >>', []],
    ['a border style', '/BS << /W 1 >>', []],
    ['a colour', '/C [1]', []],
    ['resources', '/DR << >>', []],
    ['something else', '/Own (x)', ['content']],
    ['rich text', '/RV (x)', ['content']],
  ])('may have %s, or not', (_, entries, expected) => {
    expect(added(widget(entries))).toMean(expected)
  })
  it('may be the field itself, in the list of the form', () => {
    expect(lines([], [inForm('<< /FT /Sig /T (B) /V 31 0 R >>'), value])).toEqual([
      'signature signature-added AcroForm/Fields/B "B"',
    ])
  })
  it.each<[string, string | null, string[]]>([
    ['a number', '5', ['content']],
    ['a text', '(x)', ['content']],
    ['a list', '[]', ['content']],
    ['nothing', null, []],
  ])('in the place of the form where %s was', (_, before, expected) => {
    expect(lines([inForm('30 0 R'), [30, before]], [onPage('30 0 R'), [30, line(signed)], value])).toMean(expected)
    expect(lines([inForm('30 0 R'), onPage('30 0 R'), [30, before]], [[30, line(signed)], value])).toMean(['content'])
  })
})

describe('a new group of signatures', () => {
  const grouped = (fields: string, kids: string) =>
    lines(
      [],
      [
        inForm(fields),
        [33, `<< /T (grup) /Kids [${kids}] >>`],
        [32, field('B', '', `/Parent 33 0 R ${signed}`)],
        value,
      ],
    )
  it.each([
    ['nothing', '', []],
    ['a field of the form', '/Parent 9 0 R', ['content']],
    ['an object that is no field', '/Parent 3 0 R', ['content']],
    ['itself', '/Parent 33 0 R', ['content']],
    ['its own kid', '/Parent 32 0 R', ['content']],
    ['a field of its own', '/Parent << /T (x) /FT /Tx /V (y) >>', ['content']],
  ])('names as its parent: %s', (_, entries, expected) => {
    const later: Changed = [
      inForm('33 0 R'),
      [33, `<< /T (grup) /Kids [32 0 R] ${entries} >>`],
      [32, field('B', '', `/Parent 33 0 R ${signed}`)],
      value,
    ]
    expect(lines([], later)).toMean(expected)
  })
  it('takes no field of the form along, whatever is listed first', () => {
    expect(grouped('33 0 R', '32 0 R')).toMean([])
    for (const kids of ['32 0 R 9 0 R', '9 0 R 32 0 R', '32 0 R 32 0 R', '32 0 R 5'])
      expect(grouped('33 0 R', kids)).toMean(['content'])
  })
})
