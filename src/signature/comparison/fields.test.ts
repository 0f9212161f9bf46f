import { describe, expect, it } from 'vitest'
import { bodies, numbers as n, updated } from '../testing/form-document.ts'
import { type Objects, stream } from '../testing/plain-pdf.ts'
import { changesBetween, unsignedForm } from '../testing/compared.ts'
import { meaning } from '../testing/meaning.ts'

expect.extend(meaning)

type Changed = readonly (readonly [number, string | null])[]
const reported = (base: Objects, ...later: Changed) => {
  const before = unsignedForm({ changes: base })
  return changesBetween(before, updated(before, ...later))
}
const place = 'AcroForm/Fields'
const usual = '7 0 R 9 0 R 8 0 R'
const list = `${usual} 30 0 R`
const text = (entries: string) =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (alt) /Rect [300 640 400 660] /P 3 0 R ${entries} >>`
const withText = (entries: string): Objects =>
  new Map([
    [n.form, bodies.form(list)],
    [n.page, bodies.page('', list)],
    [30, text(entries)],
    [31, bodies.face('a')],
    [32, bodies.face('b')],
  ])

describe('the keys of a field', () => {
  it.each<[string, string, string, string[]]>([
    ['value', '/V (a)', '/V (b)', [`form-value form-value ${place}/alt "alt" (a→b)`]],
    ['value taken away', '/V (a)', '', [`form-value form-value ${place}/alt "alt" (a→)`]],
    ['value of a choice in a text field', '/V [(a) (b)]', '/V [(a)]', [`content field-V ${place}/alt "alt"`]],
    ['value of a button', '/V /Off', '/V /Da', [`form-value form-value ${place}/alt "alt" (Off→Da)`]],
    ...['RV', 'DS', 'I', 'TI', 'AS', 'DA', 'Q'].map((key): [string, string, string, string[]] => [
      key,
      '',
      `/${key} (x)`,
      [`content field-${key} ${place}/alt "alt"`],
    ]),
    ['date', '/M (D:2026)', '/M (D:2027)', [`validation-data field-attribute ${place}/alt "alt"`]],
    ['name of the annotation', '', '/NM (b)', [`validation-data field-attribute ${place}/alt "alt"`]],
    ['date that is none', '/M (a)', '/M [1]', [`content field-M ${place}/alt "alt"`]],
    ['place in the structure, new', '', '/StructParent 5', [`content field-StructParent ${place}/alt "alt"`]],
    [
      'place in the structure, changed',
      '/StructParent 4',
      '/StructParent 5',
      [`content field-StructParent ${place}/alt "alt"`],
    ],
    ...['Ff', 'MaxLen', 'TU', 'DV', 'MK', 'A', 'OC', 'Opt'].map((key): [string, string, string, string[]] => [
      key,
      '',
      `/${key} (x)`,
      [`content field-${key} ${place}/alt "alt"`],
    ]),
    [
      'face without a value',
      '/AP << /N 31 0 R >>',
      '/AP << /N 32 0 R >>',
      [`content appearance-without-value ${place}/alt "alt"`],
    ],
    ...['V'].map((key): [string, string, string, string[]] => [
      `face with ${key}`,
      `/${key} (a) /AP << /N 31 0 R >>`,
      `/${key} (b) /AP << /N 32 0 R >>`,
      [
        key === 'V'
          ? `form-value form-value ${place}/alt "alt" (a→b)`
          : `form-value form-appearance ${place}/alt "alt"`,
        `form-value form-appearance ${place}/alt "alt"`,
      ],
    ]),
    [
      'face with a colour',
      '/DA (a) /AP << /N 31 0 R >>',
      '/DA (b) /AP << /N 32 0 R >>',
      [`form-value form-appearance ${place}/alt "alt"`, `content appearance-without-value ${place}/alt "alt"`],
    ],
    ['nothing', '/V (a)', '/V (a)', []],
  ])('%s', (_, before, after, changes) => {
    expect(reported(withText(before), [30, text(after)])).toMean(changes)
  })
})

describe('fields within fields', () => {
  const kid = (entries: string) =>
    `<< /Type /Annot /Subtype /Widget /Parent 30 0 R /Rect [300 640 400 660] /P 3 0 R ${entries} >>`
  const page = (annotations = '33 0 R') => bodies.page('', `${usual} ${annotations}`)
  const group = (entries: string, kids = '33 0 R') => `<< /T (grup) /FT /Tx /Kids [${kids}] ${entries} >>`
  const base = (own: string, kids: string): Objects =>
    new Map([
      [n.form, bodies.form(list)],
      [n.page, page()],
      [30, group(own)],
      [33, kid(kids)],
      [31, bodies.face('a')],
      [32, bodies.face('b')],
    ])

  it('the face of a kid follows the value of its parent', () => {
    expect(
      reported(base('/V (a)', '/AP << /N 31 0 R >>'), [30, group('/V (b)')], [33, kid('/AP << /N 32 0 R >>')]),
    ).toMean([`form-value form-value ${place}/grup "grup" (a→b)`, `form-value form-appearance ${place}/grup "grup"`])
    expect(reported(base('/V (a)', '/AP << /N 31 0 R >>'), [33, kid('/AP << /N 32 0 R >>')])).toMean([
      `content appearance-without-value ${place}/grup "grup"`,
    ])
  })

  it('a kid has the name of all above it', () => {
    expect(reported(base('', '/T (unu) /V (a)'), [33, kid('/T (unu) /V (b)')])).toMean([
      `form-value form-value ${place}/grup.unu "grup.unu" (a→b)`,
    ])
    expect(reported(base('', '/T () /V (a)'), [33, kid('/T () /V (b)')])).toMean([
      `form-value form-value ${place}/grup "grup" (a→b)`,
    ])
  })

  it('a kid taken away, and one added', () => {
    expect(reported(base('', '/T (unu)'), [30, group('', '')])).toMean([`content field-removed ${place} "grup.unu"`])
    expect(
      reported(base('', '/T (unu)'), [30, group('', '33 0 R 34 0 R')], [34, '<< /T (doi) /Parent 30 0 R >>']),
    ).toMean([`content field-added ${place} "grup.doi"`])
    expect(
      reported(base('', '/T (unu)'), [30, group('', '33 0 R 34 0 R')], [34, '<< /T (unu) /Parent 30 0 R >>']),
    ).toMean([`content field-added ${place} "grup.unu"`, `content duplicate-field-name ${place} "grup.unu"`])
  })

  it('a signature inside a group may be added', () => {
    expect(
      reported(base('', '/T (unu)'), [30, group('', '33 0 R 34 0 R')], [34, '<< /T (doi) /FT /Sig /Parent 30 0 R >>']),
    ).toMean([`signature-field signature-field-added ${place} "grup.doi"`])
  })

  it('kids written in the list itself are distinguished by their place', () => {
    const direct = (value: string) =>
      `<< /T (grup) /FT /Tx /Kids [<< /T (unu) /V (a) >> << /T (doi) /V (${value}) >>] >>`
    const before: Objects = new Map([
      [n.form, bodies.form(`${usual} << /T (sus) /Kids [<< /T (jos) /FT /Tx /V (x) >>] >> 30 0 R`)],
      [30, direct('b')],
    ])
    expect(reported(before, [30, direct('c')])).toMean([`form-value form-value ${place}/grup.doi "grup.doi" (b→c)`])
  })

  it('a form that leads in a circle is refused, and ends', () => {
    const before: Objects = new Map([
      [n.form, bodies.form(list)],
      [30, '<< /T (a) /Kids [30 0 R 7 0 R] >>'],
    ])
    expect(reported(before, [n.motive, bodies.motive('nou')])).toMean(['content structure-tree-loop StructTreeRoot'])
  })

  it('names that were there twice may stay; a third is refused', () => {
    const before: Objects = new Map([
      [n.form, bodies.form(`${list} 31 0 R`)],
      [30, '<< /T (dublu) >>'],
      [31, '<< /T (dublu) >>'],
      [32, '<< /T (dublu) >>'],
    ])
    expect(reported(before, [n.motive, bodies.motive('nou')])).toHaveLength(1)
    expect(reported(before, [n.form, bodies.form(`${list} 31 0 R 32 0 R`)])).toMean(['content field-added'])
    expect(
      reported(
        new Map(),
        [n.form, bodies.form(`${list} 31 0 R`)],
        [30, '<< /T (dublu) /FT /Sig >>'],
        [31, '<< /T (dublu) /FT /Sig >>'],
      ),
    ).toMean(['content duplicate-field-name'])
    expect(
      reported(new Map(), [n.form, bodies.form(`${list} 31 0 R`)], [30, '<< /FT /Sig >>'], [31, '<< /FT /Sig >>']),
    ).toMean(['content field-added'])
  })
})

describe('the form itself', () => {
  const form = (extra: string) => bodies.form(undefined, `/SigFlags 3 ${extra}`)
  it.each<[string, string, string, string[]]>([
    [
      'NeedAppearances taken away',
      '/NeedAppearances true',
      '',
      ['form-value form-NeedAppearances AcroForm/NeedAppearances'],
    ],
    [
      'NeedAppearances written as false',
      '',
      '/NeedAppearances false',
      ['validation-data form-NeedAppearances AcroForm/NeedAppearances'],
    ],
    [
      'NeedAppearances that is no truth',
      '',
      '/NeedAppearances (x)',
      ['content form-NeedAppearances AcroForm/NeedAppearances'],
    ],
    ['the order of calculation', '', '/CO [7 0 R]', ['content form-CO AcroForm/CO']],
    ['the justification of texts', '', '/Q 1', ['content form-Q AcroForm/Q']],
  ])('%s', (_, before, after, changes) => {
    expect(reported(new Map([[n.form, form(before)]]), [n.form, form(after)])).toMean(changes)
  })

  it('SigFlags say that there are signatures, and nothing else', () => {
    const flags = (value: string) =>
      reported(new Map([[n.form, bodies.form(undefined, '')]]), [n.form, bodies.form(undefined, `/SigFlags ${value}`)])
    // Without a signature in the same revision nothing gives a reason for them.
    for (const value of ['1', '3', '2', '(1)']) expect(flags(value)).toMean(['content form-SigFlags'])
  })

  it('the default appearance may not change, nor come without an act', () => {
    const changed = bodies.form().replace('10 Tf', '1 Tf')
    expect(reported(new Map(), [n.form, changed])).toMean(['content form-DA AcroForm/DA'])
    const signatureOnly: Objects = new Map([
      [n.form, '<< /Fields [8 0 R] >>'],
      [n.page, bodies.page('', '8 0 R')],
    ])
    expect(reported(signatureOnly, [n.form, '<< /Fields [8 0 R] /DA (/F1 0 Tf) >>'])).toMean(['content form-DA'])
    expect(reported(signatureOnly, [n.form, '<< /Fields [8 0 R] /DA [1] >>'])).toMean(['content form-DA AcroForm/DA'])
  })

  it('default resources may grow by fonts that no field names', () => {
    const resources = (fonts: string, more = '') =>
      bodies.form().replace('<< /F1 6 0 R >>', fonts).replace('/DR <<', `/DR << ${more}`)
    // Filling in gives a reason for fonts; without an act there is none.
    const fill: Changed[number] = [n.motive, bodies.motive('nou')]
    const later = (body: string, base: Objects = new Map()) =>
      reported(base, [n.form, body], fill).filter((line) => !line.includes('"motiv"'))
    expect(reported(new Map(), [n.form, resources('<< /F1 6 0 R /Helv << /Type /Font >> >>')])).toMean([
      'content form-DR',
    ])
    expect(later(resources('<< /F1 6 0 R /Helv << /Type /Font >> >>'))).toMean(['validation-data form-DR AcroForm/DR'])
    expect(later(resources('<< /F1 6 0 R >>', '/Encoding << >>'))).toMean(['validation-data form-DR AcroForm/DR'])
    expect(later(resources('<< /F2 6 0 R >>'))).toMean(['content form-DR AcroForm/DR'])
    expect(later(resources('[1]'))).toMean(['content form-DR AcroForm/DR'])
    expect(later(bodies.form(), new Map([[n.form, resources('[1]')]]))).toMean(['content form-DR AcroForm/DR'])
    const without = bodies.form().replace(/\/DR << .* >> >>/, '')
    expect(later(bodies.form(), new Map([[n.form, without]]))).toMean(['form-value form-DR AcroForm/DR'])
    expect(later(bodies.form(), new Map([[n.form, without.replace('/F1', '/F9')]]))).toContain(
      'validation-data form-DR AcroForm/DR',
    )
  })

  it.each(['/Helv 12 Tf', '0 g /Helv -1.5 Tf', '/Helv\n12\nTf'])(
    'a font that a field names as %j was waited for',
    (appearance) => {
      const before = withText(`/DA (${appearance})`)
      const later = (name: string) =>
        reported(
          before,
          [n.form, bodies.form(list).replace('/Font <<', `/Font << /${name} 6 0 R`)],
          [n.motive, bodies.motive('nou')],
        )
      expect(later('Helv')).toContain('form-value form-DR AcroForm/DR')
      expect(later('H#65lv')).toContain('form-value form-DR AcroForm/DR')
      expect(later('Hel')).toContain('validation-data form-DR AcroForm/DR')
    },
  )

  it('may come with the first signature, and may not go', () => {
    const without: Objects = new Map([
      [n.catalog, bodies.catalog().replace('/AcroForm 5 0 R', '')],
      [n.page, bodies.page('', '')],
    ])
    expect(
      reported(
        without,
        [n.catalog, bodies.catalog()],
        [n.form, '<< /Fields [30 0 R] /SigFlags 3 >>'],
        [30, '<< /FT /Sig /T (a) /V << /Type /Sig >> >>'],
      ),
    ).toMean(['validation-data form-SigFlags AcroForm/SigFlags', `signature signature-added ${place} "a"`])
    expect(reported(new Map(), [n.form, '[1]'])).toMean(['content form-removed AcroForm'])
    expect(reported(new Map([[n.form, '[1]']]), [n.form, bodies.form()])).toMean(['content form-removed AcroForm'])
    expect(reported(new Map([[n.form, '5']]), [n.form, '5'])).toMean([])
  })
})

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

  const covers = (entries: string, ...more: Changed) =>
    reported(
      new Map(),
      [n.page, bodies.page('', list)],
      [30, `<< /Rect [0 0 100 100] ${entries} >>`],
      ...more,
    )[0]?.startsWith('content')

  it.each([
    'FreeText',
    'Stamp',
    'Redact',
    'Watermark',
    'Screen',
    'RichMedia',
    '3D',
    'Movie',
    'PrinterMark',
    'TrapNet',
    'Projection',
  ])('%s can imitate what was signed', (subtype) => {
    expect(covers(`/Subtype /${subtype}`)).toBe(true)
  })
  it.each([
    'Text',
    'Link',
    'Line',
    'Square',
    'Circle',
    'Polygon',
    'PolyLine',
    'Highlight',
    'Underline',
    'Squiggly',
    'StrikeOut',
    'Caret',
    'Ink',
    'Popup',
    'FileAttachment',
    'Sound',
  ])('%s cannot', (subtype) => {
    expect(covers(`/Subtype /${subtype}`)).toBe(false)
  })
  const faceOf = (content: string) =>
    stream(
      content,
      '/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /ExtGState << /M << /BM /Multiply >> /N << /BM /Normal >> /T << /LW 13 >> >> >>',
    )
  it.each([
    '(x) Tj',
    '[(x)] TJ',
    "(x) '",
    '0 0 (x) "',
    '/X Do',
    '/S sh',
    'BI /W 1 ID x EI',
    'f',
    'F',
    'f*',
    'B',
    'B*',
    'b',
    'b*',
    '/M gs q /N gs f Q',
    '/M gs /N gs f',
    'q /M gs Q f',
    'Q f',
    '] ) f',
    '/Unknown gs f',
    '5 gs f',
    '/M gs f',
    '/M gs 0.4 g f',
    '/M gs 0.4 0.4 0.4 rg f',
    '/M gs 0 0 0 0.6 k f',
    '/M gs 0.6 0.6 0.6 0 k f',
    '/M gs 1 g /P scn f',
    '/M gs 1 g /Cs cs f',
    '/M gs 0 sc f',
    '/M gs q 1 g Q f',
    '13 w S',
    '13 w s',
    '6 w 2.2 0 0 2.2 0 0 cm S',
    '1 w 0 13 13 0 0 0 cm S',
    '/T gs S',
    '/M gs 13 w S',
    '/M gs 0 G 13 w S',
    '/M gs 1 G 0 0 0 RG 13 w S',
    '/M gs 1 G 0 0 0 1 K 13 w S',
    '/M gs 1 g 13 w S',
    'q 13 w S',
    '13 w q 1 w Q S',
    '/M gs 1 g 13 w B',
    '/M gs 1 g 13 w b*',
  ])('a face that paints %j covers', (content) => {
    expect(covers('/Subtype /Square /AP << /N 31 0 R >>', [31, faceOf(content)])).toBe(true)
  })
  it.each([
    '0 0 m 9 9 l S',
    's',
    'n',
    '0 0 9 9 re W n',
    '/M gs 1 1 0 rg f',
    '/M gs 0 0 0.5 rg f',
    '/M gs 0.5 g f',
    '/M gs 0 0 0 0.5 k f',
    '/M gs 1 1 0 0 k f',
    '/M gs 1 sc f',
    '1 g q /N gs Q /M gs f',
    'q /M gs 1 g f Q',
    '% f',
    '(f) pop',
    '11.8 w S',
    'q 13 w Q S',
    '/T gs 1 w S',
    'w S',
    '20 w 0.5 0 0 0.5 0 0 cm S',
    '/M gs 1 1 0 RG 13 w S',
    '/M gs 1 g 1 G 13 w B',
    '/M gs 0.5 0 0 RG 13 w s',
    '13 w n',
  ])('a face that paints %j does not', (content) => {
    expect(covers('/Subtype /Square /AP << /N 31 0 R >>', [31, faceOf(content)])).toBe(false)
  })
  it('an icon is small', () => {
    const icon = (rectangle: string) =>
      reported(
        new Map(),
        [n.page, bodies.page('', list)],
        [30, `<< /Rect [${rectangle}] /Subtype /Text /AP << /N 31 0 R >> >>`],
        [31, faceOf('f')],
      )[0] ?? ''
    expect([icon('0 0 50 50'), icon('0 0 50 51')]).toMean([
      'annotation annotation-added Pages/1/Annots p1 (→Text)',
      'content annotation-added Pages/1/Annots p1 (→Text)',
    ])
    // A strip over one line of text has the area of an icon and is none.
    expect(icon('0 0 51 10')).toBe('content annotation-added Pages/1/Annots p1 (→Text)')
    expect(icon('0 0')).toBe('annotation annotation-added Pages/1/Annots p1 (→Text)')
  })

  it.each([
    ['as thick as a line of text', '/BS << /W 13 >>', true],
    ['at most', '/BS << /W 12 >>', false],
    ['of the older form', '/Border [0 0 13]', true],
    ['of the older form, thin', '/Border [13 13 12]', false],
    ['whose style counts first', '/BS << /W 1 >> /Border [0 0 13]', false],
    ['without a width', '/BS << >> /Border 5', false],
    ['of a width that is none', '/BS << /W /A >>', false],
  ])('a border %s', (_, entries, expected) => {
    expect(covers(`/Subtype /Square ${entries}`)).toBe(expected)
  })

  it.each([
    ['stretched to the rectangle', '1 w S', '/BBox [0 0 5 5]', true],
    ['stretched in one direction', '1 w S', '/BBox [0 0 5 100]', true],
    ['stretched in the other', '1 w S', '/BBox [0 0 100 5]', true],
    ['at its own size', '1 w S', '/BBox [0 0 100 100]', false],
    ['drawn at ten times the size and made smaller', '100 w S', '/BBox [0 0 1000 1000]', false],
    ['stretched by less', '1 w S', '/BBox [0 0 10 10]', false],
    ['turned by its matrix', '1 w S', '/BBox [0 0 100 5] /Matrix [0 1 1 0 0 0]', true],
    ['turned, at its own size', '1 w S', '/BBox [0 0 100 100] /Matrix [0 1 -1 0 0 0]', false],
    ['made large by its matrix, which changes nothing', '1 w S', '/BBox [0 0 100 100] /Matrix [20 0 0 20 0 0]', false],
    ['skewed', '1 w S', '/BBox [0 0 100 100] /Matrix [0.01 20 0 0.01 0 0]', true],
    ['without a box', '1 w S', '', true],
    ['without a box and without lines', 'n', '', false],
  ])('a face whose lines are %s', (_, content, entries, expected) => {
    expect(
      covers('/Subtype /Ink /AP << /N 31 0 R >>', [31, stream(content, `/Type /XObject /Subtype /Form ${entries}`)]),
    ).toBe(expected)
  })
  it.each([
    ['/A << /S /GoTo >>', false],
    ['/A << /S /URI >>', false],
    ['/A << /S /Named >>', false],
    ['/A << /S /Launch >>', true],
    ['/A << >>', true],
    ['/A << /S /URI /Next << /S /URI >> >>', true],
    ['/AA << >>', true],
    ['/A null', false],
  ])('a link with %s acts: %s', (entries, expected) => {
    expect(covers(`/Subtype /Link ${entries}`)).toBe(expected)
  })
})
