/**
 * Incremental saving attacks ("1 Trillion Dollar Refund", CCS 2019): content appended, with and without the tables that
 * a careful reader would ask for.
 */
import { appendRevision, latin1, lastStartXref, stream } from '../plain-pdf.ts'
import { bodies, numbers as n, updated } from '../form-document.ts'
import type { Attack } from './attack.ts'

const forged = bodies.content('Solicit stergerea dosarului altcuiva')
const object = (number: number, body: string) => `${String(number)} 0 obj\n${body}\nendobj\n`
const refused = 'refused' as const

export const incrementalSaving: readonly Attack[] = [
  { name: 'page content replaced', answer: refused, mount: (signed) => updated(signed, [n.content, forged]) },
  {
    name: 'page content pointed elsewhere',
    answer: refused,
    mount: (signed) =>
      updated(signed, [n.page, bodies.page().replace('/Contents 4 0 R', '/Contents 30 0 R')], [n.free, forged]),
  },
  {
    name: 'appended objects without a table',
    answer: refused,
    mount: (signed) => Buffer.concat([signed, latin1(object(n.content, forged))]),
  },
  {
    name: 'appended objects with a trailer and no table',
    answer: refused,
    mount: (signed) =>
      Buffer.concat([signed, latin1(`${object(n.content, forged)}trailer\n<< /Size 100 /Root 1 0 R >>\n`)]),
  },
  {
    name: 'appended table without startxref',
    answer: refused,
    mount: (signed) => {
      const whole = updated(signed, [n.content, forged])
      return whole.subarray(0, whole.lastIndexOf('startxref'))
    },
  },
  {
    name: 'a copy of the signature object after the forged content',
    answer: refused,
    mount: (signed) => {
      const start = signed.lastIndexOf('11 0 obj')
      const end = signed.indexOf('endobj', start) + 7
      return Buffer.concat([updated(signed, [n.content, forged]), signed.subarray(start, end)])
    },
  },
  {
    name: 'a page added',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.pages, bodies.pages('3 0 R 30 0 R', 2)],
        [n.free, '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>'],
      ),
  },
  {
    name: 'the page replaced',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.pages, bodies.pages('30 0 R')],
        [n.free, bodies.page().replace('/Contents 4 0 R', '/Contents 31 0 R')],
        [31, forged],
      ),
  },
  {
    name: 'the page turned',
    answer: refused,
    mount: (signed) => updated(signed, [n.page, bodies.page('/Rotate 180')]),
  },
  {
    name: 'the page cropped',
    answer: refused,
    mount: (signed) => updated(signed, [n.page, bodies.page('/CropBox [0 0 595 400]')]),
  },
  { name: 'the font exchanged', answer: refused, mount: (signed) => updated(signed, [n.font, bodies.font('Symbol')]) },
  {
    name: 'a form object of the page changed',
    answer: refused,
    mount: (signed) => updated(signed, [n.sharedForm, bodies.sharedForm('reprezentant')]),
  },
  { name: 'a picture freed', answer: refused, mount: (signed) => updated(signed, [n.picture, null]) },
  {
    name: 'another catalogue',
    answer: refused,
    mount: (signed) =>
      appendRevision(
        signed,
        new Map([
          [n.free, bodies.catalog().replace('/Pages 2 0 R', '/Pages 31 0 R')],
          [31, bodies.pages('32 0 R')],
          [32, bodies.page().replace('/Contents 4 0 R', '/Contents 33 0 R')],
          [33, forged],
        ]),
        { root: n.free },
      ),
  },
  {
    name: 'a newer section that passes the signed revision by',
    answer: refused,
    mount: (signed) => {
      const first = signed.indexOf('xref\n')
      return appendRevision(signed, new Map([[n.content, forged]]), { previous: first })
    },
  },
  {
    name: 'a table in the past',
    answer: refused,
    mount: (signed) => Buffer.concat([signed, latin1(`startxref\n${String(signed.indexOf('xref\n'))}\n%%EOF\n`)]),
  },
  { name: 'trailing garbage', answer: refused, mount: (signed) => Buffer.concat([signed, latin1('% and more\n')]) },
  { name: 'trailing white space', answer: 'warned', mount: (signed) => Buffer.concat([signed, latin1('\n\n')]) },
  {
    name: 'encryption switched on',
    answer: refused,
    mount: (signed) =>
      appendRevision(signed, new Map([[n.free, '<< /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >>']]), {
        trailer: '/Encrypt 30 0 R',
      }),
  },
  {
    name: 'an action when the file is opened',
    answer: refused,
    mount: (signed) =>
      updated(signed, [n.catalog, bodies.catalog('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>')]),
  },
  {
    name: 'a file attached',
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog('/Names << /EmbeddedFiles << /Names [] >> >>')]),
  },
  {
    name: 'words put into the structure',
    answer: refused,
    mount: (signed) => updated(signed, [n.element, bodies.element('/ActualText (alt text)')]),
  },
  {
    name: 'content described in other words by a new element of the structure',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.structure, bodies.structure('15 0 R 30 0 R')],
        [
          n.free,
          '<< /Type /StructElem /S /Figure /P 14 0 R /Alt (Solicit stergerea) /K << /Type /MCR /Pg 3 0 R /MCID 0 >> >>',
        ],
      ),
  },
  {
    name: 'a description of nothing in the structure',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.structure, bodies.structure('15 0 R 30 0 R')],
        [n.free, '<< /Type /StructElem /S /Figure /P 14 0 R /Alt (Solicit stergerea) >>'],
      ),
  },
  {
    name: 'content taken out of the structure',
    base: {
      changes: new Map([[n.element, bodies.element().replace('/K 0', '/K [<< /Type /MCR /Pg 3 0 R /MCID 0 >>]')]]),
    },
    answer: refused,
    mount: (signed) => updated(signed, [n.element, bodies.element().replace('/K 0', '/K []')]),
  },
  {
    name: 'an element of the structure read twice',
    answer: refused,
    mount: (signed) => updated(signed, [n.structure, bodies.structure('15 0 R 15 0 R')]),
  },
  {
    name: 'extensions that are something else',
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog('/Extensions 12 0 R')]),
  },
  {
    name: 'a version that is something else',
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog('/Version 12 0 R')]),
  },
  {
    name: 'the structure led in a circle',
    answer: refused,
    mount: (signed) => updated(signed, [n.element, bodies.element().replace('/K 0', '/K [0 15 0 R]')]),
  },
  {
    name: 'a layer switched',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.catalog, bodies.catalog('/OCProperties << /OCGs [30 0 R] /D << /OFF [30 0 R] >> >>')],
        [n.free, '<< /Type /OCG /Name (strat) >>'],
      ),
  },
  {
    name: 'metadata with a document type',
    answer: refused,
    mount: (signed) =>
      updated(signed, [
        n.metadata,
        bodies.metadata().replace('<?xpacket begin', '<!DOCTYPE x [<!ENTITY a "b">]><?xpacket begin'),
      ]),
  },
  {
    name: 'metadata taken away',
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog().replace('/Metadata 16 0 R', '')]),
  },
  {
    name: 'a security store that is none',
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog('/DSS 30 0 R')], [n.free, '<< /Certs null >>']),
  },
  {
    name: 'a security store that is nothing',
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog('/DSS 30 0 R')], [n.free, 'null']),
  },
  {
    name: 'a security store that carries more',
    answer: refused,
    mount: (signed) =>
      updated(signed, [n.catalog, bodies.catalog('/DSS 30 0 R')], [n.free, '<< /Certs [] /Pages 2 0 R >>']),
  },
  {
    name: 'the default font of fields exchanged',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.form, bodies.form().replace('/Font << /F1 6 0 R >>', '/Font << /F1 30 0 R >>')],
        [n.free, bodies.font('Symbol')],
      ),
  },
  {
    name: 'a key written twice: readers take the first or the last',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.page, bodies.page().replace('/Contents 4 0 R', '/Contents 30 0 R /Contents 4 0 R')],
        [n.free, forged],
      ),
  },
  {
    name: 'an object entered twice: readers take the first or the last',
    answer: refused,
    mount: (signed) => {
      const whole = updated(signed, [n.content, forged])
      const own = `4 1\n${String(signed.indexOf('4 0 obj')).padStart(10, '0')} 00000 n \n`
      const at = whole.lastIndexOf('xref\n4 1') + 5
      return Buffer.concat([whole.subarray(0, at), latin1(own), whole.subarray(at)])
    },
  },
  {
    name: 'a hidden entry that differs from the visible one',
    answer: refused,
    mount: (signed) => {
      const table = signed.length
      const at = table + 300
      const row = Buffer.from([1, at >> 16, (at >> 8) & 255, at & 255, 0]).toString('latin1')
      const hidden = object(31, stream(row, '/Type /XRef /W [1 3 1] /Index [4 1] /Size 100 /Root 1 0 R')).padEnd(300)
      const placed = Buffer.concat([signed, latin1(hidden), latin1(object(n.content, forged))])
      return appendRevision(placed, new Map([[n.content, bodies.content()]]), {
        trailer: `/XRefStm ${String(table)}`,
        previous: lastStartXref(signed),
      })
    },
  },
  {
    name: 'a stream whose length is wrong: readers measure or search',
    answer: refused,
    mount: (signed) => updated(signed, [n.content, bodies.content().replace(/\/Length \d+/, '/Length 5')]),
  },
  {
    name: 'one bit of the signed content',
    answer: refused,
    mount: (signed) => {
      const copy = Buffer.from(signed)
      const at = copy.indexOf('anonimizarea')
      copy[at] = (copy[at] ?? 0) ^ 1
      return copy
    },
  },
  {
    name: 'the last revision cut off after the start of a new one',
    answer: refused,
    mount: (signed) => Buffer.concat([signed, latin1(`startxref\n${String(lastStartXref(signed) + 7)}\n%%EOF\n`)]),
  },
]
