/** Signatures and stray objects by their octets, and where each of them stands. */
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits, type Limits } from '../pdf/budget.ts'
import { openDocument, type PdfDocument } from '../pdf/document.ts'
import { bodies, formDocument, numbers as n } from '../testing/form-document.ts'
import { appendRevision, latin1, type Objects, stream, writePdf } from '../testing/plain-pdf.ts'
import { appendRaw } from '../testing/spelling/raw-revision.ts'
import { scanForSignatures } from './byte-scan.ts'
import { objectStarts, startBefore, strayObjects } from './object-places.ts'

function open(bytes: Uint8Array, limits: Partial<Limits> = {}): PdfDocument {
  const opened = openDocument(bytes, { budget: createBudget({ ...defaultLimits, ...limits }) })
  if (!opened.ok) throw new Error(opened.fault)
  return opened.document
}
const first = formDocument()
const value = '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>'
const found = (bytes: Uint8Array) =>
  scanForSignatures(open(bytes)).map(
    ({ objectNumber, dictionary, standing }) =>
      `${String(objectNumber)} ${dictionary ? 'read' : 'unreadable'} ${standing}`,
  )
const withObjects = (...objects: readonly (readonly [number, string])[]) => appendRevision(first, new Map(objects))
/** Text between the first revision and a further one that knows nothing of it. */
const beside = (text: string) =>
  appendRevision(Buffer.concat([first, latin1(text)]), new Map([[31, '5']]), {
    previous: Number(/startxref\n(\d+)/.exec(first.toString('latin1'))?.[1]),
  })

describe('a signature by its octets', () => {
  it.each<[string, Buffer, string[]]>([
    ['in force', withObjects([30, value]), ['30 read current']],
    ['inside its field', withObjects([30, `<< /FT /Sig /V ${value} >>`]), ['30 read current']],
    ['inside a list', withObjects([30, `[5 null (a) [${value}]]`]), ['30 read current']],
    ['replaced', appendRevision(withObjects([30, value]), new Map([[30, 'null']])), ['30 read superseded']],
    ['freed', appendRevision(withObjects([30, value]), new Map([[30, null]])), ['30 read superseded']],
    [
      'replaced by another',
      appendRevision(withObjects([30, value]), new Map([[30, value]])),
      ['30 read superseded', '30 read current'],
    ],
    ['that no table names', beside(`30 0 obj\n${value}\nendobj\n`), ['30 read unreferenced']],
    ['under the number of another', beside(`6 0 obj\n${value}\nendobj\n`), ['6 read unreferenced']],
    ['that breaks off', beside('30 0 obj\n<< /ByteRange [0 1\n'), ['undefined unreadable unreferenced']],
    ['two in one object', withObjects([30, `[${value} ${value}]`]), ['30 read current']],
    ['two objects', withObjects([30, value], [32, value]), ['30 read current', '32 read current']],
    ['in a text', withObjects([30, '(/ByteRange [0 1])']), []],
    ['in the data of a stream', withObjects([30, stream(`30 0 obj ${value} endobj`)]), []],
    ['after the data of a stream', withObjects([30, stream(`${value} x`)], [32, value]), ['32 read current']],
    ['in the dictionary of a stream', withObjects([30, stream('x', '/ByteRange [0 1]')]), []],
    ['in a comment', withObjects([30, '5 % /ByteRange\n']), []],
    ['between objects', beside('% /ByteRange\n'), ['31 unreadable unreferenced']],
  ])('%s', (name, file, expected) => {
    // A stray word belongs to the nearest object before it, which was read to its end: it is a doubt.
    const scanned = found(file)
    if (name === 'between objects') expect(scanned).toHaveLength(1)
    else expect(scanned).toEqual(expected)
  })

  it('in the trailer is an authentication code, if it says so', () => {
    const trailer = (code: string) =>
      appendRevision(first, new Map([[30, '5']]), { trailer: `/Mac << /ByteRange [0 1] >> ${code}` })
    expect(found(trailer('/AuthCode << /ByteRange [0 1] >>'))).toEqual([])
    expect(found(trailer('/AuthCode 5'))).toHaveLength(1)
    expect(found(trailer(''))).toHaveLength(1)
  })

  it('outside the section whose trailer has a code is none of it', () => {
    const coded = { trailer: '/AuthCode << /ByteRange [0 1] >>' }
    const previous = Number(/startxref\n(\d+)/.exec(first.toString('latin1'))?.[1])
    const stray = latin1('% /ByteRange\n')
    const before = appendRevision(Buffer.concat([first, stray]), new Map([[30, '5']]), { ...coded, previous })
    expect(found(before)).toHaveLength(1)
    const file = appendRevision(first, new Map([[30, '5']]), coded)
    const after = appendRevision(Buffer.concat([file, stray]), new Map([[31, '5']]), {
      previous: open(file).sections[0]?.offset ?? 0,
    })
    expect([found(file), found(after)].map((list) => list.length)).toEqual([0, 1])
    // Where the section ends, and one octet before.
    const end = open(file).sections[0]?.end ?? 0
    const with1 = (at: number) => Buffer.concat([file.subarray(0, at), latin1('/ByteRange '), file.subarray(at)])
    expect(found(with1(end))).toHaveLength(1)
  })

  it('behind the data of a stream is looked at again, from the first octet on', () => {
    const behind = (between: string) =>
      appendRaw(first, { number: 30, text: `30 0 obj\n${stream('/ByteRange')}${between}/ByteRange [0 1]\nendobj\n` })
    for (const between of [' ', '\n', '', ' '.repeat(40)]) expect(found(behind(between))).toHaveLength(1)
    const within = appendRaw(first, { number: 30, text: `30 0 obj\n${stream('/ByteRange /ByteRange')}\nendobj\n` })
    expect(found(within)).toEqual([])
  })

  it('before any object is unreadable', () => {
    expect(found(writePdf(new Map([[1, '<< /Type /Catalog >>']]), { prefix: '/ByteRange\n' }))).toEqual([
      'undefined unreadable unreferenced',
    ])
  })

  it('has its place', () => {
    const file = withObjects([30, value])
    expect(scanForSignatures(open(file)).map(({ offset }) => offset)).toEqual([file.indexOf('/ByteRange')])
  })

  it('counts', () => {
    const file = withObjects([30, value], [32, value])
    expect(() => scanForSignatures(open(file, { signatures: 1 }))).toThrow('limit exceeded: signatures')
    expect(scanForSignatures(open(file, { signatures: 2 }))).toHaveLength(2)
  })

  it('nested deeper than eight levels is none that readers find', () => {
    const nested = (depth: number) => withObjects([30, `${'['.repeat(depth)}${value}${']'.repeat(depth)}`])
    expect(found(nested(8))).toEqual(['30 read current'])
    expect(found(nested(9))).toEqual([])
  })
})

describe('the places of objects', () => {
  it('are those that any section names, in order', () => {
    const file = appendRaw(first, { number: n.font, text: `6 0 obj\n${bodies.font()}\nendobj\n` })
    const starts = [...objectStarts(open(file))]
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
    expect(starts).toContain(first.length)
    expect(starts).toContain(first.indexOf('\n6 0 obj') + 1)
    expect(starts).toHaveLength(16)
    expect([startBefore(Float64Array.of(3, 7), 2), startBefore(Float64Array.of(3, 7), 3)]).toEqual([undefined, 3])
    expect([startBefore(Float64Array.of(3, 7), 6), startBefore(Float64Array.of(3, 7), 7)]).toEqual([3, 7])
    expect(startBefore(Float64Array.of(), 7)).toBeUndefined()
  })

  it('count from the first octet and from the header', () => {
    const plain = writePdf(new Map([[1, '<< /Type /Catalog >>']]))
    const starts = objectStarts(open(Buffer.concat([latin1('mail\n'), plain])))
    const at = plain.indexOf('1 0 obj')
    expect([...starts]).toEqual([at, at + 5])
  })

  const stray = (text: string, withinData = false, file = beside(text)) =>
    strayObjects(open(file), withinData).map(
      ({ number, offset }) => `${String(number)} ${String(offset - first.length)}`,
    )
  it.each<[string, string, string[]]>([
    ['named by no table', '40 0 obj\n5\nendobj\n', ['40 0']],
    ['after something', 'x 40 0 obj\n5\nendobj\n', ['40 2']],
    ['newer than the one in force', '6 0 obj\n5\nendobj\n', ['6 0']],
    ['two of them', '40 0 obj\n5\nendobj\n41 0 obj\n6\nendobj\n', ['40 0', '41 18']],
    ['none: a word', 'obj\n', []],
    ['none: one number', '40 obj\n', []],
    ['none: a name', '40 0 /obj\n', []],
    ['without a blank before the keyword', '40 0obj\n5\nendobj\n', ['40 0']],
    ['the end of another', 'endobj\n', []],
    ['of too many digits', '12345678901 0 obj\n', []],
    ['of ten digits', '1234567890 0 obj\n', ['1234567890 0']],
  ])('that is stray: %s', (_, text, expected) => {
    expect(stray(text)).toEqual(expected)
  })

  it('that is older than the one in force is lost to every reader', () => {
    const old = beside('40 0 obj\n5\nendobj\n')
    expect(strayObjects(open(appendRevision(old, new Map([[40, '6']]))))).toEqual([])
  })

  it('inside the data of a stream counts for some readers', () => {
    const file = withObjects([30, stream('40 0 obj\n5\nendobj\n')])
    expect(strayObjects(open(file))).toEqual([])
    expect(strayObjects(open(file), true).map(({ number }) => number)).toEqual([40])
  })

  it('that a table names with a blank before it is not stray', () => {
    const at = (blanks: number) => {
      const file = appendRaw(first, { number: 40, text: `${' '.repeat(blanks)}40 0 obj\n5\nendobj\n` })
      return strayObjects(open(file)).map(({ number }) => number)
    }
    expect([at(0), at(1), at(2), at(3)]).toEqual([[], [], [], []])
  })
})

it('the words of an attached form cost one step for each', () => {
  const objects: Objects = new Map([[30, stream('/ByteRange '.repeat(50))]])
  const document = open(appendRevision(first, objects))
  const before = document.budget.steps()
  scanForSignatures(document)
  expect(document.budget.steps() - before).toBeLessThan(40)
})
