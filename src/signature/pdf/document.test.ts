import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { appendRevision, latin1, lastStartXref, stream, writePdf } from '../testing/plain-pdf.ts'
import { createBudget, defaultLimits, LimitExceeded } from './budget.ts'
import { openDocument, type PdfDocument } from './document.ts'
import { isName, isStream } from './objects.ts'
import { recoverDocument } from './recovery.ts'
import { bodies, formDocument, numbers as n } from '../testing/form-document.ts'

const budget = () => createBudget(defaultLimits)
function open(bytes: Uint8Array, end = bytes.length): PdfDocument {
  const opened = openDocument(bytes, { budget: budget(), end })
  if (!opened.ok) throw new Error(opened.fault)
  return opened.document
}
const contentOf = (document: PdfDocument): string => {
  const object = document.get({ type: 'reference', number: n.content, generation: 0 })
  return isStream(object) ? Buffer.from(document.decodedBytes(object) ?? []).toString('latin1') : ''
}

/** A file of one revision whose objects lie in an object stream, under a cross-reference stream. */
function compressedFile(extraTrailer = ''): Buffer {
  const inside = [
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, '<< /Type /Pages /Kids [] /Count 0 >>'],
  ] as const
  const first = '1 0 2 34 '
  const body = `${inside[0][1].padEnd(34)}${inside[1][1]}`
  const packed = deflateSync(first + body).toString('latin1')
  const head = '%PDF-1.7\n'
  const container = `3 0 obj\n${stream(packed, `/Type /ObjStm /N 2 /First ${String(first.length)} /Filter /FlateDecode`)}\nendobj\n`
  const at = head.length + container.length
  const row = (kind: number, second: number, third: number) => [kind, second >> 8, second & 255, third]
  const rows = Buffer.from([
    ...row(0, 0, 255),
    ...row(2, 3, 0),
    ...row(2, 3, 1),
    ...row(1, head.length, 0),
    ...row(1, at, 0),
  ])
  const table = stream(rows.toString('latin1'), `/Type /XRef /W [1 2 1] /Size 5 /Root 1 0 R ${extraTrailer}`)
  return latin1(`${head}${container}4 0 obj\n${table}\nendobj\nstartxref\n${String(at)}\n%%EOF\n`)
}

describe('opening a document', () => {
  it('reads each revision as it was when it was written', () => {
    const first = formDocument()
    const second = appendRevision(first, new Map([[n.content, bodies.content('altceva')]]))
    expect(contentOf(open(second))).toContain('altceva')
    expect(contentOf(open(second, first.length))).toContain('Solicit')
    expect(open(second).sections).toHaveLength(2)
  })

  it('reads object streams and cross-reference streams', () => {
    const document = open(compressedFile())
    expect(isName(document.entry(document.entry(document.trailer, 'Root'), 'Type'), 'Catalog')).toBe(true)
  })

  it('finds the hidden objects of a hybrid file before it goes on to Prev', () => {
    const first = formDocument()
    const hidden = `50 0 obj\n${stream(Buffer.from([1, 0, 0, 0]).toString('latin1'), '/Type /XRef /W [1 2 1] /Index [40 1] /Size 51 /Root 1 0 R')}\nendobj\n`
    const placed = `40 0 obj\n(ascuns)\nendobj\n`
    const offset = first.length
    const withOffset = hidden.replace('\u0001\u0000\u0000\u0000', String.fromCharCode(1, offset >> 8, offset & 255, 0))
    const file = appendRevision(Buffer.concat([first, latin1(placed + withOffset)]), new Map([[41, 'null']]), {
      trailer: `/XRefStm ${String(first.length + placed.length)}`,
    })
    expect(open(file).get({ type: 'reference', number: 40, generation: 0 })).toMatchObject({ type: 'string' })
  })

  it('ends at a chain that leads back to itself', () => {
    const first = formDocument()
    const loop = appendRevision(first, new Map([[n.catalog, bodies.catalog()]]), { previous: first.length + 1 })
    const own = lastStartXref(loop)
    const file = latin1(
      loop
        .toString('latin1')
        .replace(`/Prev ${String(first.length + 1)}`, `/Prev ${String(own).padStart(String(first.length + 1).length)}`),
    )
    expect(open(file).oddities).toContain('cross-reference-loop')
  })

  it('looks through a small skew of startxref, as every viewer does, and says so', () => {
    const file = formDocument()
    const skewed = latin1(
      file
        .toString('latin1')
        .replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${String(Number(offset) - 3)}`),
    )
    expect(open(skewed).oddities).toContain('offset-skewed')
  })

  it('takes an object that is not where the table says for null', () => {
    const file = latin1(formDocument().toString('latin1').replace('\n4 0 obj', '\n4 0 obk'))
    const document = open(file)
    expect(document.get({ type: 'reference', number: 4, generation: 0 })).toBeNull()
    expect(document.oddities).toContain('object-not-at-its-offset')
  })

  it.each([[[1]], [[0, 1]], [[1, 0, 1]]])(
    'doubts an object asked for under another generation, in the order %j',
    (generations) => {
      const document = open(formDocument())
      const answers = generations.map(
        (generation) => document.get({ type: 'reference', number: n.font, generation }) !== null,
      )
      expect(answers).toEqual(generations.map((generation) => generation === 0))
      expect(document.ambiguities.map(({ code }) => code)).toEqual(['generation-differs'])
    },
  )

  it('finds the end of a stream with a wrong length', () => {
    const file = formDocument(new Map([[n.content, bodies.content().replace(/\/Length \d+/, '/Length 999999')]]))
    const document = open(file)
    const object = document.get({ type: 'reference', number: n.content, generation: 0 })
    const encoded = isStream(object) ? document.encodedBytes(object) : new Uint8Array(0)
    expect(Buffer.from(encoded).toString('latin1')).toMatch(/^\/P.*Do Q$/s)
    // Other readers may end it elsewhere: its data are never taken for known.
    expect(isStream(object) && document.decodedBytes(object)).toBeUndefined()
    expect(document.ambiguities.map(({ code }) => code)).toEqual(['stream-length'])
  })

  it.each([
    ['no header', 'x'.repeat(2000)],
    ['nothing', ''],
    ['no table', '%PDF-1.7\n1 0 obj\n<< >>\nendobj\n'],
    ['table past the end', '%PDF-1.7\nstartxref\n99999\n%%EOF'],
  ])('refuses %s', (_, text) => {
    expect(openDocument(latin1(text), { budget: budget() }).ok).toBe(false)
  })

  it('refuses more revisions than a document has', () => {
    let file = formDocument()
    for (let revision = 0; revision < 30; revision++) file = appendRevision(file, new Map([[n.free, 'null']]))
    expect(() => openDocument(file, { budget: createBudget({ ...defaultLimits, sections: 20 }) })).toThrow(
      LimitExceeded,
    )
  })

  it('refuses a table that claims millions of entries', () => {
    const file = latin1(
      '%PDF-1.7\nxref\n0 99999999\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF',
    )
    expect(() => openDocument(file, { budget: budget() })).toThrow(LimitExceeded)
  })

  it('rebuilds a file without a table, for the question whether there is a signature', () => {
    const file = formDocument()
    const broken = file.subarray(0, file.lastIndexOf('xref\n0 1'))
    expect(openDocument(broken, { budget: budget() }).ok).toBe(false)
    expect(recoverDocument(broken, { budget: budget() })?.oddities).toContain('rebuilt-by-searching')
  })

  it('writes what it reads: a catalogue without pages opens', () => {
    expect(open(writePdf(new Map([[1, '<< /Type /Catalog >>']]))).trailer.entries.has('Root')).toBe(true)
  })
})
