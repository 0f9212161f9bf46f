/** Tables and object streams that strict and forgiving readers take for two documents. */
import { deflateSync } from 'node:zlib'
import { bodies, numbers as n, updated } from '../form-document.ts'
import { appendRevision, appendStreamRevision, lastStartXref, latin1, stream } from '../plain-pdf.ts'
import type { Attack } from './attack.ts'

const refused = 'refused' as const
const forged = bodies.content('Solicit stergerea dosarului altcuiva')
const object = (number: number, body: string) => `${String(number)} 0 obj\n${body}\nendobj\n`
/** A row of a cross-reference stream of widths 1, 3, 1. */
const row = (kind: number, second: number, third: number) =>
  String.fromCharCode(kind, second >> 16, (second >> 8) & 255, second & 255, third)

/**
 * The forged content under a cross-reference stream in which only a reader that repairs finds it. `table` makes the
 * stream object from its usual dictionary and rows.
 */
function underStream(signed: Buffer, table: (dictionary: string, rows: string) => string): Buffer {
  const content = latin1(object(n.content, forged))
  const at = signed.length + content.length
  const dictionary = `/Type /XRef /W [1 3 1] /Index [${String(n.content)} 1 80 1] /Size 100 /Root 1 0 R /Prev ${String(lastStartXref(signed))}`
  const section = `80 0 obj\n${table(dictionary, row(1, signed.length, 0) + row(1, at, 0))}\nendobj\nstartxref\n${String(at)}\n%%EOF\n`
  return Buffer.concat([signed, content, latin1(section)])
}

/** The forged content in the hidden part of a hybrid section. */
function hidden(signed: Buffer, dictionary: string, place = (offset: number) => String(offset)): Buffer {
  const content = latin1(object(n.content, forged))
  const at = signed.length + content.length
  const table = `80 0 obj\n${stream(row(1, signed.length, 0), dictionary)}\nendobj\n`
  const placed = Buffer.concat([signed, content, latin1(table)])
  return appendRevision(placed, new Map([[42, `[${String(n.content)} 1]`]]), {
    previous: lastStartXref(signed),
    trailer: `/XRefStm ${place(at)}`,
  })
}

/** The page in an object stream, with the header as given. */
function inObjectStream(signed: Buffer, dictionary: string, head: string, parts: string): Buffer {
  const content = latin1(object(31, forged))
  const holderAt = signed.length + content.length
  const holder = latin1(object(70, stream(head + parts, dictionary.replace('FIRST', String(head.length)))))
  const tableAt = holderAt + holder.length
  const rows = row(2, 70, 0) + row(1, signed.length, 0) + row(1, holderAt, 0) + row(1, tableAt, 0)
  const entries = `/Type /XRef /W [1 3 1] /Index [${String(n.page)} 1 31 1 70 2] /Size 100 /Root 1 0 R /Prev ${String(lastStartXref(signed))}`
  const section = `${object(71, stream(rows, entries))}startxref\n${String(tableAt)}\n%%EOF\n`
  return Buffer.concat([signed, content, holder, latin1(section)])
}
const page = `${bodies.page()} `
const other = bodies.page().replace('/Contents 4 0 R', '/Contents 31 0 R')

const packed = (rows: string) => deflateSync(latin1(rows)).toString('latin1')

type TableSpelling = (entries: string, rows: string) => string
const tables: readonly (readonly [string, TableSpelling])[] = [
  ['breaks off', (entries, rows) => stream(packed(rows).slice(0, -8), `${entries} /Filter /FlateDecode`)],
  ['has no checksum', (entries, rows) => stream(packed(rows).slice(0, -4), `${entries} /Filter /FlateDecode`)],
  ['has fewer rows than it states', (entries, rows) => stream(rows.slice(0, 5), entries)],
  ['has more rows than it states', (entries, rows) => stream(rows + row(1, 15, 0), entries)],
  ['has a row of an unknown kind', (entries, rows) => stream(`\x03${rows.slice(1)}`, entries)],
  ['has a blank after its keyword', (entries, rows) => stream(rows, entries).replace('stream\n', 'stream \n')],
  ['has a width that is a reference', (entries, rows) => stream(rows, entries.replace('[1 3 1]', '[1 42 0 R 1]'))],
  ['has four widths', (entries, rows) => stream(rows, entries.replace('[1 3 1]', '[1 3 1 0]'))],
  ['has no type', (entries, rows) => stream(rows, entries.replace('/Type /XRef', ''))],
]
const streams = tables.map(([name, table]): Attack => ({
  name: `a cross-reference stream that ${name}`,
  answer: refused,
  mount: (signed) => underStream(signed, table),
}))

const usual = '/Type /XRef /W [1 3 1] /Index [4 1] /Size 100 /Root 1 0 R'
const hybrids: readonly Attack[] = [
  {
    name: 'a hidden section without a type',
    answer: refused,
    mount: (signed) => hidden(signed, usual.replace('/Type /XRef', '')),
  },
  {
    name: 'a hidden section with an index of references',
    answer: refused,
    mount: (signed) => hidden(signed, usual.replace('[4 1]', '42 0 R')),
  },
  {
    name: 'a hidden section with an index of fractions',
    answer: refused,
    mount: (signed) => hidden(signed, usual.replace('[4 1]', '[4.5 1]')),
  },
  {
    name: 'a hidden section with a filter that nobody knows',
    answer: refused,
    mount: (signed) => hidden(signed, `${usual} /Filter /Unknown`),
  },
  {
    name: 'a hidden section beside its place',
    answer: refused,
    mount: (signed) => hidden(signed, usual, (offset) => String(offset - 1)),
  },
  {
    name: 'a hidden section at a place that is a fraction',
    answer: refused,
    mount: (signed) => hidden(signed, usual, (offset) => `${String(offset)}.5`),
  },
  {
    name: 'a hidden section at a place that is a reference',
    answer: refused,
    mount: (signed) => hidden(signed, usual, () => '42 0 R'),
  },
]

const kinds = '/Type /ObjStm /N 2 /First FIRST'
const containers: readonly Attack[] = [
  {
    name: 'an object twice in one object stream, the first listed',
    answer: refused,
    mount: (signed) => inObjectStream(signed, kinds, `3 0 3 ${String(page.length)}\n`, page + other),
  },
  {
    name: 'an object stream with fewer objects than it states',
    answer: refused,
    mount: (signed) => inObjectStream(signed, kinds.replace('2', '3'), `3 0 31 ${String(page.length)}\n`, page + other),
  },
  {
    name: 'an object stream with more objects than it states',
    answer: refused,
    mount: (signed) => inObjectStream(signed, kinds.replace('2', '1'), `3 0 3 ${String(page.length)}\n`, page + other),
  },
  {
    name: 'an object stream without a type',
    answer: refused,
    mount: (signed) =>
      inObjectStream(signed, kinds.replace('/Type /ObjStm', ''), `3 0 32 ${String(page.length)}\n`, `${page}null`),
  },
  {
    name: 'an object stream with a value that is a reference',
    answer: refused,
    mount: (signed) => inObjectStream(signed, kinds, '3 0 32 7\n', '33 0 R null'),
  },
  {
    name: 'an object stream with something after a value',
    answer: refused,
    mount: (signed) =>
      inObjectStream(signed, kinds, `3 0 32 ${String(page.length + other.length)}\n`, `${page}${other}null`),
  },
]

/** A stray object: no table names it, and a reader that searches the file takes it for the content of the page. */
const withStray = (plain: Buffer) => Buffer.concat([plain, latin1(object(n.content, forged))])

const before = 600
/** The file behind so many octets, its offsets counted from the first of them. */
function behindOctets(plain: Buffer): Buffer {
  const moved = (digits: string) => String(Number(digits) + before).padStart(digits.length, '0')
  const text = plain
    .toString('latin1')
    .replace(/(\d{10}) 00000 n/g, (_, offset: string) => `${moved(offset)} 00000 n`)
    .replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${moved(offset)}`)
  return latin1(`%${'x'.repeat(before - 2)}\n${text}`)
}

/** Two tables: the one for readers that count from the first octet changes nothing, the one for the others forges. */
function twoTables(signed: Buffer): Buffer {
  const previous = lastStartXref(signed)
  const hiding = object(41, stream(object(n.content, forged)))
  const forgedAt = signed.length + hiding.indexOf('4 0 obj')
  const entry = (number: number, offset: number) =>
    `${String(number)} 1\n${String(offset).padStart(10, '0')} 00000 n \n`
  const table = (entries: string, earlier: number) =>
    `xref\n${entries}trailer\n<< /Size 100 /Root 1 0 R /Prev ${String(earlier)} >>\n`
  const honest = table(entry(41, signed.length), previous)
  const other = table(entry(n.content, forgedAt - before), previous - before)
  const end = `startxref\n${String(signed.length + hiding.length)}\n%%EOF\n`
  return Buffer.concat([signed, latin1(hiding + honest.padEnd(before) + other + end)])
}

/** A revision whose table leads into `text` at a place, for the content of the page. */
function tableInto(signed: Buffer, text: string, place: number): Buffer {
  const added = Buffer.concat([signed, latin1(text)])
  const entry = `${String(n.content)} 1\n${String(signed.length + place).padStart(10, '0')} 00000 n \n`
  const trailer = `trailer\n<< /Size 100 /Root 1 0 R /Prev ${String(lastStartXref(signed))} >>\n`
  return Buffer.concat([added, latin1(`xref\n${entry}${trailer}startxref\n${String(added.length)}\n%%EOF\n`)])
}

const places: readonly Attack[] = [
  {
    name: 'blanks after the end, and an object beside the tables in what was signed',
    answer: refused,
    base: { prepare: withStray },
    mount: (signed) => Buffer.concat([updated(signed, [41, 'null']), Buffer.alloc(6000, 0x20)]),
  },
  {
    name: 'blanks after the end, and an object inside the data of a stream',
    answer: refused,
    base: { changes: new Map([[41, stream(`\n${object(n.content, forged)}`, '/Type /EmbeddedFile')]]) },
    mount: (signed) => Buffer.concat([updated(signed, [42, 'null']), Buffer.alloc(6000, 0x20)]),
  },
  {
    name: 'octets before the header, and a table for each way of counting',
    answer: refused,
    base: { prepare: behindOctets },
    mount: twoTables,
  },
  {
    name: 'an object numbered past the size of the table',
    answer: refused,
    mount: (signed) => {
      const changed = updated(signed, [41, 'null'])
      changed.write('/Size 009', changed.lastIndexOf('/Size'), 'latin1')
      return changed
    },
  },
  {
    name: 'a size below the numbers of what was signed',
    answer: refused,
    mount: (signed) => {
      const changed = updated(signed, [n.free, 'null'])
      changed.write('/Size 012', changed.lastIndexOf('/Size'), 'latin1')
      return changed
    },
  },
  {
    name: 'an offset into the middle of a number',
    answer: refused,
    mount: (signed) => tableInto(signed, `114 0 obj\n${bodies.content()}\nendobj\n`, 2),
  },
  {
    name: 'an offset to a comment before the object',
    answer: refused,
    mount: (signed) => tableInto(signed, `% nimic\n${object(n.content, bodies.content())}`, 0),
  },
  {
    name: 'a compressed object spelled as a reference',
    answer: refused,
    ambiguousBase: true,
    base: {
      changes: new Map([[n.page, bodies.page().replace('/F1 6 0 R', '/F1 60 0 R')]]),
      prepare: (plain) => appendStreamRevision(plain, new Map([[60, '6 0 R']]), 70),
    },
    mount: (signed) => updated(signed, [60, bodies.font('Symbol')]),
  },
  {
    name: 'a compressed object with a string that is not hexadecimal',
    answer: refused,
    ambiguousBase: true,
    base: {
      changes: new Map([[n.page, bodies.page().replace('/XObject << /Fm 12 0 R /Im 13 0 R >>', '/XObject 60 0 R')]]),
      prepare: (plain) => appendStreamRevision(plain, new Map([[60, '<< /Fm 12 0 R /Im 13 0 R /X <4G> >>']]), 70),
    },
    mount: (signed) => updated(signed, [n.sharedForm, bodies.sharedForm('reprezentant')]),
  },
]

export const ambiguousTables: readonly Attack[] = [...streams, ...hybrids, ...containers, ...places]
