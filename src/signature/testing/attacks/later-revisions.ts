/** What a later revision may seem to add: signature fields, notes, tables that two readers take in two ways. */
import { appendRevision, latin1, lastStartXref, stream } from '../plain-pdf.ts'
import { bodies, numbers as n, updated } from '../form-document.ts'
import type { Attack } from './attack.ts'

const refused = 'refused' as const
const warned = 'warned' as const
const forged = bodies.content('Solicit stergerea dosarului altcuiva')
const annotations = '7 0 R 9 0 R 8 0 R 30 0 R'
const field = (entries: string) => `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /P 3 0 R ${entries} >>`
const withField = (signed: Buffer, entries: string, ...more: readonly (readonly [number, string])[]) =>
  updated(
    signed,
    [n.form, bodies.form(annotations)],
    [n.page, bodies.page('', annotations)],
    [n.free, field(entries)],
    ...more,
  )
const withNote = (signed: Buffer, entries: string, ...more: readonly (readonly [number, string])[]) =>
  updated(
    signed,
    [n.page, bodies.page('', annotations)],
    [n.free, `<< /Type /Annot /Rect [72 755 400 775] ${entries} >>`],
    ...more,
  )
const object = (number: number, body: string) => `${String(number)} 0 obj\n${body}\nendobj\n`
const bare = stream('BT /F1 12 Tf (alt text) Tj ET', '/Type /XObject /Subtype /Form /BBox [0 0 200 20]')
const painted = stream('1 g 0 0 200 20 re f', '/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << >>')
const certified = { certify: 3 } as const
/** The same table, each row one byte shorter than the twenty that it must have (7.5.4). */
const shortRows = (file: Buffer) => {
  const at = file.lastIndexOf('xref\n', file.lastIndexOf('startxref') - 1)
  return Buffer.concat([file.subarray(0, at), latin1(file.toString('latin1', at).replace(/ (?=\n)/g, ''))])
}

export const laterRevisions: readonly Attack[] = [
  {
    name: 'a signature field with a rectangle of five numbers',
    answer: refused,
    mount: (signed) => withField(signed, '/Rect [0 0 595 842 0] /AP << /N 31 0 R >>', [31, bodies.face('alt text')]),
  },
  {
    name: 'a signature field with a rectangle of names',
    answer: refused,
    mount: (signed) => withField(signed, '/Rect /Mare /AP << /N 31 0 R >>', [31, bodies.face('alt text')]),
  },
  {
    name: 'a signature field with room and no face',
    answer: warned,
    mount: (signed) => withField(signed, '/Rect [72 300 200 320] /MK << /BG [1 1 1] /CA (alt text) >>'),
  },
  {
    name: 'a signature field that runs a script',
    answer: refused,
    mount: (signed) => withField(signed, '/Rect [0 0 0 0] /AA << /PO << /S /JavaScript /JS (x) >> >>'),
  },
  {
    name: 'a signature field that acts when it is pressed',
    answer: refused,
    mount: (signed) => withField(signed, '/Rect [0 0 0 0] /A << /S /SubmitForm /F (http://example.test/) >>'),
  },
  {
    name: 'a signature field with a text field inside',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form(annotations)],
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 31 0 R')],
        [n.free, '<< /FT /Sig /T (Martor) /Kids [31 0 R] >>'],
        [31, bodies.motive('alt text').replace('(motiv)', '(alt)').replace('/P 3 0 R', '/P 3 0 R /Parent 30 0 R')],
      ),
  },
  {
    name: 'a hidden text field inside a signature field',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form(annotations)],
        [n.free, '<< /FT /Sig /T (Martor) /Kids [31 0 R] >>'],
        [31, '<< /FT /Tx /T (alt) /V (x) /Parent 30 0 R >>'],
      ),
  },
  {
    name: 'a face laid over a field that was filled in',
    answer: refused,
    mount: (signed) =>
      withField(signed, '/Rect [72 640 272 660] /AP << /N 31 0 R >>', [31, bodies.face('1800101220021')]),
  },
  {
    name: 'a face laid over the signature',
    answer: warned,
    mount: (signed) =>
      withField(signed, '/Rect [80 105 260 150] /AP << /N 31 0 R >>', [31, bodies.face('semnat de altcineva')]),
  },
  {
    name: 'evil annotation: a note that draws text',
    base: certified,
    answer: refused,
    mount: (signed) => withNote(signed, '/Subtype /Text /AP << /N 31 0 R >>', [31, bodies.face('alt text')]),
  },
  {
    name: 'evil annotation: a link that draws text',
    base: certified,
    answer: refused,
    mount: (signed) => withNote(signed, '/Subtype /Link /AP << /N 31 0 R >>', [31, bodies.face('alt text')]),
  },
  {
    name: 'evil annotation: text in one of several states',
    base: certified,
    answer: refused,
    mount: (signed) =>
      withNote(signed, '/Subtype /Line /AS /On /AP << /N << /On 31 0 R >> >>', [31, bodies.face('alt text')]),
  },
  {
    name: 'evil annotation: text in the fonts of the page',
    base: certified,
    answer: refused,
    mount: (signed) => withNote(signed, '/Subtype /Line /AP << /N 31 0 R >>', [31, bare]),
  },
  {
    name: 'evil annotation: a face painted over',
    base: certified,
    answer: refused,
    mount: (signed) => withNote(signed, '/Subtype /Square /AP << /N 31 0 R >>', [31, painted]),
  },
  {
    name: 'evil annotation: a face that cannot be read',
    base: certified,
    answer: refused,
    mount: (signed) =>
      withNote(signed, '/Subtype /Square /AP << /N 31 0 R >>', [
        31,
        stream('x', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /Unknown'),
      ]),
  },
  {
    name: 'evil annotation: text when the mouse is over it',
    base: certified,
    answer: refused,
    mount: (signed) =>
      withNote(
        signed,
        '/Subtype /Line /AP << /N 31 0 R /R 32 0 R >>',
        [31, stream('0 0 m 9 9 l S', '/Type /XObject /Subtype /Form /BBox [0 0 9 9]')],
        [32, bodies.face('alt text')],
      ),
  },
  {
    name: 'a link that runs a script, under P=3',
    base: certified,
    answer: refused,
    mount: (signed) => withNote(signed, '/Subtype /Link /A << /S /JavaScript /JS (x) >>'),
  },
  {
    name: 'a link whose next action starts a program, under P=3',
    base: certified,
    answer: refused,
    mount: (signed) =>
      withNote(signed, '/Subtype /Link /A << /S /URI /URI (http://example.test/) /Next << /S /Launch /F (x) >> >>'),
  },
  {
    name: 'a link to an address, under P=3',
    base: certified,
    answer: warned,
    mount: (signed) => withNote(signed, '/Subtype /Link /A << /S /URI /URI (http://example.test/) >>'),
  },
  { name: 'an annotation of no kind', base: certified, answer: refused, mount: (signed) => withNote(signed, '') },
  {
    name: 'an object beside the table, and a table that strict readers repair',
    answer: refused,
    mount: (signed) =>
      shortRows(
        appendRevision(Buffer.concat([signed, latin1(object(n.content, forged))]), new Map([[41, 'null']]), {
          previous: lastStartXref(signed),
        }),
      ),
  },
  {
    name: 'an object beside a sound table',
    answer: refused,
    mount: (signed) =>
      appendRevision(Buffer.concat([signed, latin1(object(n.content, forged))]), new Map([[41, 'null']]), {
        previous: lastStartXref(signed),
      }),
  },
  {
    name: 'an object beside the table, hidden in a comment',
    answer: refused,
    mount: (signed) =>
      appendRevision(Buffer.concat([signed, latin1(`%x ${object(n.content, forged)}`)]), new Map([[41, 'null']]), {
        previous: lastStartXref(signed),
      }),
  },
  {
    name: 'an object freed for readers that know no hidden entries',
    answer: refused,
    mount: (signed) => {
      const table = signed.length
      const at = signed.indexOf('4 0 obj')
      const row = String.fromCharCode(1, at >> 16, (at >> 8) & 255, at & 255, 0)
      const hidden = latin1(object(31, stream(row, '/Type /XRef /W [1 3 1] /Index [4 1] /Size 100 /Root 1 0 R')))
      return appendRevision(Buffer.concat([signed, hidden]), new Map([[n.content, null]]), {
        trailer: `/XRefStm ${String(table)}`,
        previous: lastStartXref(signed),
      })
    },
  },
  {
    name: 'a chain of tables that leads back to itself',
    answer: refused,
    mount: (signed) => {
      const own = updated(signed, [n.content, forged])
      return appendRevision(signed, new Map([[n.content, forged]]), { previous: lastStartXref(own) })
    },
  },
  {
    name: 'a chain that steps over the first revision',
    answer: refused,
    mount: (signed) => appendRevision(signed, new Map([[n.content, forged]]), { previous: lastStartXref(signed) - 1 }),
  },
  {
    name: 'a previous table named by a link',
    answer: refused,
    mount: (signed) =>
      Buffer.from(
        updated(signed, [n.content, forged], [40, String(lastStartXref(signed))])
          .toString('latin1')
          .replace(/\/Prev \d+(?=[^]{0,60}$)/, '/Prev 40 0 R'),
        'latin1',
      ),
  },
  {
    name: 'two ends of file',
    answer: refused,
    mount: (signed) => Buffer.concat([updated(signed, [n.content, forged]), latin1('%%EOF\n')]),
  },
  {
    name: 'an end of file inside a comment',
    answer: refused,
    mount: (signed) => Buffer.concat([signed, latin1(`% startxref\n${String(lastStartXref(signed))}\n%%EOF\n`)]),
  },
  {
    name: 'another permission dictionary',
    base: { certify: 2 },
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog('/Perms << /UR3 11 0 R >>')]),
  },
  {
    name: 'the permission dictionary taken away',
    base: { certify: 1 },
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog()]),
  },
  {
    name: 'a portfolio made of the file',
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog('/Collection << /Type /Collection >>')]),
  },
  {
    name: 'another language of the document',
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog('/Lang (en)')]),
  },
  {
    name: 'a field given a second name in another form',
    answer: refused,
    mount: (signed) =>
      updated(signed, [n.form, bodies.form('7 0 R 9 0 R 8 0 R 30 0 R')], [n.free, '<< /T (grup) /Kids [7 0 R] >>']),
  },
  {
    name: 'a face given to a field without one',
    answer: refused,
    mount: (signed) =>
      updated(signed, [n.motive, bodies.motive('', '/AP << /N 31 0 R >>')], [31, bodies.face('alt text')]),
  },
  {
    name: 'a colour given to a field',
    answer: refused,
    mount: (signed) => updated(signed, [n.motive, bodies.motive('', '/MK << /BG [0 0 0] >>')]),
  },
  {
    name: 'another default appearance of a field',
    answer: refused,
    mount: (signed) => updated(signed, [n.motive, bodies.motive('', '/DA (/F1 1 Tf 1 g)')]),
  },
  {
    name: 'metadata that is a picture',
    answer: refused,
    mount: (signed) => updated(signed, [n.metadata, bodies.picture()]),
  },
  {
    name: 'information that is no text',
    answer: refused,
    mount: (signed) => appendRevision(signed, new Map([[40, '<< /Title << /A 1 >> >>']]), { trailer: '/Info 40 0 R' }),
  },
]
