import { describe, expect, it } from 'vitest'
import { type Changed, list, place, reported, text, usual } from '../testing/field-changes.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { meaning } from '../testing/meaning.ts'
import type { Objects } from '../testing/plain-pdf.ts'

expect.extend(meaning)

describe('annotations', () => {
  const note = (entries: string) => `<< /Subtype /Text /Rect [10 10 30 30] ${entries} >>`
  const base: Objects = new Map([
    [n.page, bodies.page('', list)],
    [30, note('/Contents (a) /M (D:2026)')],
  ])
  it.each<[string, Changed, string[]]>([
    ['dated anew', [[30, note('/Contents (a) /M (D:2027)')]], ['validation-data annotation-date Pages/1/Annots p1']],
    [
      'put into the structure',
      [[30, note('/Contents (a) /M (D:2026) /StructParent 4')]],
      ['annotation annotation-changed Pages/1/Annots p1'],
    ],
    [
      'dated by something that is no date',
      [[30, note('/Contents (a) /M [2]')]],
      ['annotation annotation-changed Pages/1/Annots p1 (→Text: a)'],
    ],
    [
      'changed and dated',
      [[30, note('/Contents (b) /M (2)')]],
      ['annotation annotation-changed Pages/1/Annots p1 (→Text: b)'],
    ],
    [
      'changed to a text',
      [[30, note('').replace('/Text', '/FreeText')]],
      ['content annotation-changed Pages/1/Annots p1 (→FreeText)'],
    ],
    ['changed to act', [[30, note('/AA << >>')]], ['content annotation-changed Pages/1/Annots p1 (→Text)']],
    [
      'changed to a field',
      [[30, note('/FT /Tx').replace('/Text', '/Widget')]],
      [
        `content field-Subtype ${place}/ p1 ""`,
        `content field-Contents ${place}/ p1 ""`,
        `validation-data field-attribute ${place}/ p1 ""`,
        `content field-FT ${place}/ p1 ""`,
      ],
    ],
    ['taken away', [[n.page, bodies.page()]], ['annotation annotation-removed Pages/1/Annots p1 (→Text: a)']],
    ['made nothing', [[30, 'null']], ['content annotation-list Pages/1/Annots p1']],
    [
      'listed twice',
      [[n.page, bodies.page('', `${list} 30 0 R`)]],
      ['content annotation-order Pages/1/Annots p1', 'content annotation-list Pages/1/Annots p1'],
    ],
    [
      'laid under the fields',
      [[n.page, bodies.page('', `30 0 R ${usual}`)]],
      ['content annotation-order Pages/1/Annots p1'],
    ],
    [
      'the list made something else',
      [[n.page, bodies.page('', list).replace(/\/Annots \[[^\]]*\]/, '/Annots 5')]],
      [
        'content annotation-list Pages/1/Annots p1',
        'content widget-removed Pages/1/Annots p1 (→Widget)',
        'content widget-removed Pages/1/Annots p1 (→Widget)',
        'content widget-removed Pages/1/Annots p1 (→Widget)',
        'annotation annotation-removed Pages/1/Annots p1 (→Text: a)',
      ],
    ],
    [
      'the list written elsewhere',
      [
        [n.page, bodies.page('', list).replace(/\/Annots \[[^\]]*\]/, '/Annots 50 0 R')],
        [50, `[${list}]`],
      ],
      [],
    ],
  ])('%s', (_, later, changes) => {
    expect(reported(base, ...later)).toMean(changes)
  })

  it('that refer to each other are linked, not content of each other', () => {
    const replied: Objects = new Map([
      [n.page, bodies.page('', `${list} 31 0 R`)],
      [30, note('/M (D:2026)')],
      [31, note('/IRT 30 0 R')],
      [n.catalog, bodies.catalog('/Outlines << /Dest 30 0 R >>')],
    ])
    expect(reported(replied, [30, note('/M (D:2027)')])).toMean(['validation-data annotation-date Pages/1/Annots p1'])
    expect(reported(replied, [31, note('/IRT 7 0 R')])).toMean([
      'annotation annotation-changed Pages/1/Annots p1 (→Text)',
    ])
  })

  it('written in the list itself are distinguished by their place', () => {
    const direct: Objects = new Map([
      [n.page, bodies.page('', `${usual} ${note('/Contents (a)')} ${note('/Contents (b)')}`)],
    ])
    expect(
      reported(direct, [n.page, bodies.page('', `${usual} ${note('/Contents (a)')} ${note('/Contents (c)')}`)]),
    ).toMean(['content annotation-changed Pages/1/Annots p1 (→Text: c)'])
    expect(reported(direct, [n.page, bodies.page('', `${usual} ${note('/Contents (a)')}`)])).toMean([
      'annotation annotation-removed Pages/1/Annots p1 (→Text: b)',
    ])
  })

  const twoPages = (first: string, second: string): Changed => [
    [n.pages, bodies.pages('3 0 R 40 0 R', 2)],
    [n.page, bodies.page('', first)],
    [40, bodies.page('', second)],
  ]
  const onSecond = (entries: string): Objects => new Map([...twoPages(usual, '30 0 R'), [30, note(entries)]])
  it('are reported with their page, as far as it has a number', () => {
    const empty = new Map(twoPages(usual, ''))
    expect(reported(empty, ...onSecond('/P 40 0 R'))).toEqual(['annotation annotation-added Pages/2/Annots p2 (→Text)'])
    expect(reported(onSecond('/P 40 0 R'), [30, note('/P 40 0 R /Contents (a)')])).toEqual([
      'annotation annotation-changed Pages/2/Annots p2 (→Text: a)',
    ])
    expect(reported(onSecond('/P 40 0 R'), [40, bodies.page('', '')])).toEqual([
      'annotation annotation-removed Pages/2/Annots p2',
    ])
    // A page that is written in the tree itself is known by no number.
    const direct = (annotations: string): Changed[number] => [n.pages, bodies.pages(bodies.page('', annotations))]
    const noted: Changed = [direct(list), [30, note('')]]
    expect(reported(new Map([direct(usual)]), ...noted)).toEqual(['annotation annotation-added Pages//Annots (→Text)'])
    expect(reported(new Map(noted), [30, note('/Contents (a)')])).toEqual([
      'annotation annotation-changed Pages//Annots (→Text: a)',
    ])
    expect(reported(new Map(noted), direct(usual))).toEqual(['annotation annotation-removed Pages//Annots'])
  })

  it('that name another page than theirs are refused', () => {
    expect(reported(new Map(twoPages(usual, '')), ...twoPages(list, ''), [30, note('/P 40 0 R')])).toMean(['content'])
    expect(reported(onSecond(''), [30, note('/P 3 0 R')])).toMean(['content'])
    expect(reported(onSecond('/P 3 0 R'), [30, note('/P 3 0 R /Contents (a)')])).toMean(['content'])
    // On two pages, one of which it names.
    expect(reported(new Map(twoPages(usual, '')), ...twoPages(list, '30 0 R'), [30, note('/P 40 0 R')])).toMean([
      'content',
    ])
  })

  it.each<[string, Changed, Changed]>([
    ['a field by its type, whatever it calls itself', [[30, note('/FT /Tx')]], [[30, note('/FT /Tx /Contents (b)')]]],
    [
      'a field by its type, as a new one',
      [[n.page, bodies.page()]],
      [
        [n.page, bodies.page('', list)],
        [30, note('/FT /Tx')],
      ],
    ],
    [
      'with something that cannot be read',
      [[30, note('')]],
      [
        [30, note('/X 40 0 R')],
        [40, '<< /A'],
      ],
    ],
    [
      'with something that can be read no more',
      [
        [30, note('/X 40 0 R')],
        [40, '<< /A 1 >>'],
      ],
      [[40, '<< /A']],
    ],
    [
      'beside a widget of no form that changes too',
      [
        [n.page, bodies.page('', `${list} 31 0 R`)],
        [30, note('')],
        [31, text('/V (a)')],
      ],
      [
        [30, note('/Contents (b)')],
        [31, text('/V (b)')],
      ],
    ],
  ])('are refused: %s', (_, before, later) => {
    expect(reported(new Map([...base, ...before]), ...later)).toMean(['content'])
  })

  it('are each reported by themselves', () => {
    const two: Objects = new Map([
      [n.page, bodies.page('', `${list} 31 0 R`)],
      [30, note('')],
      [31, note('')],
    ])
    expect(reported(two, [30, note('/Contents (b)')], [31, note('/Contents (c)')])).toEqual([
      'annotation annotation-changed Pages/1/Annots p1 (→Text: b)',
      'annotation annotation-changed Pages/1/Annots p1 (→Text: c)',
    ])
  })

  const dated = '/M (D:20260101)'
  it.each<[string, Changed[number], Changed[number]]>([
    [
      'in place of something that is no text',
      [n.motive, bodies.motive('', '/M 7')],
      [n.motive, bodies.motive('', dated)],
    ],
    ['that is none', [n.motive, bodies.motive()], [n.motive, bodies.motive('', '/M (x)')]],
    ['as a name that is no text', [n.motive, bodies.motive()], [n.motive, bodies.motive('', '/NM 5')]],
    ['of a structure element', [n.element, bodies.element()], [n.element, bodies.element(dated)]],
    [
      'of the structure',
      [n.structure, bodies.structure()],
      [n.structure, bodies.structure('15 0 R').replace('/K', `${dated} /K`)],
    ],
    ['of the form', [n.form, bodies.form()], [n.form, bodies.form(usual, `/SigFlags 3 ${dated}`)]],
    ['of a page', [n.page, bodies.page()], [n.page, bodies.page(dated)]],
    [
      'within an entry of a field',
      [n.motive, bodies.motive('', '/X << >>')],
      [n.motive, bodies.motive('', `/X << ${dated} >>`)],
    ],
  ])('a date %s is no date of an annotation', (_, before, later) => {
    expect(reported(new Map([before]), later)).toMean(['content'])
  })

  it('a widget that is in no form keeps value, face and place', () => {
    const stray: Objects = new Map([
      [n.page, bodies.page('', list)],
      [30, text('/V (a)')],
      [31, bodies.face('a')],
    ])
    expect(reported(stray, [30, text('/V (b)')])).toMean([`content field-V ${place}/alt p1 "alt"`])
    expect(reported(stray, [30, text('/V (a) /AP << /N 31 0 R >>')])).toMean([
      `content appearance-without-value ${place}/alt p1 "alt"`,
    ])
    expect(reported(stray, [30, text('/V (a) /F 2')])).toMean([`content field-F ${place}/alt p1 "alt"`])
  })
})
