import { describe, expect, it } from 'vitest'
import { list, place, reported } from '../testing/field-changes.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { meaning } from '../testing/meaning.ts'
import type { Objects } from '../testing/plain-pdf.ts'

expect.extend(meaning)

describe('a waiting signature field', () => {
  const waiting = (entries: string, rectangle = '300 100 400 160') =>
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /Rect [${rectangle}] /P 3 0 R ${entries} >>`
  const base = (entries = '', rectangle?: string): Objects =>
    new Map([
      [n.form, bodies.form(list)],
      [n.page, bodies.page('', list)],
      [30, waiting(entries, rectangle)],
      [31, bodies.face('a')],
      [32, '<< /Type /Sig >>'],
      [33, '<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 >>'],
    ])
  const added = (category: string) => `${category} signature-added ${place}/Martor "Martor"`
  const face = 'visible-signature visible-signature-added Pages/1/Annots p1 "Martor"'

  it.each<[string, string, string[]]>([
    ['signed', '/V 32 0 R', [added('signature')]],
    ['stamped with a time', '/V 33 0 R', [added('validation-data')]],
    ['signed with a face', '/V 32 0 R /AP << /N 31 0 R >>', [face, added('signature'), added('signature')]],
    ...['DA', 'Q', 'Lock'].map((key): [string, string, string[]] => [
      `signed with ${key}`,
      `/V 32 0 R /${key} (x)`,
      [added('signature'), added('signature')],
    ]),
    ['signed with characteristics', '/V 32 0 R /MK << /BG [1] >>', [face, added('signature'), added('signature')]],
    ['signed with a state', '/V 32 0 R /AS /On', [added('signature'), added('signature')]],
    ['signed with flags', '/V 32 0 R /F 132', [added('signature'), added('signature')]],
    [
      'signed and dated',
      '/V 32 0 R /M (D:2026)',
      [added('signature'), `validation-data field-attribute ${place}/Martor "Martor"`],
    ],
    [
      'signed and made to act',
      '/V 32 0 R /AA << /E << /S /JavaScript >> >>',
      [added('signature'), `content signature-field-AA ${place}/Martor "Martor"`],
    ],
    [
      'signed and moved',
      '/V 32 0 R /BS << >>',
      [added('signature'), `content signature-field-BS ${place}/Martor "Martor"`],
    ],
    [
      'given a face without a signature',
      '/AP << /N 31 0 R >>',
      [face, `content signature-field-AP ${place}/Martor "Martor"`],
    ],
    ['given a value that is none', '/V (x)', [`content signature-changed ${place}/Martor "Martor"`]],
  ])('%s', (_, entries, changes) => {
    expect(reported(base(), [30, waiting(entries)])).toMean(changes)
  })

  it('once signed, stands', () => {
    expect(reported(base('/V 32 0 R'), [30, waiting('/V 33 0 R')])).toMean([
      `content signature-changed ${place}/Martor "Martor"`,
    ])
    expect(reported(base('/V 32 0 R'), [30, waiting('/V 32 0 R /Lock << >>')])).toMean([
      `content signature-field-Lock ${place}/Martor "Martor"`,
    ])
    expect(reported(base('/V 32 0 R'), [30, waiting('')])).toMean([
      `content signature-changed ${place}/Martor "Martor"`,
    ])
  })

  it('a face that was hidden and is shown is a face', () => {
    expect(reported(base('/AP << /N 31 0 R >> /F 2'), [30, waiting('/AP << /N 31 0 R >> /F 4 /V 32 0 R')])).toMean([
      face,
      added('signature'),
      added('signature'),
    ])
  })

  it.each<[string, string, string]>([
    ['half of the page and more', '0 0 595 422', 'content signature-covers-page Pages/1/Annots p1 "Martor"'],
    [
      'less than half of the page, over what was filled in',
      '0 280 595 700',
      'content signature-covers-annotation Pages/1/Annots p1 "Martor"',
    ],
    ['a third of the page', '0 0 595 280', face],
  ])('covering %s', (_, rectangle, expected) => {
    expect(reported(base('', rectangle), [30, waiting('/V 32 0 R /AP << /N 31 0 R >>', rectangle)])).toMean([expected])
  })

  it('without room shows nothing', () => {
    expect(reported(base('', '10 10 10 90'), [30, waiting('/V 32 0 R /AP << /N 31 0 R >>', '10 10 10 90')])).toMean([
      added('signature'),
      added('signature'),
    ])
  })
})
