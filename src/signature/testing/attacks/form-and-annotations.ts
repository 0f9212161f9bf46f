/**
 * What forms, annotations and certifications allow, and the attacks that live there (NDSS 2021 "Shadow Attacks", S&P
 * 2021 "Breaking the Specification").
 */
import { stream } from '../plain-pdf.ts'
import { bodies, numbers as n, updated } from '../form-document.ts'
import type { Attack } from './attack.ts'

const refused = 'refused' as const
const warned = 'warned' as const
const annotation = (subtype: string, extra = '') =>
  `<< /Type /Annot /Subtype /${subtype} /Rect [72 755 400 775] /Contents (alt text) ${extra} >>`
const withAnnotation = (signed: Buffer, body: string) =>
  updated(signed, [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')], [n.free, body])
const face = (text = 'alt text') => bodies.face(text)
const drawn = (content: string, box: string) =>
  stream(content, `/Type /XObject /Subtype /Form /BBox ${box} /Resources << /ExtGState << /M << /BM /Multiply >> >> >>`)
/** A field that has its value from its parent. */
const family = new Map([
  [n.form, bodies.form('7 0 R 9 0 R 8 0 R 40 0 R')],
  [40, '<< /T (grup) /FT /Tx /V (nu) /Kids [41 0 R] >>'],
  [41, '<< /Type /Annot /Subtype /Widget /T (copil) /Parent 40 0 R /Rect [72 500 200 520] >>'],
])
const unlisted = (state: string) =>
  `<< /Type /Annot /Subtype /Widget /Parent 7 0 R /Rect [72 500 200 520] /AP << /N << /A 42 0 R /B 43 0 R >> >> ${state} >>`

export const formAndAnnotations: readonly Attack[] = [
  {
    name: 'a form value changed',
    answer: warned,
    mount: (signed) =>
      updated(signed, [n.cnp, bodies.cnp('1800101220021', '', 31)], [31, bodies.face('1800101220021')]),
  },
  {
    name: 'a form value filled in under P=2',
    base: { certify: 2 },
    answer: warned,
    mount: (signed) => updated(signed, [n.motive, bodies.motive('motive personale')]),
  },
  {
    name: 'a form value changed under P=1',
    base: { certify: 1 },
    answer: refused,
    mount: (signed) => updated(signed, [n.motive, bodies.motive('motive personale')]),
  },
  {
    name: 'a locked field changed',
    base: { lock: ['cnp'] },
    answer: refused,
    mount: (signed) => updated(signed, [n.cnp, bodies.cnp('1800101220021')]),
  },
  {
    name: 'shadow replace: a face without its value',
    answer: refused,
    mount: (signed) => updated(signed, [n.cnpFace, bodies.face('1800101220021')]),
  },
  {
    name: 'shadow hide: a picture lifted from the page',
    answer: refused,
    mount: (signed) => updated(signed, [n.picture, stream('', '/Type /XObject /Subtype /Form /BBox [0 0 1 1]')]),
  },
  {
    name: 'shadow hide and replace: the page tree switched',
    answer: refused,
    base: {
      changes: new Map([
        [40, bodies.pages('41 0 R')],
        [41, bodies.page().replace('/Contents 4 0 R', '/Contents 42 0 R').replace('2 0 R', '40 0 R')],
        [42, bodies.content('alt text')],
      ]),
    },
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog().replace('/Pages 2 0 R', '/Pages 40 0 R')]),
  },
  {
    name: 'shadow hide and replace: the object numbers switched',
    answer: refused,
    base: { changes: new Map([[42, bodies.content('alt text')]]) },
    mount: (signed) => updated(signed, [n.content, bodies.content('alt text')]),
  },
  {
    name: 'evil annotation: free text over content, P=3',
    base: { certify: 3 },
    answer: refused,
    mount: (signed) => withAnnotation(signed, annotation('FreeText')),
  },
  {
    name: 'evil annotation: a stamp over content, P=3',
    base: { certify: 3 },
    answer: refused,
    mount: (signed) => withAnnotation(signed, annotation('Stamp')),
  },
  {
    name: 'evil annotation: a filled square, P=3',
    base: { certify: 3 },
    answer: refused,
    mount: (signed) => withAnnotation(signed, annotation('Square', '/IC [1 1 1]')),
  },
  {
    name: 'evil annotation: a line that draws text, P=3',
    base: { certify: 3 },
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, annotation('Line', '/AP << /N 31 0 R >>')],
        [31, face()],
      ),
  },
  {
    name: 'evil annotation: a line as thick as the text under it',
    base: { certify: 3 },
    answer: refused,
    mount: (signed) => withAnnotation(signed, annotation('Line', '/L [72 765 400 765] /C [1 1 1] /BS << /W 20 >>')),
  },
  {
    name: 'evil annotation: a thick line in a face',
    base: { certify: 3 },
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, annotation('Ink', '/AP << /N 31 0 R >>')],
        [31, drawn('1 G 20 w 0 10 m 328 10 l S', '[0 0 328 20]')],
      ),
  },
  {
    name: 'evil annotation: a hair line stretched until it is thick',
    base: { certify: 3 },
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, annotation('Ink', '/AP << /N 31 0 R >>')],
        [31, drawn('1 G 1 w 0 0 m 1 1 l S', '[0 0 1 1]')],
      ),
  },
  {
    name: 'evil annotation: a highlight as dark as the text under it',
    base: { certify: 3 },
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, annotation('Highlight', '/AP << /N 31 0 R >>')],
        [31, drawn('/M gs 0 g 0 0 328 20 re f', '[0 0 328 20]')],
      ),
  },
  {
    name: 'evil annotation: a strip no larger than an icon over one line',
    base: { certify: 3 },
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, annotation('Line', '/AP << /N 31 0 R >>').replace('[72 755 400 775]', '[72 757 312 767]')],
        [31, drawn('1 g 0 0 240 10 re f', '[0 0 240 10]')],
      ),
  },
  {
    name: 'a highlight under P=3',
    base: { certify: 3 },
    answer: warned,
    mount: (signed) =>
      updated(
        signed,
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, annotation('Highlight', '/AP << /N 31 0 R >>')],
        [31, drawn('/M gs 1 1 0 rg 0 0 328 20 re f', '[0 0 328 20]')],
      ),
  },
  {
    name: 'a value given to a locked field by its parent',
    base: { lock: ['grup.copil'], changes: family },
    answer: refused,
    mount: (signed) => updated(signed, [40, '<< /T (grup) /FT /Tx /V (da) /Kids [41 0 R] >>']),
  },
  {
    name: 'a locked field shown by a widget that no form lists',
    base: {
      lock: ['cnp'],
      changes: new Map([
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, unlisted('/AS /A')],
        [42, face('a')],
        [43, face('b')],
      ]),
    },
    answer: refused,
    mount: (signed) => updated(signed, [n.free, unlisted('/AS /B')]),
  },
  {
    name: 'a field that serves as the face of a pressed button',
    base: {
      changes: new Map([
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, '<< /Type /Annot /Subtype /Stamp /Rect [72 500 200 520] /AS /V /AP << /N 42 0 R /D 9 0 R >> >>'],
        [42, face('a')],
        [n.motive, bodies.motive().replace('/V ()', '/V 42 0 R')],
      ]),
    },
    answer: refused,
    mount: (signed) => updated(signed, [n.motive, bodies.motive().replace('/V ()', '/V 43 0 R')], [43, face('b')]),
  },
  {
    name: 'a note under P=3',
    base: { certify: 3 },
    answer: warned,
    mount: (signed) => withAnnotation(signed, annotation('Text')),
  },
  {
    name: 'a note under P=2',
    base: { certify: 2 },
    answer: refused,
    mount: (signed) => withAnnotation(signed, annotation('Text')),
  },
  {
    name: 'a note where nothing permits it',
    answer: refused,
    mount: (signed) => withAnnotation(signed, annotation('Text')),
  },
  {
    name: 'sneaky signature: a waiting field over the page, P=2',
    base: { certify: 2 },
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form('7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [
          n.free,
          `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Alta) /Rect [0 300 595 842] /P 3 0 R /AP << /N 31 0 R >> >>`,
        ],
        [31, face()],
      ),
  },
  {
    name: 'a visible signature field added',
    answer: warned,
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form('7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [
          n.free,
          `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Alta) /Rect [300 100 400 160] /P 3 0 R /AP << /N 31 0 R >> >>`,
        ],
        [31, face()],
      ),
  },
  {
    name: 'a text field added',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form('7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, bodies.motive('alt text').replace('(motiv)', '(altul)')],
      ),
  },
  {
    name: 'a duplicated field name',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form('7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, '<< /FT /Sig /T (cnp) /Rect [0 0 0 0] >>'],
      ),
  },
  {
    name: 'a duplicated signature name',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form('7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.free, '<< /FT /Sig /T (Semnatura) /Rect [0 0 0 0] >>'],
      ),
  },
  {
    name: 'a field renamed',
    answer: refused,
    mount: (signed) => updated(signed, [n.cnp, bodies.cnp().replace('(cnp)', '(cnp2)')]),
  },
  {
    name: 'a field made of another kind',
    answer: refused,
    mount: (signed) => updated(signed, [n.cnp, bodies.cnp().replace('/FT /Tx', '/FT /Btn')]),
  },
  {
    name: 'a field moved',
    answer: refused,
    mount: (signed) => updated(signed, [n.cnp, bodies.cnp().replace('[72 640 272 660]', '[72 740 272 760]')]),
  },
  {
    name: 'a field hidden',
    answer: refused,
    mount: (signed) => updated(signed, [n.cnp, bodies.cnp().replace('/F 4', '/F 2')]),
  },
  {
    name: 'a field with a script',
    answer: refused,
    mount: (signed) =>
      updated(signed, [n.cnp, bodies.cnp('2850615220019', '/AA << /F << /S /JavaScript /JS (x) >> >>')]),
  },
  {
    name: 'widget swap: two faces of the page exchanged',
    answer: refused,
    mount: (signed) => updated(signed, [n.page, bodies.page('', '9 0 R 7 0 R 8 0 R')]),
  },
  {
    name: 'widget swap: the places of two fields exchanged',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.cnp, bodies.cnp().replace('[72 640 272 660]', '[72 600 272 620]')],
        [n.motive, bodies.motive().replace('[72 600 272 620]', '[72 640 272 660]')],
      ),
  },
  {
    name: 'a widget taken from the page',
    answer: refused,
    mount: (signed) => updated(signed, [n.page, bodies.page('', '9 0 R 8 0 R')]),
  },
  {
    name: 'a lookalike put in place of a widget',
    answer: refused,
    mount: (signed) =>
      updated(signed, [n.page, bodies.page('', '30 0 R 9 0 R 8 0 R')], [n.free, bodies.cnp('1800101220021')]),
  },
  {
    name: 'a face that the page draws too',
    answer: refused,
    base: { changes: new Map([[n.cnp, bodies.cnp('2850615220019', '', 12)]]) },
    mount: (signed) =>
      updated(signed, [n.cnp, bodies.cnp('1800101220021', '', 12)], [n.sharedForm, bodies.sharedForm('1800101220021')]),
  },
  {
    name: 'a field that serves as a resource',
    answer: refused,
    base: {
      changes: new Map([
        [n.page, bodies.page().replace('/XObject << /Fm 12 0 R /Im 13 0 R >>', '/XObject 9 0 R')],
        [n.motive, bodies.motive('', '/AS /Off').replace('/V ()', '/V 12 0 R')],
      ]),
    },
    mount: (signed) =>
      updated(
        signed,
        [n.motive, bodies.motive('', '/AS /Off').replace('/V ()', '/V 31 0 R')],
        [31, bodies.sharedForm('alt text')],
      ),
  },
  {
    name: 'a second certification',
    answer: refused,
    mount: (signed) =>
      updated(signed, [n.catalog, bodies.catalog('/Perms << /DocMDP 30 0 R >>')], [n.free, '<< /Type /Sig >>']),
  },
]
