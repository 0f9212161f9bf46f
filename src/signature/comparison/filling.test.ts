/** What goes along with a new value of a field, and what does not. */
import { describe, expect, it } from 'vitest'
import { changesBetween } from '../testing/compared.ts'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import type { Objects } from '../testing/plain-pdf.ts'

type Bodies = readonly (readonly [number, string])[]

function lines(base: Objects, later: Bodies): string[] {
  const document = formDocument(base)
  return changesBetween(document, updated(document, ...later))
}
function isFilled(base: Objects, later: Bodies): boolean {
  const found = lines(base, later).map((line) => line.split(' ')[0])
  return found.length > 0 && found.every((category) => category === 'form-value')
}

const usual = '7 0 R 9 0 R 8 0 R'
const text = (entries: string, kind = '/FT /Tx', name = '(camp)') =>
  `<< /Type /Annot /Subtype /Widget ${kind} /T ${name} /Rect [300 600 400 620] /P 3 0 R /F 4 ${entries} >>`
const withField = (field: string, more: Bodies = []): Objects =>
  new Map([
    [n.form, bodies.form(`${usual} 40 0 R`)],
    [n.page, bodies.page('', `${usual} 40 0 R`)],
    [40, field],
    ...more,
  ])
const from = (before: string, after: string, kind?: string): boolean =>
  isFilled(withField(text(before, kind)), [[40, text(after, kind)]])

describe('a new value', () => {
  const button = '/FT /Btn'
  const list = '/FT /Ch'
  it.each<[string, string, string, string | undefined, boolean]>([
    ['a text', '/V (a)', '/V (b)', undefined, true],
    ['the first text', '', '/V (b)', undefined, true],
    ['no text any more', '/V (a)', '', undefined, true],
    ['a name', '/V (a)', '/V /B', undefined, true],
    ['a number', '/V (a)', '/V 7', undefined, false],
    ['a list', '/V (a)', '/V [(a)]', undefined, false],
    ['in place of a number', '/V 7', '/V (a)', undefined, false],
    ['the state of a button', '/V /Off', '/V /Da', button, true],
    ['a text on a button', '/V /Off', '/V (Da)', button, false],
    ['a choice', '/V (a)', '/V (b)', list, true],
    ['a choice by name', '/V (a)', '/V /B', list, true],
    ['some choices', '/V (a)', '/V [(a) (b)]', list, true],
    ['some choices by name', '/V (a)', '/V [/A (b)]', list, true],
    ['another choice in a list of one', '/V [(a)]', '/V [(b)]', list, true],
    ['other choices in a list of two', '/V [(a) (b)]', '/V [(a) /C]', list, true],
    ['a choice in a list that becomes a number', '/V [(a) (b)]', '/V [(a) 7]', list, false],
    ['choices of which one is a number', '/V (a)', '/V [(a) 7]', list, false],
    ['choices that are numbers', '/V (a)', '/V [7]', list, false],
    ['a number as a choice', '/V (a)', '/V 7', list, false],
    ['of no type', '/V (a)', '/V (b)', '', false],
    ['of another type', '/V (a)', '/V (b)', '/FT /Xx', false],
    ['nothing, of no type', '/V (a)', '', '', false],
    ['nothing, of a signature', '/V (a)', '', '/FT /Sig', false],
  ])('%s', (_, before, after, kind, expected) => {
    expect(from(before, after, kind)).toBe(expected)
  })

  it('may be a stream', () => {
    const body = '<< /Length 1 >>\nstream\na\nendstream'
    expect(
      isFilled(withField(text('/V (a)')), [
        [40, text('/V 41 0 R')],
        [41, body],
      ]),
    ).toBe(true)
  })

  it.each<[string, string, string, boolean]>([
    ['rich text', '', '/RV (b)', true],
    ['an index', '', '/I [0]', true],
    ['the first line', '', '/TI 1', true],
    ['a state', '', '/AS /N', true],
    ['a face', '', '/AP << /N 10 0 R >>', true],
    ['a font', '/DA (/F1 9 Tf)', '/DA (/F1 8 Tf)', true],
    ['an alignment', '', '/Q 1', true],
    ['a style', '', '/DS (x)', true],
    ['a default that is the value', '', '/DV (b)', true],
    ['a default that is another', '', '/DV (c)', false],
    ['another default', '/DV (a)', '/DV (c)', false],
    ['a tooltip', '', '/TU (x)', false],
    ['a length', '', '/MaxLen 7', false],
    ['flags', '', '/Ff 1', false],
    ['looks', '', '/MK << /R 90 >>', false],
    ['an action', '', '/AA << >>', false],
    ['options', '', '/Opt [(a)]', false],
  ])('brings %s along, and does not come without it', (_, before, after, expected) => {
    expect(from(`/V (a) ${before}`, `/V (b) ${after}`)).toBe(expected)
    expect(from(`/V (a) ${before}`, `/V (a) ${after}`)).toBe(false)
  })

  it('is in a field that keeps its name, its type and its place', () => {
    const before = withField(text('/V (a)'))
    expect(isFilled(before, [[40, text('/V (b)', '/FT /Tx', '(alt)')]])).toBe(false)
    expect(isFilled(before, [[40, text('/V (b)', '/FT /Ch')]])).toBe(false)
    expect(isFilled(before, [[40, text('/V (b)').replace('[300', '[301')]])).toBe(false)
    expect(
      isFilled(before, [
        [40, text('/V (b)')],
        [n.page, bodies.page('', usual)],
      ]),
    ).toBe(false)
    expect(
      isFilled(before, [
        [40, text('/V (b)')],
        [n.form, bodies.form(usual)],
      ]),
    ).toBe(false)
  })

  it('leads to nothing that cannot be read', () => {
    const later = (object: string): Bodies => [
      [40, text('/V (b) /RV 50 0 R')],
      [50, object],
    ]
    expect(isFilled(withField(text('/V (a)')), later('(b)'))).toBe(true)
    expect(isFilled(withField(text('/V (a)')), later('<< /A'))).toBe(false)
  })

  it.each([
    ['a text', '/FT /Tx', true],
    ['a choice', '/FT /Ch', true],
    ['a button', '/FT /Btn', true],
    ['a signature', '/FT /Sig', false],
    ['a field of no type', '', false],
    ['a field of an unknown type', '/FT /Xx', true],
  ])('that is a way to nothing is none of %s, or nothing', (_, kind, expected) => {
    expect(from('', '/V 99 0 R', kind)).toBe(expected)
  })

  it('of a widget that no form listed is not filled in while it is listed', () => {
    const stray: Objects = new Map([
      [n.page, bodies.page('', `${usual} 40 0 R`)],
      [40, text('/V (a)')],
    ])
    expect(
      isFilled(stray, [
        [40, text('/V (b)')],
        [n.form, bodies.form(`${usual} 40 0 R`)],
      ]),
    ).toBe(false)
  })

  it('is reported with its page, what it was and what it is', () => {
    expect(lines(withField(text('/V (a)')), [[40, text('/V (b)')]])).toEqual([
      'form-value form-value AcroForm/Fields/camp p1 "camp" (a→b)',
    ])
    const hidden = new Map([
      [n.form, bodies.form(`${usual} 40 0 R`)],
      [40, '<< /FT /Tx /T (x) /V (a) >>'],
    ])
    expect(lines(hidden, [[40, '<< /FT /Tx /T (x) /V (b) >>']])).toEqual([
      'form-value form-value AcroForm/Fields/x "x" (a→b)',
    ])
    // Beside a page that is written in the tree itself, and that no number is known of.
    hidden.set(n.pages, bodies.pages(`3 0 R ${bodies.page('', '')}`, 2))
    expect(lines(hidden, [[40, '<< /FT /Tx /T (x) /V (b) >>']])).toEqual([
      'form-value form-value AcroForm/Fields/x "x" (a→b)',
    ])
  })
})

describe('the widgets of a field', () => {
  const kid = (entries: string, number = 40) =>
    `<< /Type /Annot /Subtype /Widget /Parent 43 0 R /Rect [300 ${String(500 + number)} 400 ${String(510 + number)}] /P 3 0 R /F 4 ${entries} >>`
  const parent = (entries: string, kind = '/FT /Tx') => `<< ${kind} /T (p) /Kids [40 0 R 41 0 R] ${entries} >>`
  const group = (entries: string, kind: string | undefined, first: string, second: string): Bodies => [
    [43, parent(entries, kind)],
    [40, kid(first)],
    [41, kid(second, 41)],
  ]
  const base = (...of: Parameters<typeof group>): Objects =>
    new Map([
      [n.form, bodies.form(`${usual} 43 0 R`)],
      [n.page, bodies.page('', `${usual} 40 0 R 41 0 R`)],
      ...group(...of),
    ])
  const button = '/FT /Btn'
  const states = '/AP << /N << /Da 10 0 R /Off 12 0 R >> >>'

  it('show its new value', () => {
    const before = base('/V (a)', undefined, '', '')
    expect(isFilled(before, group('/V (b)', undefined, '/AP << /N 10 0 R >>', '/AP << /N 12 0 R >>'))).toBe(true)
    expect(isFilled(before, group('/V (b)', undefined, '/DA (/F1 9 Tf)', '/Q 1'))).toBe(true)
    expect(isFilled(before, group('/V (b)', undefined, '/AS /N', ''))).toBe(true)
    expect(isFilled(before, group('/V (b)', undefined, '/RV (x)', ''))).toBe(false)
    expect(isFilled(before, group('/V (b)', undefined, '/MK << /R 90 >>', ''))).toBe(false)
    expect(isFilled(before, group('/V (a)', undefined, '/AP << /N 10 0 R >>', ''))).toBe(false)
  })

  it('follow the value that it has', () => {
    const before = base('/V /Da', button, `${states} /AS /Off`, `${states} /AS /Off`)
    const now = (first: string, kind = button) => group('/V /Da', kind, first, `${states} /AS /Off`)
    expect(isFilled(before, now(`${states} /AS /Da`))).toBe(true)
    expect(lines(before, now(`${states} /AS /Da`))).toEqual(['form-value form-appearance AcroForm/Fields/p "p"'])
    expect(isFilled(before, now(`${states} /AS /Nu`))).toBe(false)
    expect(isFilled(before, now(`${states} /AS (Da)`))).toBe(false)
    expect(isFilled(before, now(`${states} /AS /Da /Q 1`))).toBe(false)
    const on = base('/V /Da', button, `${states} /AS /Da`, '')
    expect(isFilled(on, group('/V /Da', button, `${states} /AS /Off`, ''))).toBe(true)
    expect(
      isFilled(base('/V (Da)', button, `${states} /AS /Off`, ''), group('/V (Da)', button, `${states} /AS /Da`, '')),
    ).toBe(false)
    expect(
      isFilled(
        base('/V /Da', '/FT /Tx', `${states} /AS /Off`, ''),
        group('/V /Da', '/FT /Tx', `${states} /AS /Da`, ''),
      ),
    ).toBe(false)
  })

  it('follow it in their state alone', () => {
    const box = (entries: string) => text(`/V /Da ${states} ${entries}`, button)
    const followed = (was: string, is: string, more: Bodies = []) =>
      isFilled(withField(box(was), [[50, '<< /A']]), [[40, box(is)], ...more])
    expect(followed('/AS /Off', '/AS /Da')).toBe(true)
    expect(followed('/AS /Off /MK << /AS /Off >>', '/AS /Da /MK << /AS /Da >>')).toBe(false)
    expect(followed('/AS /Off /H /I', '/AS /Da /H /Off')).toBe(false)
    expect(followed('/AS 50 0 R', '/AS /Da')).toBe(false)
    expect(followed('/AS /Off', '/AS /Da', [[n.page, bodies.page('/Own /Da', `${usual} 40 0 R`)]])).toBe(false)
  })

  it('do not follow the value of another field', () => {
    const other = text('/V (x)')
    const before: Objects = new Map([
      ...base('/V (a)', undefined, '', ''),
      [44, other],
      [n.form, bodies.form(`${usual} 43 0 R 44 0 R`)],
      [n.page, bodies.page('', `${usual} 40 0 R 41 0 R 44 0 R`)],
    ])
    expect(isFilled(before, [[44, text('/V (y)')]])).toBe(true)
    expect(
      isFilled(before, [
        [44, text('/V (y)')],
        [40, kid('/AP << /N 10 0 R >>')],
      ]),
    ).toBe(false)
  })
})

describe('appearances to be drawn', () => {
  const form = (entries: string): Bodies[number] => [n.form, bodies.form(usual, entries)]
  it.each([
    ['', '/NeedAppearances true', 'form-value'],
    ['/NeedAppearances true', '', 'form-value'],
    ['/NeedAppearances true', '/NeedAppearances false', 'form-value'],
    ['', '/NeedAppearances false', 'validation-data'],
    ['/NeedAppearances false', '', 'validation-data'],
    ['', '/NeedAppearances (true)', 'content'],
    ['/NeedAppearances 7', '/NeedAppearances true', 'content'],
  ])('from %j to %j', (before, after, category) => {
    const found = lines(new Map([form(before)]), [form(after)])
    expect(found.map((line) => line.split(' ')[0])).toEqual([category])
  })
})
