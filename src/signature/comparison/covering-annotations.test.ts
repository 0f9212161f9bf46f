import { describe, expect, it } from 'vitest'
import { type Changed, list, reported } from '../testing/field-changes.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { meaning } from '../testing/meaning.ts'
import { stream } from '../testing/plain-pdf.ts'

expect.extend(meaning)

describe('an annotation that covers', () => {
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
    '/M gs /Cs cs 1 sc f',
    '/M gs /Cs cs 1 scn f',
    '/M gs /Cs cs 1 1 1 1 scn f',
    'q /Cs cs Q /M gs /Cs cs 1 scn f',
    '/M gs /Cs CS 1 SCN 13 w S',
    '/M gs 1 cs 1 sc f',
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
    '/M gs /DeviceGray cs 1 sc f',
    '/M gs /DeviceRGB cs 1 1 0 sc f',
    '/M gs /DeviceCMYK cs 0 0 1 0 scn f',
    '/M gs /Cs cs 1 g f',
    '/M gs /Cs cs 1 g 1 sc f',
    'q /Cs cs Q /M gs 1 sc f',
    '/M gs /Cs cs /DeviceGray CS 1 SC 13 w S',
    '/M gs /Cs CS 1 G 13 w S',
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
  it.each([
    ['/I true', true],
    ['/I (x)', true],
    ['/I false', false],
    ['', false],
  ])('in a group with %j multiplication has no effect on the page: %s', (entries, expected) => {
    const face = faceOf('/M gs 1 1 0 rg f').replace(
      '/Subtype /Form',
      `/Subtype /Form /Group << /S /Transparency ${entries} >>`,
    )
    expect(covers('/Subtype /Square /AP << /N 31 0 R >>', [31, face])).toBe(expected)
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
