import { describe, expect, it } from 'vitest'
import { opened, unsignedForm } from '../testing/compared.ts'
import { overlappingAnnotations, shadowFindings } from './shadow-content.ts'
import { stream, type Objects } from '../testing/plain-pdf.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'

const text = 'BT /F1 12 Tf 72 760 Td (Solicit) Tj ET'
const cover = 'q 595 0 0 842 0 0 cm /Im Do Q'
const inForm = (content: string, box = '/BBox [0 0 595 842]') =>
  stream(content, `/Type /XObject /Subtype /Form ${box} /Resources << /XObject << /Im 13 0 R >> >>`)
const layers = (configuration: string, group: string): Map<number, string | null> =>
  new Map([
    [n.catalog, bodies.catalog(`/OCProperties << /OCGs [30 0 R] /D << /ON [30 0 R] ${configuration} >> >>`)],
    [30, `<< /Type /OCG /Name (strat) ${group} >>`],
  ])
const transparent = [
  n.page,
  bodies
    .page()
    .replace(
      '/XObject',
      '/ExtGState << /Half << /ca 0.5 >> /Full << /ca 1 /BM /Normal /SMask /None >> /Mult << /BM /Multiply >> /Mask << /SMask << /S /Alpha >> >> >> /XObject',
    ),
] as const
const withoutResources = bodies.page().replace(/\/Resources << .* >> >> /, '')
const found = (changes: Objects) =>
  shadowFindings(opened(unsignedForm({ changes }))).map(({ what, page }) => `${what} ${String(page)}`)

describe('prepared content in a signed file', () => {
  it.each<[string, Objects, string]>([
    [
      'a layer that is off',
      new Map([
        [n.catalog, bodies.catalog('/OCProperties << /OCGs [30 0 R] /D << /OFF [30 0 R] >> >>')],
        [30, '<< /Type /OCG /Name (strat) >>'],
      ]),
      'hidden-layer 0',
    ],
    [
      'layers that are off unless named',
      new Map([
        [n.catalog, bodies.catalog('/OCProperties << /OCGs [30 0 R] /D << /BaseState /OFF >> >>')],
        [30, '<< /Type /OCG /Name (strat) >>'],
      ]),
      'hidden-layer 0',
    ],
    ['a picture over text', new Map([[n.content, stream(`${text} ${cover}`)]]), 'picture-over-text 1'],
    [
      'a picture over text, turned on its head',
      new Map([[n.content, stream(`${text} q 0 595 -842 0 0 0 cm /Im Do Q`)]]),
      'picture-over-text 1',
    ],
    [
      'a picture over text, made large in steps',
      new Map([[n.content, stream(`${text} q 59.5 0 0 84.2 0 0 cm 10 0 0 10 0 0 cm /Im Do Q`)]]),
      'picture-over-text 1',
    ],
    [
      'a picture over text of another stream',
      new Map([
        [n.page, bodies.page().replace('/Contents 4 0 R', '/Contents [60 0 R 40 0 R 41 0 R]')],
        [40, stream(text)],
        [41, stream(cover)],
      ]),
      'picture-over-text 1',
    ],
    ...['[(a)] TJ', "(a) '", '0 0 (a) "'].map((operator): [string, Objects, string] => [
      `a picture over text shown by ${operator}`,
      new Map([[n.content, stream(`BT ${operator} ET ${cover}`)]]),
      'picture-over-text 1',
    ]),
    [
      'a picture over text that became visible again',
      new Map([[n.content, stream(`BT 3 Tr (a) Tj 0 Tr (b) Tj ET ${cover}`)]]),
      'picture-over-text 1',
    ],
    ['a page that no tree names', new Map([[30, bodies.page()]]), 'unused-page 0'],
    [
      'a picture over text, by the resources of the page tree',
      new Map([
        [n.content, stream(`${text} ${cover}`)],
        [n.page, withoutResources],
        [n.pages, bodies.pages().replace('/MediaBox', '/Resources << /XObject << /Im 13 0 R >> >> /MediaBox')],
      ]),
      'picture-over-text 1',
    ],
    [
      'a picture that its nearest resources name',
      new Map([
        [n.content, stream(`${text} ${cover}`)],
        [n.pages, bodies.pages().replace('/MediaBox', '/Resources << /XObject << /Im 12 0 R >> >> /MediaBox')],
      ]),
      'picture-over-text 1',
    ],
    [
      'a picture over text after a stream without text',
      new Map([
        [n.page, bodies.page().replace('/Contents 4 0 R', '/Contents [40 0 R 41 0 R]')],
        [40, stream(`q ${' '.repeat(500_000)}`)],
        [41, stream(`${text} ${cover}`)],
      ]),
      'picture-over-text 1',
    ],
    [
      'an operator that ends where a stream ends',
      new Map([
        [n.page, bodies.page().replace('/Contents 4 0 R', '/Contents [40 0 R 41 0 R]')],
        [40, stream('BT (a) Tj')],
        [41, stream('ET q 595 0 0 842 0 0 cm /Im Do')],
      ]),
      'picture-over-text 1',
    ],
    [
      'a layer that goes when the file is looked at',
      layers('/AS [<< /Event /View /Category [/View] /OCGs [30 0 R] >>]', '/Usage << /View << /ViewState /OFF >> >>'),
      'hidden-layer 0',
    ],
    [
      'one layer of several that goes',
      layers('/AS [<< >>]', '/Usage << /View << /ViewState /OFF >> >>')
        .set(n.catalog, bodies.catalog('/OCProperties << /OCGs [31 0 R 30 0 R] /D << /AS [<< >>] >> >>'))
        .set(31, '<< /Type /OCG /Name (altul) >>'),
      'hidden-layer 0',
    ],
    [
      'a layer that goes when the file is printed',
      layers(
        '/AS [<< /Event /Print /Category [/Print] /OCGs [30 0 R] >>]',
        '/Usage << /Print << /PrintState /OFF >> >>',
      ),
      'hidden-layer 0',
    ],
    [
      'a layer that comes with the size',
      layers('/AS [<< /Event /View /Category [/Zoom] /OCGs [30 0 R] >>]', '/Usage << /Zoom << /min 4 >> >>'),
      'hidden-layer 0',
    ],
    ...['/P /AllOff', '/P /AnyOff', '/VE [/Not 30 0 R]'].map((rule): [string, Objects, string] => [
      `content shown when a layer is off: ${rule}`,
      layers('', '').set(40, `<< /Type /OCMD /OCGs [30 0 R] ${rule} >>`),
      'hidden-layer 0',
    ]),
    [
      'a large area filled over text',
      new Map([[n.content, stream(`${text} 1 g 0 0 595 842 re f`)]]),
      'picture-over-text 1',
    ],
    ...['F', 'f*', 'B', 'B*', 'b', 'b*'].map((operator): [string, Objects, string] => [
      `a large area filled over text by ${operator}`,
      new Map([[n.content, stream(`${text} 595 842 -595 -842 re ${operator}`)]]),
      'picture-over-text 1',
    ]),
    [
      'a small area made large',
      new Map([[n.content, stream(`${text} 100 0 0 100 0 0 cm 0 0 5.95 8.42 re f`)]]),
      'picture-over-text 1',
    ],
    [
      'a large area among small ones',
      new Map([[n.content, stream(`${text} 0 0 595 842 re 0 0 1 1 re f`)]]),
      'picture-over-text 1',
    ],
    [
      'a large area whose transparency was taken back',
      new Map([transparent, [n.content, stream(`${text} /Half gs /Full gs 0 0 595 842 re f`)]]),
      'picture-over-text 1',
    ],
    [
      'a large area under parameters that nobody names',
      new Map([transparent, [n.content, stream(`${text} /Other gs 5 gs 0 0 595 842 re f`)]]),
      'picture-over-text 1',
    ],
    [
      'a picture in a form over text',
      new Map([
        [n.content, stream(`${text} /Fm Do`)],
        [n.sharedForm, inForm(cover)],
      ]),
      'picture-over-text 1',
    ],
    [
      'a picture in a form made large by its matrix',
      new Map([
        [n.content, stream(`${text} /Fm Do`)],
        [n.sharedForm, inForm('59.5 0 0 84.2 0 0 cm /Im Do', '/Matrix [10 0 0 10 0 0] /BBox [0 0 99 99]')],
      ]),
      'picture-over-text 1',
    ],
    ['a picture over the text of a form', new Map([[n.content, stream(`/Fm Do ${cover}`)]]), 'picture-over-text 1'],
    [
      'a picture in a form without resources of its own',
      new Map([
        [n.content, stream(`${text} /Fm Do`)],
        [n.sharedForm, stream(cover, '/Subtype /Form /BBox [0 0 595 842]')],
      ]),
      'picture-over-text 1',
    ],
    [
      'a picture after a form that drew nothing',
      new Map([
        [n.content, stream(`${text} /Fm Do ${cover}`)],
        [n.sharedForm, inForm('q Q')],
      ]),
      'picture-over-text 1',
    ],
  ])('%s is reported as a warning', (_, changes, what) => {
    expect(found(changes)).toEqual([what])
  })

  it.each<[string, Objects]>([
    ['a picture under text', new Map([[n.content, stream(`${cover} ${text}`)]])],
    ['a small picture after text', new Map([[n.content, stream(`${text} q 100 0 0 100 0 0 cm /Im Do Q`)]])],
    [
      'a scanned page with invisible text (recognised) under the picture',
      new Map([[n.content, stream(`BT 3 Tr /F1 12 Tf (Solicit) Tj ET ${cover}`)]]),
    ],
    [
      'a picture whose place was restored',
      new Map([[n.content, stream(`${text} q 595 0 0 842 0 0 cm Q q 10 0 0 10 0 0 cm /Im Do Q`)]]),
    ],
    ['a form over text without a picture', new Map([[n.content, stream(`${text} q 595 0 0 842 0 0 cm /Fm Do Q`)]])],
    [
      'a picture that can be seen through',
      new Map([
        [n.content, stream(`${text} ${cover}`)],
        [
          n.picture,
          stream(
            '\x00',
            '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 12 0 R',
          ),
        ],
      ]),
    ],
    ['a picture of half the page', new Map([[n.content, stream(`${text} q 595 0 0 421 0 0 cm /Im Do Q`)]])],
    ['a picture of another name', new Map([[n.content, stream(`${text} q 595 0 0 842 0 0 cm /Im2 Do Q`)]])],
    ['a flat picture', new Map([[n.content, stream(`${text} q 595 842 595 842 0 0 cm /Im Do Q`)]])],
    ['text inside the bytes of a small picture', new Map([[n.content, stream(`BI /W 1 ID ${text} EI ${cover}`)]])],
    ['content that nobody can read', new Map([[n.content, stream(`${text} ${cover}`, '/Filter /Unknown')]])],
    ['more content than is looked at', new Map([[n.content, stream(`${text} ${cover} ${' '.repeat(1024 * 1024)}`)]])],
    ['a layer that is on', layers('', '/Usage << /View << /ViewState /OFF >> >>')],
    ['a layer with nothing to switch it', layers('/AS []', '/Usage << /View << /ViewState /OFF >> >>')],
    [
      'a layer that is shown and printed',
      layers(
        '/AS [<< /Event /View /Category [/View /Print] /OCGs [30 0 R] >>]',
        '/Usage << /View << /ViewState /ON >> /Print << /PrintState /ON >> >>',
      ),
    ],
    ['a list of hidden layers with nothing in it', layers('/OFF []', '')],
    [
      'hidden layers of a file that has none',
      new Map([[n.catalog, bodies.catalog('/OCProperties << /OCGs [] /D << /OFF [30 0 R] >> >>')]]),
    ],
    [
      'a configuration without layers',
      new Map([[n.catalog, bodies.catalog('/OCProperties << /D << /BaseState /OFF >> >>')]]),
    ],
    [
      'a page that no tree names, among more objects than are looked at',
      new Map([[30, bodies.page()], ...Array.from({ length: 2000 }, (_, index) => [1000 + index, 'null'] as const)]),
    ],
    ['content shown when a layer is on', layers('', '').set(40, '<< /Type /OCMD /OCGs [30 0 R] /P /AllOn >>')],
    ['something else with a policy', new Map([[40, '<< /Type /Other /P /AllOff >>']])],
    ['a large area under text', new Map([[n.content, stream(`0 0 595 842 re f ${text}`)]])],
    ['half the page filled after text', new Map([[n.content, stream(`${text} 0 0 595 421 re f`)]])],
    ['a large area that is outlined', new Map([[n.content, stream(`${text} 0 0 595 842 re S 0 0 9 9 re f`)]])],
    [
      'a large area that is closed and outlined',
      new Map([[n.content, stream(`${text} 0 0 595 842 re s 0 0 9 9 re f`)]]),
    ],
    ['a large area that is dropped', new Map([[n.content, stream(`${text} 0 0 595 842 re n f`)]])],
    ['a large area that is clipped', new Map([[n.content, stream(`${text} 0 0 99 99 re W n 0 0 595 842 re f`)]])],
    ['a picture that is clipped', new Map([[n.content, stream(`${text} 0 0 99 99 re W* n ${cover}`)]])],
    [
      'a large area that shines through',
      new Map([transparent, [n.content, stream(`${text} /Half gs 0 0 595 842 re f`)]]),
    ],
    [
      'a large area that is multiplied',
      new Map([transparent, [n.content, stream(`${text} /Mult gs 0 0 595 842 re f`)]]),
    ],
    ['a large area with a soft mask', new Map([transparent, [n.content, stream(`${text} /Mask gs 0 0 595 842 re f`)]])],
    [
      'a picture in a form that its box cuts off',
      new Map([
        [n.content, stream(`${text} /Fm Do`)],
        [n.sharedForm, inForm(cover, '/BBox [0 0 99 99]')],
      ]),
    ],
    [
      'a picture in a form without a box',
      new Map([
        [n.content, stream(`${text} /Fm Do`)],
        [n.sharedForm, inForm(cover, '')],
      ]),
    ],
    [
      'a form that draws itself',
      new Map([
        [n.content, stream(`${text} /Fm Do`)],
        [n.sharedForm, stream('/Fm Do', '/Subtype /Form /BBox [0 0 595 842]')],
      ]),
    ],
    [
      'a form that nobody can read',
      new Map([
        [n.content, stream(`${text} /Fm Do`)],
        [n.sharedForm, stream(cover, '/Subtype /Form /BBox [0 0 595 842] /Filter /Unknown')],
      ]),
    ],
    [
      'another kind of object',
      new Map([
        [n.content, stream(`${text} 595 0 0 842 0 0 cm /Fm Do`)],
        [n.sharedForm, stream(cover, '/Subtype /PS /BBox [0 0 595 842]')],
      ]),
    ],
    [
      'a picture that nothing names',
      new Map([
        [n.content, stream(`${text} ${cover}`)],
        [n.page, withoutResources],
      ]),
    ],
    [
      'a page whose parent is itself',
      new Map([
        [n.content, stream(`${text} ${cover}`)],
        [n.page, withoutResources.replace('/Parent 2 0 R', '/Parent 3 0 R')],
      ]),
    ],
    [
      'content in two streams, more than is looked at',
      new Map([
        [n.page, bodies.page().replace('/Contents 4 0 R', '/Contents [40 0 R 41 0 R]')],
        [40, stream(`${text} ${' '.repeat(600_000)}`)],
        [41, stream(`${cover} ${' '.repeat(600_000)}`)],
      ]),
    ],
    ['broken content', new Map([[n.content, stream(') >> ( ]] /X 12 ; Tj')]])],
  ])('%s is not', (_, changes) => {
    expect(found(changes)).toEqual([])
  })
})

describe('annotations that share a place', () => {
  const first = '<< /Type /Annot /Subtype /Link /Rect [10 10 50 20] >>'
  const overlap = (second: string, more: Objects = new Map()) =>
    overlappingAnnotations(
      opened(
        unsignedForm({
          changes: new Map([
            [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R 31 0 R')],
            [30, first],
            [31, second],
            ...more,
          ]),
        }),
      ),
    )
  const annotation = (subtype: string, rectangle: string, extra = '') =>
    `<< /Type /Annot /Subtype /${subtype} /Rect [${rectangle}] ${extra} >>`

  it.each([
    ['two links', annotation('Link', '40 10 90 20')],
    ['two links, the corners named the other way round', annotation('Link', '90 20 40 10')],
    ['a text over a link', annotation('FreeText', '0 0 100 100')],
    ['a stamp over a link', annotation('Stamp', '12 12 40 18')],
    ['a filled square over a link', annotation('Square', '0 0 100 100', '/IC [1 1 1]')],
    ['an annotation of no kind over a link', '<< /Rect [0 0 100 100] >>'],
    [
      'a text over a link, shown although the file says that it is locked',
      annotation('FreeText', '0 0 100 100', '/F 128'),
    ],
  ])('%s: what is shown or followed there is not settled', (_, second) => {
    expect(overlap(second)).toBe(1)
  })

  it.each([
    ['links side by side', annotation('Link', '49.5 10 90 20')],
    ['links of two lines of text', annotation('Link', '10 19.2 50 29')],
    ['a link far away', annotation('Link', '300 10 350 20')],
    ['a text beside the link', annotation('FreeText', '60 10 90 20')],
    ['a highlighted link', annotation('Highlight', '8 8 52 22')],
    ['a note on a link', annotation('Text', '10 10 30 30')],
    ['a line around a link', annotation('Square', '8 8 52 22')],
    ['a reply to a note', annotation('FreeText', '10 10 50 20', '/IRT 30 0 R')],
    ['a text that is hidden', annotation('FreeText', '0 0 100 100', '/F 2')],
    ['a text that is for print alone', annotation('FreeText', '0 0 100 100', '/F 32')],
    ['the window of a note', annotation('Popup', '0 0 100 100')],
    ['a field over a link', annotation('Widget', '0 0 100 100')],
    ['a filled field over a link', annotation('Widget', '0 0 100 100', '/IC [1 1 1]')],
    ['the filled window of a note', annotation('Popup', '0 0 100 100', '/IC [1 1 1]')],
    ['a rectangle that is none', annotation('Link', '0 0 100')],
  ])('%s: nothing is in doubt', (_, second) => {
    expect(overlap(second)).toBeUndefined()
  })

  it('a highlight that shines through hides nothing; one that covers does', () => {
    const face = (operators: string) =>
      stream(
        operators,
        '/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /ExtGState << /Mult << /BM /Multiply >> /Normal << /BM /Normal >> >> >>',
      )
    const highlight = annotation('Highlight', '0 0 100 100', '/AP << /N 32 0 R >>')
    expect(overlap(highlight, new Map([[32, face('/Mult gs 1 1 0 rg 0 0 99 99 re f')]]))).toBeUndefined()
    expect(overlap(highlight, new Map([[32, face('q /Mult gs Q 1 1 0 rg 0 0 99 99 re f')]]))).toBe(1)
    expect(overlap(highlight, new Map([[32, face('/Mult gs q /Normal gs 0 0 99 99 re f Q')]]))).toBe(1)
    expect(overlap(highlight, new Map([[32, face('/Mult gs 1 g q /Normal gs Q 0 0 99 99 re f')]]))).toBeUndefined()
  })
})
