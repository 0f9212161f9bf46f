/**
 * The attacker wrote the document that the victim signs ("Shadow Attacks", NDSS 2021): everything that a careless
 * comparison passes over is laid out beforehand, and one small later revision brings it to light.
 */
import { appendRevision, appendStreamRevision, latin1, lastStartXref, stream } from '../plain-pdf.ts'
import { bodies, numbers as n, updated } from '../form-document.ts'
import type { Attack } from './attack.ts'

const refused = 'refused' as const
const warned = 'warned' as const
const forged = bodies.content('Solicit stergerea dosarului altcuiva')
const annotations = '7 0 R 9 0 R 8 0 R 30 0 R'
const waiting = (entries: string) => `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /P 3 0 R ${entries} >>`
/**
 * A page whose resources are reached by way of a date that no reader shows: the comparison of the date must leave
 * nothing behind.
 */
const looped = new Map([
  [n.page, bodies.page().replace('/Resources <<', '/LastModified 50 0 R /Resources <<')],
  [50, '<< /Self 12 0 R /XObject << /T 51 0 R >> >>'],
  [n.sharedForm, stream('/T Do', '/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources 50 0 R')],
  [51, bodies.sharedForm('titular')],
])
const ascii = (filters: number) => Buffer.from(filters === 0 ? '' : 'BT (Solicit) Tj ET').toString('hex')
function hexed(text: string, times: number): string {
  let out = text
  for (let count = 0; count < times; count++) out = `${Buffer.from(out, 'latin1').toString('hex')}>`
  return out
}
const chain = (length: number) => `/Filter [${'/AHx '.repeat(length)}]`

export const preparedDocuments: readonly Attack[] = [
  {
    name: 'a page listed twice, the second one exchanged',
    answer: refused,
    base: { changes: new Map([[n.pages, bodies.pages('3 0 R 3 0 R', 2)]]) },
    mount: (signed) =>
      updated(
        signed,
        [n.pages, bodies.pages('3 0 R 30 0 R', 2)],
        [n.free, bodies.page().replace('/Contents 4 0 R', '/Contents 31 0 R')],
        [31, forged],
      ),
  },
  {
    name: 'a resource reached by way of a date',
    answer: refused,
    base: { changes: looped },
    mount: (signed) => updated(signed, [51, bodies.sharedForm('reprezentant')]),
  },
  {
    name: 'a date that is no date',
    answer: refused,
    base: {
      changes: new Map([
        [n.page, bodies.page('/LastModified 50 0 R')],
        [50, '<< /A 1 >>'],
      ]),
    },
    mount: (signed) => updated(signed, [50, '<< /A 2 >>']),
  },
  {
    name: 'faces made anew by every reader (NeedAppearances)',
    answer: warned,
    mount: (signed) => updated(signed, [n.form, bodies.form(undefined, '/SigFlags 3 /NeedAppearances true')]),
  },
  {
    name: 'faces made anew under P=1',
    base: { certify: 1 },
    answer: refused,
    mount: (signed) => updated(signed, [n.form, bodies.form(undefined, '/SigFlags 3 /NeedAppearances true')]),
  },
  {
    name: 'the font that a field was waiting for',
    answer: refused,
    base: { changes: new Map([[n.form, bodies.form().replace('/F1 10 Tf', '/Noua 10 Tf')]]) },
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form().replace('/F1 10 Tf', '/Noua 10 Tf').replace('/Font <<', '/Font << /Noua 30 0 R')],
        [n.free, bodies.font('Symbol')],
      ),
  },
  {
    name: 'the default appearance that fields were waiting for',
    answer: refused,
    base: { changes: new Map([[n.form, bodies.form().replace('/DA (/F1 10 Tf 0 g)', '')]]) },
    mount: (signed) => updated(signed, [n.form, bodies.form().replace('0 g', '1 g')]),
  },
  {
    name: 'an object under another generation',
    answer: refused,
    ambiguousBase: true,
    base: { changes: new Map([[n.page, bodies.page().replace('/Contents 4 0 R', '/Contents 4 1 R')]]) },
    mount: (signed) => updated(signed, [n.content, forged]),
  },
  {
    name: 'a compressed object listed under a wrong index',
    answer: refused,
    ambiguousBase: true,
    base: {
      changes: new Map([[n.page, bodies.page().replace('/F1 6 0 R', '/F1 60 0 R')]]),
      prepare: (plain) =>
        appendStreamRevision(
          plain,
          new Map([
            [61, '<< >>'],
            [60, bodies.font()],
          ]),
          70,
          () => 0,
        ),
    },
    mount: (signed) =>
      appendStreamRevision(
        signed,
        new Map([
          [61, '<< >>'],
          [60, bodies.font('Symbol')],
        ]),
        70,
        () => 0,
      ),
  },
  {
    name: 'a compressed object that only forgiving readers read',
    answer: refused,
    ambiguousBase: true,
    base: {
      changes: new Map([[n.page, bodies.page().replace('/F1 6 0 R', '/F1 60 0 R')]]),
      prepare: (plain) => appendStreamRevision(plain, new Map([[60, bodies.font().replace('>>', '')]]), 70),
    },
    mount: (signed) => appendStreamRevision(signed, new Map([[60, bodies.font('Symbol').replace('>>', '')]]), 70),
  },
  {
    name: 'a stream cut short by its length, which stands elsewhere',
    answer: refused,
    base: {
      changes: new Map([
        [n.content, bodies.content().replace(/\/Length \d+/, '/Length 40 0 R')],
        [40, String(/\/Length (\d+)/.exec(bodies.content())?.[1])],
      ]),
    },
    mount: (signed) => updated(signed, [40, '20']),
  },
  {
    name: 'more filters than are looked at',
    answer: refused,
    ambiguousBase: true,
    base: { changes: new Map([[n.content, stream(hexed(ascii(1), 8), chain(9))]]) },
    mount: (signed) => updated(signed, [n.content, stream(hexed(ascii(1), 8), chain(8))]),
  },
  {
    name: 'two certifications in one signature: the stricter counts',
    answer: refused,
    base: {
      entries:
        '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /P 1 /V /1.2 >> >> << /Type /SigRef /TransformMethod /DocMDP /TransformParams << /P 3 /V /1.2 >> >>]',
    },
    mount: (signed) => updated(signed, [n.motive, bodies.motive('motive personale')]),
  },
  {
    name: 'two locks in one signature: both count',
    answer: refused,
    base: {
      entries:
        '/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields [(motiv)] /V /1.2 >> >> << /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields [(altul)] /V /1.2 >> >>]',
    },
    mount: (signed) => updated(signed, [n.motive, bodies.motive('motive personale')]),
  },
  {
    name: 'a layer that was there, switched off',
    answer: refused,
    base: {
      changes: new Map([
        [n.catalog, bodies.catalog('/OCProperties << /OCGs [40 0 R] /D << /ON [40 0 R] >> >>')],
        [40, '<< /Type /OCG /Name (strat) >>'],
      ]),
    },
    mount: (signed) =>
      updated(signed, [n.catalog, bodies.catalog('/OCProperties << /OCGs [40 0 R] /D << /OFF [40 0 R] >> >>')]),
  },
  {
    name: 'a layer that was there, made for print alone',
    answer: refused,
    base: {
      changes: new Map([
        [n.page, bodies.page('/Group 40 0 R')],
        [40, '<< /Type /OCG /Name (strat) >>'],
      ]),
    },
    mount: (signed) => updated(signed, [40, '<< /Type /OCG /Name (strat) /Usage << /View << /ViewState /OFF >> >> >>']),
  },
  {
    name: 'a layer that goes when the file is looked at',
    answer: warned,
    base: {
      changes: new Map([
        [
          n.catalog,
          bodies.catalog(
            '/OCProperties << /OCGs [40 0 R] /D << /ON [40 0 R] /AS [<< /Event /View /Category [/View] /OCGs [40 0 R] >>] >> >>',
          ),
        ],
        [40, '<< /Type /OCG /Name (strat) /Usage << /View << /ViewState /OFF >> >> >>'],
      ]),
    },
    mount: (signed) => signed,
  },
  {
    name: 'content shown when a layer is off',
    answer: warned,
    base: {
      changes: new Map([
        [n.catalog, bodies.catalog('/OCProperties << /OCGs [40 0 R] /D << /ON [40 0 R] >> >>')],
        [40, '<< /Type /OCG /Name (strat) >>'],
        [41, '<< /Type /OCMD /OCGs [40 0 R] /P /AllOff >>'],
        [n.page, bodies.page().replace('/XObject', '/Properties << /M 41 0 R >> /XObject')],
      ]),
    },
    mount: (signed) => signed,
  },
  {
    name: 'a page that no tree names, in an object stream',
    answer: warned,
    base: {
      prepare: (plain) =>
        appendStreamRevision(plain, new Map([[60, '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>']]), 70),
    },
    mount: (signed) => signed,
  },
  {
    name: 'a white area over the text',
    answer: warned,
    base: { changes: new Map([[n.content, stream('BT /F1 12 Tf 72 760 Td (Solicit) Tj ET 1 g 0 0 595 842 re f')]]) },
    mount: (signed) => signed,
  },
  {
    name: 'a picture over the text, inside a form',
    answer: warned,
    base: {
      changes: new Map([
        [n.content, stream('BT /F1 12 Tf 72 760 Td (Solicit) Tj ET /Fm Do')],
        [
          n.sharedForm,
          stream(
            '595 0 0 842 0 0 cm /Im Do',
            '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Im 13 0 R >> >>',
          ),
        ],
      ]),
    },
    mount: (signed) => signed,
  },
  {
    name: 'the glyphs of a font exchanged',
    answer: refused,
    base: {
      changes: new Map([
        [
          n.font,
          '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 40 0 R >> /Encoding << /Differences [97 /a] >> >>',
        ],
        [40, stream('0 0 1 1 re f')],
      ]),
    },
    mount: (signed) => updated(signed, [40, stream('2 2 1 1 re f')]),
  },
  {
    name: 'the encoding of a font exchanged',
    answer: refused,
    base: {
      changes: new Map([
        [n.font, bodies.font().replace('>>', '/Encoding 40 0 R >>')],
        [40, '<< /Differences [49 /one /two] >>'],
      ]),
    },
    mount: (signed) => updated(signed, [40, '<< /Differences [49 /two /one] >>']),
  },
  {
    name: 'what the text of a font means (ToUnicode)',
    answer: refused,
    base: {
      changes: new Map([
        [n.font, bodies.font().replace('>>', '/ToUnicode 40 0 R >>')],
        [40, stream('1 beginbfchar <31> <0031> endbfchar')],
      ]),
    },
    mount: (signed) => updated(signed, [40, stream('1 beginbfchar <31> <0032> endbfchar')]),
  },
  {
    name: 'the widths of a font',
    answer: refused,
    base: {
      changes: new Map([
        [n.font, bodies.font().replace('>>', '/Widths 40 0 R >>')],
        [40, '[500]'],
      ]),
    },
    mount: (signed) => updated(signed, [40, '[0]']),
  },
  {
    name: 'an attached file exchanged',
    answer: refused,
    base: {
      changes: new Map([
        [
          n.catalog,
          bodies.catalog(
            '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.txt) /EF << /F 40 0 R >> >>] >> >>',
          ),
        ],
        [40, stream('a', '/Type /EmbeddedFile')],
      ]),
    },
    mount: (signed) => updated(signed, [40, stream('b', '/Type /EmbeddedFile')]),
  },
  {
    name: 'a script of the catalogue exchanged',
    answer: refused,
    base: {
      changes: new Map([
        [n.catalog, bodies.catalog('/AA << /WP 40 0 R >>')],
        [40, '<< /S /JavaScript /JS (x) >>'],
      ]),
    },
    mount: (signed) => updated(signed, [40, '<< /S /JavaScript /JS (y) >>']),
  },
  {
    name: 'an outline that leads elsewhere',
    answer: refused,
    base: {
      changes: new Map([
        [n.catalog, bodies.catalog('/Outlines 40 0 R')],
        [40, '<< /First 41 0 R /Last 41 0 R >>'],
        [41, '<< /Title (Cerere) /Parent 40 0 R /Dest [3 0 R /Fit] >>'],
      ]),
    },
    mount: (signed) => updated(signed, [41, '<< /Title (Retragere) /Parent 40 0 R /Dest [3 0 R /Fit] >>']),
  },
  {
    name: 'the dynamic form (XFA) exchanged',
    answer: refused,
    base: {
      changes: new Map([
        [n.form, bodies.form(undefined, '/XFA 40 0 R')],
        [40, stream('<a/>')],
      ]),
    },
    mount: (signed) => updated(signed, [40, stream('<b/>')]),
  },
  {
    name: 'a layer of a picture (soft mask) exchanged',
    answer: refused,
    base: {
      changes: new Map([
        [
          n.picture,
          stream(
            '\x00',
            '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 40 0 R',
          ),
        ],
        [40, stream('\xff', '/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8')],
      ]),
    },
    mount: (signed) =>
      updated(signed, [
        40,
        stream('\x00', '/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8'),
      ]),
  },
  {
    name: 'an annotation without its field changed',
    answer: refused,
    base: {
      changes: new Map([
        [n.page, bodies.page('', annotations)],
        [n.free, '<< /Subtype /FreeText /Rect [72 500 200 520] /Contents (nu) >>'],
      ]),
    },
    mount: (signed) => updated(signed, [n.free, '<< /Subtype /FreeText /Rect [72 500 200 520] /Contents (da) >>']),
  },
  {
    name: 'a text annotation taken away under P=3',
    answer: warned,
    base: {
      certify: 3,
      changes: new Map([
        [n.page, bodies.page('', annotations)],
        [n.free, '<< /Subtype /FreeText /Rect [72 500 200 520] /Contents (nu) >>'],
      ]),
    },
    mount: (signed) => updated(signed, [n.page, bodies.page()]),
  },
  {
    name: 'a text annotation made a link under P=3',
    answer: warned,
    base: {
      certify: 3,
      changes: new Map([
        [n.page, bodies.page('', annotations)],
        [n.free, '<< /Subtype /FreeText /Rect [72 500 200 520] /Contents (nu) >>'],
      ]),
    },
    mount: (signed) => updated(signed, [n.free, '<< /Subtype /Link /Rect [72 500 200 520] >>']),
  },
  {
    name: 'a face larger than what is seen of the page',
    answer: refused,
    base: {
      changes: new Map([
        [n.pages, bodies.pages().replace('/MediaBox', '/CropBox [60 620 260 780] /MediaBox')],
        [n.page, bodies.page('/MediaBox [0 0 5950 8420]')],
      ]),
    },
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form(annotations)],
        [n.page, bodies.page('/MediaBox [0 0 5950 8420]', annotations)],
        [n.free, waiting('/Rect [60 620 260 780] /AP << /N 31 0 R >>')],
        [31, bodies.face('alt text')],
      ),
  },
  {
    name: 'an older object that a repairing reader takes',
    answer: refused,
    base: {
      prepare: (plain) =>
        appendRevision(Buffer.concat([plain, latin1(`4 0 obj\n${forged}\nendobj\n`)]), new Map([[40, 'null']]), {
          previous: lastStartXref(plain),
        }),
    },
    mount: (signed) =>
      Buffer.from(
        updated(signed, [41, 'null'])
          .toString('latin1')
          .replace(/00000 n \n(?=trailer[^]{0,120}$)/, '00000 n\n'),
        'latin1',
      ),
  },
]
