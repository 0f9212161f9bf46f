/** What a signature may do to its field, to the form and to the page, and what it may not. */
import { describe, expect, it } from 'vitest'
import { changesBetween } from '../testing/compared.ts'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import type { Objects } from '../testing/plain-pdf.ts'

type Bodies = readonly (readonly [number, string])[]

/** The categories of what is reported, each once; a refusal is a refusal, whatever else there is. */
function categories(base: Objects, later: Bodies): string[] {
  const document = formDocument(base)
  const lines = changesBetween(document, updated(document, ...later))
  const found = [...new Set(lines.map((line) => line.split(' ')[0] ?? ''))].sort()
  return found.includes('content') ? ['content'] : found
}

const usual = '7 0 R 9 0 R 8 0 R'
const value: Bodies[number] = [31, '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached >>']
const none: Objects = new Map()
const withField = (field: string, more: Bodies = [], listed = '30 0 R'): Bodies => [
  [n.form, bodies.form(`${usual} ${listed}`)],
  [n.page, bodies.page('', `${usual} 30 0 R`)],
  [30, field],
  value,
  ...more,
]
const newField = (entries = '', usualEntries = '/Type /Annot /P 3 0 R'): string =>
  `<< /Subtype /Widget /FT /Sig /T (Martor) /Rect [0 0 0 0] /F 132 /V 31 0 R ${usualEntries} ${entries} >>`
const silent = ['signature']
const refused = ['content']

describe('a signature in a new field', () => {
  it.each<[string, Bodies, readonly string[]]>([
    ['is silent', withField(newField()), silent],
    ['of the type of a value', withField(newField('', '/Type /Sig /P 3 0 R')), silent],
    ['without a type', withField(newField('', '/P 3 0 R')), silent],
    ['without a page', withField(newField('', '/Type /Annot')), silent],
    ['with a page that is nothing', withField(newField('', '/Type /Annot /P null')), silent],
    ['with a key that is nothing', withField(newField('/Foo null')), silent],
    [
      'with everything that a field may have',
      withField(
        newField(
          '/TU (a) /TM (b) /M (D:2026) /NM (c) /H /N /Border [0 0 0] /C [] /Q 1 /DA (/F1 9 Tf) /Ff 1 /Contents (a)',
        ),
      ),
      silent,
    ],
    ['of another type', withField(newField('', '/Type /Page /P 3 0 R')), refused],
    ['with a key of its own', withField(newField('/Foo (x)')), refused],
    ['that names content as its page', withField(newField('', '/Type /Annot /P 4 0 R')), refused],
    ['that holds a page of its own', withField(newField('', '/Type /Annot /P << /Type /Page >>')), refused],
    ['that is a kid of another field', withField(newField('/Parent 9 0 R')), refused],
    [
      'with a field of another kind below it',
      withField(newField('/Kids [32 0 R]'), [[32, '<< /T (b) /FT /Tx /V (x) /Parent 30 0 R >>']]),
      refused,
    ],
    ['with a value that is a text', withField(newField().replace('/V 31 0 R', '/V (a)')), refused],
    ['without a value is a field that waits', withField(newField().replace('/V 31 0 R', '')), ['signature-field']],
    ['of the name of another', withField(newField().replace('Martor', 'motiv')), refused],
    [
      'with a face',
      withField(newField('/AP << /N 10 0 R >>').replace('[0 0 0 0]', '[300 100 500 160]')),
      ['signature', 'visible-signature'],
    ],
    ['with a rectangle that is none', withField(newField().replace('[0 0 0 0]', '[0 0 0]')), refused],
    ['that acts', withField(newField('/A << /S /JavaScript >>')), refused],
    ['that acts on events', withField(newField('/AA << >>')), refused],
  ])('%s', (_, later, expected) => {
    expect(categories(none, later)).toEqual(expected)
  })

  it('on two pages is refused', () => {
    const base: Objects = new Map([
      [n.pages, bodies.pages('3 0 R 40 0 R', 2)],
      [40, '<< /Type /Page /Parent 2 0 R >>'],
    ])
    const twice: Bodies = [...withField(newField()), [40, '<< /Type /Page /Parent 2 0 R /Annots [30 0 R] >>']]
    expect(categories(base, withField(newField()))).toEqual(silent)
    expect(categories(base, twice)).toEqual(refused)
  })

  const inGroup = (group: string, more: Bodies = []) =>
    withField(newField('/Parent 32 0 R'), [[32, group], ...more], '32 0 R')
  it.each<[string, Bodies, readonly string[]]>([
    ['in a group', inGroup('<< /T (Contract) /Kids [30 0 R] >>'), silent],
    ['in a group that says its type and flags', inGroup('<< /T (Contract) /FT /Sig /Ff 0 /Kids [30 0 R] >>'), silent],
    [
      'in a group of a group',
      inGroup('<< /T (a) /Parent 33 0 R /Kids [30 0 R] >>', [
        [33, '<< /T (b) /Kids [32 0 R] >>'],
        [n.form, bodies.form(`${usual} 33 0 R`)],
      ]),
      silent,
    ],
    ['in a group that draws', inGroup('<< /T (Contract) /DA (/F1 9 Tf) /Kids [30 0 R] >>'), refused],
    [
      'in a group with another field',
      inGroup('<< /T (Contract) /Kids [30 0 R 34 0 R] >>', [[34, '<< /T (x) /FT /Tx /V (y) /Parent 32 0 R >>']]),
      refused,
    ],
    ['in a group that does not list it', inGroup('<< /T (Contract) /Kids [] >>'), refused],
  ])('%s', (_, later, expected) => {
    expect(categories(none, later)).toEqual(expected)
  })

  it('in a group that is there already', () => {
    const base: Objects = new Map([
      [n.form, bodies.form(`${usual} 32 0 R`)],
      [32, '<< /T (Contract) /Kids [34 0 R] >>'],
      [34, '<< /T (x) /FT /Tx /Parent 32 0 R >>'],
    ])
    const later = (kids: string): Bodies => [
      [n.page, bodies.page('', `${usual} 30 0 R`)],
      [32, `<< /T (Contract) /Kids [${kids}] >>`],
      [30, newField('/Parent 32 0 R')],
      value,
    ]
    expect(categories(base, later('34 0 R 30 0 R'))).toEqual(silent)
    expect(categories(base, later('30 0 R'))).toEqual(refused)
  })
})

describe('a signature in a field that waited', () => {
  const field = (entries: string, flags = '/F 132') =>
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Semnatura) /Rect [72 100 272 160] /P 3 0 R ${flags} ${entries} >>`
  const signed = (before: string, after: string, flags?: string): string[] =>
    categories(new Map([[n.signatureField, field(before)]]), [
      [n.signatureField, field(`/V 31 0 R ${after}`, flags)],
      value,
    ])
  const shown = ['signature', 'visible-signature']
  it.each<[string, string, string, readonly string[]]>([
    ['nothing else', '', '', silent],
    ['a face', '', '/AP << /N 10 0 R >>', shown],
    ['another face', '/AP << /N 12 0 R >>', '/AP << /N 10 0 R >>', shown],
    ['a state', '/AP << /N 10 0 R >>', '/AP << /N 10 0 R >> /AS /N', shown],
    ['its looks', '', '/MK << /BG [1] >>', shown],
    ['a font', '', '/DA (/F1 9 Tf)', silent],
    ['another font', '/DA (/F1 8 Tf)', '/DA (/F1 9 Tf)', silent],
    ['an alignment', '/Q 0', '/Q 1', silent],
    ['a lock', '', '/Lock << /Type /SigFieldLock /Action /All >>', silent],
    ['the flag of what is read only', '', '/Ff 1', silent],
    ['that flag beside another', '/Ff 2', '/Ff 3', silent],
    ['another flag', '', '/Ff 2', refused],
    ['flags that are none', '', '/Ff /A', refused],
    ['a flag less', '/Ff 3', '/Ff 2', refused],
    ['a tooltip', '', '/TU (a)', silent],
    ['a tooltip that is a name', '', '/TU /A', refused],
    ['another tooltip', '/TU (a)', '/TU (b)', refused],
    ['a name for export', '', '/TM (a)', silent],
    ['a name for export that is none', '', '/TM 7', refused],
    ['a place in the structure', '', '/StructParent 1', silent],
    ['a place that is none', '', '/StructParent (a)', refused],
    ['another place', '/StructParent 1', '/StructParent 2', refused],
    ['how it is pressed', '', '/H /N', silent],
    ['how it is pressed, as a number', '', '/H 7', refused],
    ['a border', '', '/Border [0 0 0]', silent],
    ['a border of names', '', '/Border [/A]', refused],
    ['a description', '', '/Contents (a)', silent],
    ['a description that is a dictionary', '', '/Contents << >>', refused],
    ['a description that is a list', '', '/Contents [(a)]', refused],
    ['an action', '', '/A << /S /URI >>', refused],
    ['another key', '', '/Foo (x)', refused],
    ['a dictionary of seeds', '', '/SV << /Ff 1 >>', refused],
    ['layers', '', '/OC << /Type /OCG >>', refused],
  ])('%s', (_, before, after, expected) => {
    expect(signed(before, after)).toEqual(expected)
  })

  it('may hide or show its widget, and nothing more', () => {
    expect(signed('/AP << /N 10 0 R >>', '/AP << /N 10 0 R >>', '/F 4')).toEqual(shown)
    const moved = field('/V 31 0 R').replace('[72 100 272 160]', '[72 100 272 161]')
    expect(categories(none, [[n.signatureField, moved], value])).toEqual(refused)
    const renamed = field('/V 31 0 R').replace('Semnatura', 'Alta')
    expect(categories(none, [[n.signatureField, renamed], value])).toEqual(refused)
  })

  it('names the page where none was named', () => {
    const without = (page: string) => field('/V 31 0 R').replace('/P 3 0 R', page)
    const base: Objects = new Map([[n.signatureField, field('').replace('/P 3 0 R', '')]])
    expect(categories(base, [[n.signatureField, without('/P 3 0 R')], value])).toEqual(silent)
    expect(categories(base, [[n.signatureField, without('/P 4 0 R')], value])).toEqual(refused)
    expect(
      categories(new Map([[n.signatureField, field('').replace('/Type /Annot', '')]]), [
        [n.signatureField, field('/V 31 0 R')],
        value,
      ]),
    ).toEqual(silent)
  })

  it('names no page that is not there', () => {
    const base: Objects = new Map([[n.signatureField, field('').replace('/P 3 0 R', '')]])
    const named = field('/V 31 0 R').replace('/P 3 0 R', '/P 99 0 R')
    expect(categories(base, [[n.signatureField, named], value])).toEqual(refused)
  })

  it('keeps a face that can be read', () => {
    const base: Objects = new Map([
      [n.signatureField, field('/AP << /N 50 0 R >>')],
      [50, bodies.face('a')],
    ])
    const later = (face: string): Bodies => [
      [n.signatureField, field('/AP << /N 50 0 R >> /V 31 0 R')],
      value,
      [50, face],
    ]
    expect(categories(base, later(bodies.face('b')))).toEqual(shown)
    expect(categories(base, later('<< /A'))).toEqual(refused)
  })

  it('shows no new face where another field gets one', () => {
    const base: Objects = new Map([[n.signatureField, field('/AP << /N 10 0 R >>')]])
    const filled: Bodies[number] = [n.motive, bodies.motive('nou', '/AP << /N 12 0 R >>')]
    expect(categories(base, [[n.signatureField, field('/AP << /N 10 0 R >> /V 31 0 R')], value, filled])).toEqual([
      'form-value',
      'signature',
    ])
  })

  it('is made once', () => {
    const base: Objects = new Map([
      [n.signatureField, field('/V 40 0 R')],
      [40, '<< /Type /Sig >>'],
    ])
    expect(categories(base, [[n.signatureField, field('/V 31 0 R')], value])).toEqual(refused)
    expect(categories(none, [[n.motive, bodies.motive('', '/V 31 0 R').replace('/V ()', '')], value])).toEqual(refused)
  })
})

describe('a lock', () => {
  const lock = (action: string) => newField(`/Lock << /Type /SigFieldLock ${action} >>`)
  const flagged = (flags: string) => bodies.motive('', flags)
  const all = '/Action /All'
  it.each<[string, string, string, string, readonly string[]]>([
    ['marks a field as read only', all, '', '/Ff 1', ['field-lock', 'signature']],
    ['keeps other flags', all, '/Ff 2', '/Ff 3', ['field-lock', 'signature']],
    ['marks what it names', '/Action /Include /Fields [(motiv)]', '', '/Ff 1', ['field-lock', 'signature']],
    ['marks nothing else', '/Action /Include /Fields [(cnp)]', '', '/Ff 1', refused],
    ['sets no other flag', all, '', '/Ff 2', refused],
    ['sets no two flags', all, '', '/Ff 3', refused],
    ['sets no flag of something else', all, '/MK << >>', '/MK << /Ff 1 >>', refused],
    ['takes no flag away', all, '/Ff 3', '/Ff 1', refused],
    ['writes flags as a number', all, '', '/Ff (1)', refused],
    ['changes nothing else', all, '', '/Ff 1 /Q 1', refused],
  ])('%s', (_, action, before, after, expected) => {
    const base: Objects = new Map([[n.motive, flagged(before)]])
    expect(categories(base, withField(lock(action), [[n.motive, flagged(after)]]))).toEqual(expected)
  })

  it('is one of a signature of the same revision', () => {
    expect(categories(none, [[n.motive, flagged('/Ff 1')]])).toEqual(refused)
    expect(categories(none, withField(newField(), [[n.motive, flagged('/Ff 1')]]))).toEqual(refused)
  })
})

describe('what a signature does to the form', () => {
  const form = (entries: string, fields = `${usual} 30 0 R`): Bodies[number] => [
    n.form,
    `<< /Fields [${fields}] ${entries} >>`,
  ]
  const appearance = '/DA (/F1 10 Tf 0 g) /DR << /Font << /F1 6 0 R >> >>'
  const changed = (before: string, after: string): string[] =>
    categories(new Map([form(before, usual)]), [...withField(newField()).slice(1), form(after)])
  it.each<[string, string, string, readonly string[]]>([
    ['says that there are signatures', appearance, `${appearance} /SigFlags 3`, ['signature', 'validation-data']],
    ['adds a flag', `${appearance} /SigFlags 1`, `${appearance} /SigFlags 3`, ['signature', 'validation-data']],
    ['takes no flag away', `${appearance} /SigFlags 3`, `${appearance} /SigFlags 1`, refused],
    ['sets no other flag', appearance, `${appearance} /SigFlags 4`, refused],
    ['sets no other flag beside it', `${appearance} /SigFlags 3`, `${appearance} /SigFlags 7`, refused],
    ['sets flags as a number', appearance, `${appearance} /SigFlags (3)`, refused],
    ['sets flags in place of a text', `${appearance} /SigFlags (3)`, `${appearance} /SigFlags 3`, refused],
    [
      'brings another class with something in it',
      '',
      '/DR << /ColorSpace << /A /DeviceGray >> >>',
      ['signature', 'validation-data'],
    ],
    ['brings no class in a list', '', '/DR << /Font [6 0 R] >>', refused],
    ['brings how fields are drawn', '', '/DA (/F1 10 Tf)', ['form-value', 'signature']],
    ['brings it as a text', '', '/DA /F1', refused],
    ['changes not how fields are drawn', '/DA (/F1 10 Tf)', '/DA (/F1 11 Tf)', refused],
    ['brings a font', '', '/DR << /Font << /F1 6 0 R >> >>', ['signature', 'validation-data']],
    ['brings a font that fields wait for', '/DA (/F1 10 Tf 0 g)', appearance, ['form-value', 'signature']],
    [
      'brings a font whose name stands for something else',
      '/DA (/F1 gs)',
      '/DA (/F1 gs) /DR << /Font << /F1 6 0 R >> >>',
      ['signature', 'validation-data'],
    ],
    [
      'brings a font where no name is given',
      '/DA (Tf 1 Tf)',
      '/DA (Tf 1 Tf) /DR << /Font << /F1 6 0 R >> >>',
      ['signature', 'validation-data'],
    ],
    ['changes no font', '/DR << /Font << /F1 6 0 R >> >>', '/DR << /Font << /F1 12 0 R >> >>', refused],
    ['brings empty classes', '', '/DR << /Font << >> /Encoding << >> >>', ['signature', 'validation-data']],
    ['brings a class that is none', '', '/DR << /Font 7 >>', refused],
    [
      'may keep faces among the resources',
      '/DR << /XObject << /A 10 0 R >> >>',
      '/DR << /XObject << /A 12 0 R >> >>',
      ['signature', 'validation-data'],
    ],
    [
      'and procedures',
      '/DR << /ProcSet [/PDF] >>',
      '/DR << /ProcSet [/PDF /Text] >>',
      ['signature', 'validation-data'],
    ],
    [
      'changes no other class',
      '/DR << /ExtGState << /A << /CA 1 >> >> >>',
      '/DR << /ExtGState << /A << /CA 0 >> >> >>',
      refused,
    ],
    ['and nothing else', '', '/Q 1', refused],
    ['and no dynamic form', '', '/XFA (x)', refused],
  ])('%s', (_, before, after, expected) => {
    expect(changed(before, after)).toEqual(expected)
  })

  it('and brings no font that cannot be read', () => {
    const later = (font: string): Bodies => [
      ...withField(newField()).slice(1),
      form(`/DR << /Font << /F1 6 0 R /F2 50 0 R >> >>`),
      [50, font],
    ]
    const base: Objects = new Map([form('/DR << /Font << /F1 6 0 R >> >>', usual)])
    expect(categories(base, later(bodies.font()))).toEqual(['signature', 'validation-data'])
    expect(categories(base, later('<< /A'))).toEqual(refused)
  })

  it('only if there is one', () => {
    for (const entries of ['/SigFlags 3', '/DA (/F1 10 Tf)', '/DR << /Font << /F1 6 0 R >> >>'])
      expect(categories(new Map([form('', usual)]), [form(entries, usual)])).toEqual(refused)
  })

  it('silently, where there are signatures alone', () => {
    const only = (field: string): Objects => new Map([form('', field), [n.page, bodies.page('', field)]])
    const later: Bodies = [
      [n.form, '<< /Fields [8 0 R 30 0 R] /DA (/F1 10 Tf) >>'],
      [n.page, bodies.page('', '8 0 R 30 0 R')],
      [30, newField()],
      value,
    ]
    expect(categories(only('8 0 R'), later)).toEqual(['signature', 'validation-data'])
  })
})

describe('what a signature does to its page', () => {
  const changed = (before: string, after: string, other = ''): string[] => {
    const page = (entries: string, fields: string) => bodies.page(entries, fields).replace('/StructParents 0', '')
    const base: Objects = new Map([
      [n.page, page(before, usual)],
      [n.pages, bodies.pages('3 0 R 40 0 R', 2)],
      [40, '<< /Type /Page /Parent 2 0 R >>'],
    ])
    return categories(base, [
      [n.form, bodies.form(`${usual} 30 0 R`)],
      [n.page, page(after, `${usual} 30 0 R`)],
      [40, `<< /Type /Page /Parent 2 0 R ${other} >>`],
      [30, newField()],
      value,
    ])
  }
  const along = ['signature', 'validation-data']
  it.each<[string, string, string, readonly string[]]>([
    ...['R', 'C', 'S', 'A', 'W'].map((order): [string, string, string, readonly string[]] => [
      `the order ${order} of tabs`,
      '',
      `/Tabs /${order}`,
      along,
    ]),
    ['another order of tabs', '/Tabs /R', '/Tabs /S', along],
    ['an order that is none', '', '/Tabs /X', refused],
    ['an order that is a text', '', '/Tabs (S)', refused],
    ['a place in the structure', '', '/StructParents 7', along],
    ['a place that is taken', '', '/StructParents 0', refused],
    ['another place', '/StructParents 7', '/StructParents 8', refused],
    ['a place that is none', '', '/StructParents (7)', refused],
    ['a date', '', '/LastModified (D:20261123101500Z)', along],
    ['another date', '/LastModified (D:20250101)', '/LastModified (D:20261123101500Z)', along],
    ['a date that is none', '', '/LastModified (ieri)', refused],
    ['an order in place of a date', '', '/LastModified /S', refused],
    ['a date in place of an order', '', '/Tabs (D:20261123101500Z)', refused],
    ['an order in place of a number', '', '/StructParents /S', refused],
    ['a number in place of an order', '', '/Tabs 7', refused],
    ['a date in place of a number', '', '/StructParents (D:20261123101500Z)', refused],
    ['and nothing else', '', '/Rotate 90', refused],
    ['and no note', '', '/Note (x)', refused],
  ])('%s', (_, before, after, expected) => {
    expect(changed(before, after)).toEqual(expected)
  })

  it.each([
    ['nothing', '', along],
    ['nothing in its place', '7 null', along],
    ['no elements', '7 []', along],
    ['nothing in a list', '7 [null null]', along],
    ['an element', '7 [15 0 R]', refused],
    ['nothing and an element', '7 [null 15 0 R]', refused],
    ['an element by itself', '7 15 0 R', refused],
  ])('with a number of the structure that leads to %s', (_, entry, expected) => {
    const base: Objects = new Map([
      [n.page, bodies.page().replace('/StructParents 0', '')],
      [n.structure, bodies.structure().replace('/Nums [', `/Nums [${entry} `)],
    ])
    const page = bodies.page('', `${usual} 30 0 R`).replace('/StructParents 0', '/StructParents 7')
    expect(categories(base, [...withField(newField()), [n.page, page]])).toEqual(expected)
  })

  const noted = (annotations: string, entries = ''): Bodies[number] => [
    n.page,
    bodies.page(entries, annotations).replace('/StructParents 0', ''),
  ]
  const note = (contents: string): Bodies[number] => [
    50,
    `<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (${contents}) >>`,
  ]
  it.each<[string, Bodies, (entries: string) => Bodies, readonly string[] | undefined]>([
    ['a note that comes', [], (entries) => [noted(`${usual} 50 0 R`, entries), note('a')], ['annotation']],
    ['a note that goes', [noted(`${usual} 50 0 R`), note('a')], (entries) => [noted(usual, entries)], ['annotation']],
    [
      'a note that changes',
      [noted(`${usual} 50 0 R`), note('a')],
      (entries) => [noted(`${usual} 50 0 R`, entries), note('b')],
      undefined,
    ],
    ['a value', [], (entries) => [noted(usual, entries), [n.motive, bodies.motive('nou')]], undefined],
    [
      'a signature in a field of the page',
      [[n.signatureField, bodies.signatureField()]],
      (entries) => [noted(usual, entries), [n.signatureField, bodies.signatureField('/V 31 0 R')], value],
      ['signature'],
    ],
  ])('by %s, or not', (_, before, after, reason) => {
    const base: Objects = new Map([noted(usual), ...before])
    const found = (entries: string) => categories(base, after(entries))
    expect(found('')).not.toEqual(refused)
    for (const entries of ['/LastModified (D:20261123101500Z)', '/StructParents 7'])
      expect(found(entries)).toEqual(reason ? [...reason, 'validation-data'] : refused)
    expect(found('/Tabs /S').includes('annotation')).toBe(!(reason?.includes('signature') ?? false))
    expect(found('/Tabs /S').includes('validation-data')).toBe(reason !== undefined)
  })

  it('and to no other', () => {
    expect(changed('', '', '/Tabs /S')).toEqual(['annotation', 'signature'])
    expect(changed('', '', '/StructParents 7')).toEqual(refused)
    expect(changed('', '', '/LastModified (D:20261123101500Z)')).toEqual(refused)
  })
})
