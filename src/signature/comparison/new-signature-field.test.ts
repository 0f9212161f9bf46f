import { describe, expect, it } from 'vitest'
import { type Changed, list, place, reported, usual } from '../testing/field-changes.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { meaning } from '../testing/meaning.ts'
import type { Objects } from '../testing/plain-pdf.ts'

expect.extend(meaning)

describe('a new signature field', () => {
  const add = (entries: string, base: Objects = new Map(), ...more: Changed) =>
    reported(
      base,
      [n.form, bodies.form(list)],
      [n.page, bodies.page('', list)],
      [
        30,
        `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /P 3 0 R ${entries} ${/\/V /.test(entries) ? '' : '/V 34 0 R'} >>`,
      ],
      [31, bodies.face('a')],
      [33, '<< /SubFilter /ETSI.RFC3161 >>'],
      [34, '<< /Type /Sig >>'],
      ...more,
    )
  const line = (category: string, what: string) => [
    `${category} ${what} Pages/1/Annots p1 "Martor"`,
    `signature signature-field-added ${place} "Martor"`,
  ]

  it.each<[string, string, string[]]>([
    ['without a place', '', line('signature', 'signature-widget-added')],
    ['without room', '/Rect [10 10 10 10] /AP << /N 31 0 R >>', line('signature', 'signature-widget-added')],
    ['with room and nothing to show', '/Rect [300 300 400 400]', line('signature', 'signature-widget-added')],
    [
      'with a face',
      '/Rect [300 300 400 400] /AP << /N 31 0 R >>',
      line('visible-signature', 'visible-signature-added'),
    ],
    [
      'with a quarter of the page',
      '/Rect [0 180 595 390] /AP << /N 31 0 R >>',
      line('visible-signature', 'visible-signature-added'),
    ],
    [
      'with more than a quarter of the page',
      '/Rect [0 180 595 391] /AP << /N 31 0 R >>',
      line('content', 'signature-covers-page'),
    ],
    [
      'with more than a quarter, corners exchanged',
      '/Rect [595 391 0 180] /AP << /N 31 0 R >>',
      line('content', 'signature-covers-page'),
    ],
    [
      'over an empty field',
      '/Rect [72 600 272 620] /AP << /N 31 0 R >>',
      line('visible-signature', 'visible-signature-added'),
    ],
    [
      'touching a field that is filled in',
      '/Rect [72 620 272 641] /AP << /N 31 0 R >>',
      line('visible-signature', 'visible-signature-added'),
    ],
    [
      'over a field that is filled in',
      '/Rect [72 620 272 645] /AP << /N 31 0 R >>',
      line('content', 'signature-covers-annotation'),
    ],
    ['that follows a link', '/Rect [0 0 0 0] /A << /S /URI >>', line('content', 'field-added')],
  ])('%s', (_, entries, changes) => {
    expect(add(entries)).toMean(changes)
  })

  it('that is a time-stamp adds proof', () => {
    expect(add('/V 33 0 R /Rect [0 0 0 0]')).toMean([
      'validation-data signature-widget-added Pages/1/Annots p1 "Martor"',
      `validation-data signature-field-added ${place} "Martor"`,
    ])
  })

  it.each<[string, string, boolean]>([
    ['a text', '/Subtype /FreeText', true],
    ['a stamp', '/Subtype /Stamp', true],
    ['a link', '/Subtype /Link', false],
    ['a note', '/Subtype /Text', false],
    ['the window of a note', '/Subtype /Popup', false],
    ['a hidden text', '/Subtype /FreeText /F 2', false],
    ['a field with a face', '/Subtype /Widget /AP << /N 31 0 R >>', true],
    ['a field with a value', '/Subtype /Widget /V (x)', true],
    ['a field with an empty value', '/Subtype /Widget /V ()', false],
    ['a field switched off', '/Subtype /Widget /V /Off', false],
    ['another signature', '/Subtype /Widget /AP << /N 31 0 R >> /V << /Type /Sig >>', false],
  ])('over %s', (_, entries, covered) => {
    const annotations = `${usual} 40 0 R`
    const before: Objects = new Map([
      [n.page, bodies.page('', annotations)],
      [40, `<< /Rect [300 300 400 400] ${entries} >>`],
      [31, bodies.face('a')],
    ])
    const changes = reported(
      before,
      [n.form, bodies.form(list)],
      [n.page, bodies.page('', `${annotations} 30 0 R`)],
      [
        30,
        '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /V << /Type /Sig >> /Rect [310 310 390 390] /AP << /N 31 0 R >> >>',
      ],
    )
    expect(changes).toMean([covered ? 'content signature-covers-annotation' : 'visible-signature'])
  })

  it('with its widget apart: the field is named by the widget', () => {
    const widget = (entries: string) => `<< /Subtype /Widget /Parent 30 0 R ${entries} >>`
    const apart = (entries: string, field = '<< /FT /Sig /T (Martor) /V << /Type /Sig >> /Kids [34 0 R] >>') =>
      reported(
        new Map(),
        [n.form, bodies.form(list)],
        [n.page, bodies.page('', `${usual} 34 0 R`)],
        [30, field],
        [34, widget(entries)],
        [31, bodies.face('a')],
      )
    expect(apart('/Rect [300 300 400 400] /AP << /N 31 0 R >>')).toMean(
      line('visible-signature', 'visible-signature-added'),
    )
    // Of a widget that its field does not list, readers make what they like.
    expect(apart('/Rect [300 300 400 400] /AP << /N 31 0 R >>', '<< /FT /Sig /T (Martor) >>')).toMean([
      'content widget-added',
    ])
    expect(apart('', '<< /FT /Tx /T (Martor) >>')).toMean([
      'content widget-added Pages/1/Annots p1 (→Widget)',
      `content field-added ${place} "Martor"`,
    ])
    expect(apart('/AA << >>')).toMean([
      `content signature-field-acts Pages/1/Annots p1 "Martor"`,
      `content signature-field-acts ${place} "Martor"`,
    ])
  })

  it('a second face for a signature that was there is no signature', () => {
    expect(
      reported(
        new Map([[n.signatureField, bodies.signatureField()]]),
        [n.page, bodies.page('', `${usual} 34 0 R`)],
        [34, '<< /Subtype /Widget /Parent 8 0 R /Rect [300 300 400 400] >>'],
      ),
    ).toMean(['content widget-added Pages/1/Annots p1 (→Widget)'])
  })
})
