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
