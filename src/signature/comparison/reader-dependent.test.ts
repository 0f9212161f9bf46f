import { describe, expect, it } from 'vitest'
import { opened, unsignedForm } from '../testing/compared.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { type Objects, stream } from '../testing/plain-pdf.ts'
import { type ReaderFinding, readerFindings } from './reader-dependent.ts'

const found = (changes: Objects) => readerFindings(opened(unsignedForm({ changes })))
const catalog = (entries: string): Objects => new Map([[n.catalog, bodies.catalog(entries)]])
const page = (entries: string): Objects => new Map([[n.page, bodies.page(entries)]])
const face = (entries: string): Objects => new Map([[n.sharedForm, stream('BT ET', entries)]])
const annotation = (entries: string): Objects =>
  new Map([
    [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 40 0 R')],
    [40, `<< /Type /Annot /Rect [0 0 9 9] ${entries} >>`],
  ])
const layer = (automatic: string, usage: string) =>
  new Map([
    ...catalog(`/OCProperties << /OCGs [40 0 R 41 0 R] /D << ${automatic} >> >>`),
    [40, '<< /Type /OCG /Name (a) >>'],
    [41, `<< /Type /OCG /Name (b) /Usage << ${usage} >> >>`],
  ])
const script = '<< /S /JavaScript /JS (1) >>'
const faces = '/AP << /N << /A 10 0 R /B 12 0 R >> >>'

describe('what a signed file shows depends on the reader', () => {
  it.each<[string, Objects, readonly ReaderFinding[]]>([
    ['nothing', new Map(), []],
    ['a portfolio', catalog('/Collection << >>'), ['portfolio']],
    ['no portfolio', catalog('/Collection null'), []],
    ['a script on opening', catalog(`/OpenAction ${script}`), ['acts-when-opened']],
    ['a jump on opening', catalog('/OpenAction << /S /GoTo /D [3 0 R /Fit] >>'), []],
    [
      'a jump and something after it',
      catalog(`/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next ${script} >>`),
      ['acts-when-opened'],
    ],
    ['a page on opening', catalog('/OpenAction [3 0 R /Fit]'), []],
    ['events of the document', catalog(`/AA << /WC ${script} >>`), ['acts-when-opened']],
    ['named scripts', catalog('/Names << /JavaScript << /Names [(a) 40 0 R] >> >>'), ['acts-when-opened']],
    ['other names', catalog('/Names << /Dests << /Names [] >> >>'), []],
    ['a layer by language', layer('/AS [<< /Event /View >>]', '/Language << /Lang (ro) >>'), ['layer-by-reader']],
    ['a layer by user', layer('/AS [<< /Event /View >>]', '/User << /Name (a) >>'), ['layer-by-reader']],
    ['a layer that nothing switches', layer('', '/Language << /Lang (ro) >>'), []],
    ['a layer that an empty list switches', layer('/AS []', '/Language << /Lang (ro) >>'), []],
    ['a layer with other uses', layer('/AS [<< /Event /View >>]', '/CreatorInfo << >>'), []],
    ['content outside', face('/F (alt.pdf)'), ['outside-the-file']],
    ['content of another file', face('/Ref << /F (alt.pdf) /Page 0 >>'), ['outside-the-file']],
    ['a reference that is none', face('/Ref 7'), []],
    ['other pictures', face('/Alternates []'), ['alternate-picture']],
    ['a prepress picture', face('/OPI << >>'), ['alternate-picture']],
    ['flags of an annotation', annotation('/Subtype /Text /F 4'), []],
    ['alternates of no stream', page('/Alternates []'), []],
    ...['O', 'PO', 'PV', 'PI', 'PC'].map((event): [string, Objects, readonly ReaderFinding[]] => [
      `the event ${event} of a page`,
      page(`/AA << /${event} ${script} >>`),
      ['acts-when-opened'],
    ]),
    ['an event that nobody looks at', page(`/AA << /U ${script} >>`), []],
    ['events that are nothing', page('/AA << /O null >>'), []],
    ['an event in a list of dictionaries', page(`/Private [<< /AA << /O ${script} >> >>]`), ['acts-when-opened']],
    [
      'an event beside a number',
      page(`/Private [7 null /A [<< /X << /AA << /O ${script} >> >> >>]]`),
      ['acts-when-opened'],
    ],
    ...['Movie', 'Screen', 'RichMedia', '3D', 'Sound'].map((kind): [string, Objects, readonly ReaderFinding[]] => [
      `a moving ${kind}`,
      annotation(`/Subtype /${kind}`),
      ['moving-picture'],
    ]),
    ['a moving picture without a place', new Map([...page('/Private 40 0 R'), [40, '<< /Subtype /Movie >>']]), []],
    ['faces for states on a note', annotation(`/Subtype /Text ${faces}`), ['prepared-face']],
    ['faces for states on a text', annotation(`/Subtype /Widget /FT /Tx ${faces}`), ['prepared-face']],
    ['faces for states on a button', annotation(`/Subtype /Widget /FT /Btn ${faces}`), []],
    ['no face for any state', annotation('/Subtype /Text /AP << /N << >> >>'), []],
    ['one face', annotation('/Subtype /Text /AP << /N 10 0 R >>'), []],
    [
      'faces for states of a button by its parent',
      new Map([...annotation(`/Subtype /Widget /Parent 41 0 R ${faces}`), [41, '<< /FT /Btn /Kids [40 0 R] >>']]),
      [],
    ],
    [
      'faces for states of a text by its parent',
      new Map([...annotation(`/Subtype /Widget /Parent 41 0 R ${faces}`), [41, '<< /FT /Tx /Kids [40 0 R] >>']]),
      ['prepared-face'],
    ],
    [
      'faces for states of a field that is its own parent',
      new Map([...annotation(`/Subtype /Widget /Parent 40 0 R ${faces}`)]),
      ['prepared-face'],
    ],
    [
      'a loop among the elements',
      new Map([[n.element, bodies.element().replace('/K 0', '/K [15 0 R]')]]),
      ['tree-with-loop'],
    ],
    ['a page listed twice', new Map([[n.pages, bodies.pages('3 0 R 3 0 R', 2)]]), ['list-not-settled']],
    ['elements that are numbers', new Map([[n.element, bodies.element().replace('/K 0', '/K [0 1 2]')]]), []],
    [
      'an element that is a name',
      new Map([[n.element, bodies.element().replace('/K 0', '/K [0 /A]')]]),
      ['list-not-settled'],
    ],
    [
      'a number among the annotations',
      new Map([[n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 7')]]),
      ['list-not-settled'],
    ],
    ['a field listed twice', new Map([[n.form, bodies.form('7 0 R 9 0 R 8 0 R 9 0 R')]]), ['list-not-settled']],
    ['an element listed twice', new Map([[n.structure, bodies.structure('15 0 R 15 0 R')]]), ['list-not-settled']],
    [
      'an annotation listed twice',
      new Map([[n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 8 0 R')]]),
      ['list-not-settled'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(found(changes)).toEqual(expected)
  })

  it('however much of it there is', () => {
    expect(
      found(new Map([...catalog(`/Collection << >> /OpenAction ${script}`), ...face('/F (alt.pdf)')])).sort(),
    ).toEqual([...['acts-when-opened', 'outside-the-file', 'portfolio']])
  })
})
