/** Objects as the tables of one view place them, and what is reported where they cannot be read cleanly. */
import { describe, expect, it } from 'vitest'
import { formDocument, numbers as n } from '../testing/form-document.ts'
import { appendRevision, appendStreamRevision, latin1, type Objects, stream, writePdf } from '../testing/plain-pdf.ts'
import { appendRaw } from '../testing/spelling/raw-revision.ts'
import type { Ambiguity } from './ambiguity.ts'
import { createBudget, defaultLimits } from './budget.ts'
import { createSharedReading, openDocument, type PdfDocument } from './document.ts'
import { isDictionary, isStream, type PdfObject } from './objects.ts'

function open(bytes: Uint8Array, end = bytes.length, shared = createSharedReading()): PdfDocument {
  const opened = openDocument(bytes, { budget: createBudget(defaultLimits), end, shared })
  if (!opened.ok) throw new Error(opened.fault)
  return opened.document
}
const first = formDocument()
/** Offset of the section that a revision of one object after the first has written. */
const sectionAfter = (text: string) => first.length + text.length
const get = (document: PdfDocument, number: number, generation = 0) =>
  document.get({ type: 'reference', number, generation })

describe('an object at its offset', () => {
  const at = first.length
  it.each<[string, string, PdfObject, Omit<Ambiguity, 'object'>[]]>([
    ['as usual', '30 0 obj\n5\nendobj\n', 5, []],
    ['after white space', ' \r\n30 0 obj\n5\nendobj\n', 5, []],
    ['of another number', '31 0 obj\n5\nendobj\n', null, [{ code: 'object-not-at-its-offset', offset: -1 }]],
    ['of another generation', '30 1 obj\n5\nendobj\n', null, [{ code: 'generation-differs', offset: -1 }]],
    ['that is none', 'nothing\n', null, [{ code: 'object-not-at-its-offset', offset: -1 }]],
    ['that breaks off', '30 0 obj\n<< /A\n', null, [{ code: 'object-unreadable', offset: at }]],
    ['after a comment', '% a\n30 0 obj\n5\nendobj\n', 5, [{ code: 'object-not-at-its-offset', offset: -1 }]],
    ['without its end', '30 0 obj\n5\n', 5, [{ code: 'object-end', offset: at }]],
    ['with a key twice', '30 0 obj\n<< /A 1 /A 1 >>\nendobj\n', null, [{ code: 'duplicate-key', offset: at }]],
    ['that is only a reference', '30 0 obj\n6 0 R\nendobj\n', null, [{ code: 'object-is-reference', offset: at }]],
  ])('%s', (_, text, value, expected) => {
    const document = open(appendRaw(first, { number: 30, text }))
    const got = get(document, 30)
    if (typeof got !== 'object') expect(got).toBe(value)
    expect(document.ambiguities).toEqual(
      expected.map(({ code, offset }) => ({ code, offset: offset < 0 ? sectionAfter(text) : offset, object: 30 })),
    )
    const refused = got === null ? expected.map(({ code }) => [30, code]) : []
    expect([...document.unreadable]).toEqual(refused)
    // Each place once, however often it is read.
    get(document, 30)
    expect(document.ambiguities).toHaveLength(expected.length)
  })

  it('an offset into the middle of a number is in doubt', () => {
    const text = '130 0 obj\n5\nendobj\n'
    const file = latin1(
      appendRaw(first, { number: 30, text })
        .toString('latin1')
        .replace(`xref\n30 1\n${String(at).padStart(10, '0')}`, `xref\n30 1\n${String(at + 1).padStart(10, '0')}`),
    )
    const document = open(file)
    expect(get(document, 30)).toBe(5)
    expect(document.ambiguities).toEqual([{ code: 'object-not-at-its-offset', offset: sectionAfter(text), object: 30 }])
  })

  it('past the end there is none', () => {
    const text = '30 0 obj\n5\nendobj\n'
    const placed = (offset: number) =>
      open(
        latin1(
          appendRaw(first, { number: 30, text })
            .toString('latin1')
            .replace(`xref\n30 1\n${String(at).padStart(10, '0')}`, `xref\n30 1\n${String(offset).padStart(10, '0')}`),
        ),
      )
    for (const offset of [9_999_999, 0]) {
      const document = placed(offset)
      expect(get(document, 30)).toBeNull()
      expect(document.ambiguities).toEqual([
        { code: 'object-not-at-its-offset', offset: sectionAfter(text), object: 30 },
      ])
    }
  })

  it('that is free or that no table names is null, without a doubt', () => {
    const document = open(appendRevision(first, new Map([[n.font, null]])))
    expect([get(document, n.font), get(document, n.font, 1), get(document, 77), get(document, 77, 5)]).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(document.ambiguities).toEqual([])
    expect([...document.unreadable]).toEqual([])
  })

  it('under another generation is in doubt from the section on that places it', () => {
    const text = '30 0 obj\n5\nendobj\n'
    const document = open(appendRaw(first, { number: 30, text }))
    expect(get(document, 30, 1)).toBeNull()
    expect(document.ambiguities).toEqual([{ code: 'generation-differs', offset: sectionAfter(text), object: 30 }])
    expect(get(document, 30)).toBe(5)
  })

  it('as written is given by its offset, and reported by nobody', () => {
    const text = '30 0 obj\n<< /A 1 /A 2 >>\nendobj\n'
    const document = open(appendRaw(first, { number: 30, text }))
    expect(document.objectAt(at)).toMatchObject({ number: 30, start: at, end: at + text.length - 1 })
    expect([document.objectAt(at + 4), document.objectAt(-1), document.objectAt(9_999_999)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(open(appendRaw(first, { number: 30, text: '30 0 obj\n<< /A' })).objectAt(at)).toBeUndefined()
    expect(document.ambiguities).toEqual([])
  })
})

describe('a stream whose length is an object', () => {
  const content = stream('BT ET').replace(/\/Length \d+/, '/Length 31 0 R')
  const withLength = (length: string, later: Objects = new Map()) => {
    const base = appendRevision(
      first,
      new Map([
        [30, content],
        [31, length],
      ]),
    )
    return { base, file: later.size > 0 ? appendRevision(base, later) : base }
  }
  it('is read by it', () => {
    const document = open(withLength('5').file)
    const value = get(document, 30)
    expect(isStream(value) && Buffer.from(document.decodedBytes(value) ?? []).toString()).toBe('BT ET')
    expect(document.ambiguities).toEqual([])
  })

  it.each(['3', '/Five', '30 0 R', '99 0 R'])('of %s is in doubt', (length) => {
    const document = open(withLength(length).file)
    const value = get(document, 30)
    expect(isStream(value) && document.decodedBytes(value)).toBeUndefined()
    expect(document.ambiguities.map(({ code }) => code)).toContain('stream-length')
  })

  it('a later length is a doubt of the later revision, and of no earlier one', () => {
    const { base, file } = withLength('5', new Map([[31, '3']]))
    const shared = createSharedReading()
    const now = open(file, file.length, shared)
    get(now, 30)
    const [doubt] = now.ambiguities
    expect(doubt).toMatchObject({ code: 'stream-length', object: 30 })
    expect(doubt?.offset).toBeGreaterThan(base.length)
    const then = open(file, base.length, shared)
    const value = get(then, 30)
    expect(isStream(value) && value.length).toBe(5)
    expect(then.ambiguities).toEqual([])
  })
})

describe('views of the same bytes', () => {
  it('share what they read, and each reports its own doubts', () => {
    const shared = createSharedReading()
    const file = appendRaw(first, { number: 30, text: '30 0 obj\n<< /A 1 /A 2 >>\nendobj\n' })
    const [one, other] = [open(file, file.length, shared), open(file, file.length, shared)]
    expect(get(one, n.font)).toBe(get(other, n.font))
    expect(get(one, n.content)).not.toBe(get(other, n.content))
    get(one, 30)
    get(other, 30)
    expect(one.ambiguities).toEqual(other.ambiguities)
    expect(one.ambiguities).toHaveLength(1)
  })

  it('never share an object that ends past the end of one of them', () => {
    const shared = createSharedReading()
    const text = '30 0 obj\n<< /A 1 >>\nendobj\n'
    const file = appendRaw(first, { number: 30, text })
    get(open(file, file.length, shared), 30)
    expect(shared.objects.get(first.length)).toMatchObject({ number: 30, end: first.length + text.length - 1 })
    expect(open(file, first.length, shared).objectAt(first.length)).toBeUndefined()
    const cut = openDocument(file, { budget: createBudget(defaultLimits), end: first.length + 12, shared })
    expect(cut.ok && cut.document.objectAt(first.length)).toBeUndefined()
  })
})

describe('octets before the header', () => {
  const objects: Objects = new Map([
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, '<< /Type /Pages /Kids [] /Count 0 >>'],
  ])
  const prefix = 'mail\n'
  const fromStart = writePdf(objects, { prefix })
  const plain = writePdf(objects)
  it.each([
    ['counted from the first octet', fromStart],
    ['counted from the header', Buffer.concat([latin1(prefix), plain])],
  ])('%s', (_, file) => {
    const document = open(file)
    expect(document.header).toBe(prefix.length)
    expect(isDictionary(get(document, 2))).toBe(true)
    expect(document.ambiguities).toEqual([])
  })

  it('an object at both places is in doubt', () => {
    const one = '2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n'
    const before = `${'%'.repeat(one.length - 1)}\n`
    // Counted from the first octet the table leads to the first of two objects, from the header to the second.
    const body = `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n${one}${one}`
    const at = before.length + body.indexOf(one)
    const table = `xref\n0 3\n0000000000 65535 f \n${String(before.length + 9).padStart(10, '0')} 00000 n \n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n${String(before.length + body.length)}\n%%EOF\n`
    const document = open(latin1(before + body + table))
    expect(get(document, 2)).not.toBeNull()
    expect(document.ambiguities).toEqual([{ code: 'bytes-before-header', offset: at, object: 2 }])
  })
})

describe('objects in object streams', () => {
  const compressed = (bodies: Objects, indexOf?: (number: number, position: number) => number) =>
    appendStreamRevision(first, bodies, 60, indexOf)
  const two: Objects = new Map([
    [30, '5'],
    [31, '(a)'],
  ])

  it('are read by their index', () => {
    const document = open(compressed(two))
    expect([get(document, 30), get(document, 31)]).toMatchObject([5, { type: 'string' }])
    expect(document.ambiguities).toEqual([])
  })

  it.each<[string, string, string]>([
    ['a key twice', '<< /A 1 /A 2 >>', 'duplicate-key'],
    ['a reference', '6 0 R', 'object-is-reference'],
    ['two values', '5 6', 'object-end'],
    ['half a value', '<< /A', 'object-unreadable'],
  ])('that hold %s are in doubt from their section on', (_, body, code) => {
    const file = compressed(new Map([[30, body]]))
    const document = open(file)
    get(document, 30)
    expect(document.ambiguities).toEqual([{ code, offset: document.sections[0]?.offset, object: 30 }])
    expect(document.unreadable.get(30)).toBe(code === 'object-unreadable' ? code : undefined)
  })

  it.each<[string, (number: number, position: number) => number]>([
    ['of another object', (_, position) => 1 - position],
    ['of none', (_, position) => position + 2],
  ])('under the index %s are not there', (_, indexOf) => {
    const document = open(compressed(two, indexOf))
    expect([get(document, 30), get(document, 31)]).toEqual([null, null])
    // One place, one report: both are doubts of the same section.
    expect(document.ambiguities.map(({ code, object }) => [code, object])).toEqual([['object-not-at-its-offset', 30]])
    expect([...document.unreadable.values()]).toEqual(['object-not-at-its-offset', 'object-not-at-its-offset'])
  })

  it.each<[string, (file: string) => string, string[]]>([
    [
      'that is no stream',
      (file) => file.replace('60 0 obj\n<<', '60 0 obj\n5 %'),
      ['object-end', 'object-stream-unreadable'],
    ],
    ['without a count', (file) => file.replace('/N 2', '/M 2'), ['object-stream-unreadable']],
    [
      'whose data are unknown',
      (file) => file.replace('/Type /ObjStm', '/Filter /Zzzz '),
      ['filter-unknown', 'object-stream-unreadable'],
    ],
    ['of another type', (file) => file.replace('/Type /ObjStm', '/Type /ObjStn'), ['object-stream-header']],
    [
      'that names one number twice',
      (file) => file.replace('30 0 31 2', '31 0 31 2'),
      ['object-twice-in-stream', 'object-not-at-its-offset'],
    ],
    [
      'that is somewhere else',
      (file) => file.replace('60 0 obj', '70 0 obj'),
      ['object-not-at-its-offset', 'object-stream-unreadable'],
    ],
  ])('in a container %s are in doubt', (_, change, codes) => {
    const document = open(latin1(change(compressed(two).toString('latin1'))))
    get(document, 30)
    expect(document.ambiguities.map(({ code }) => code)).toEqual(codes)
    const isThere = codes[0] === 'object-stream-header'
    expect(get(document, 30)).toBe(isThere ? 5 : null)
  })

  it('in a container that lies in a container are not there', () => {
    const inner = appendStreamRevision(
      first,
      new Map([
        [60, '5'],
        [30, '5'],
      ]),
      62,
    )
    const rows = inner.toString('latin1')
    const moved = latin1(
      rows.replace(`${String.fromCharCode(2, 0, 0, 62, 1)}`, `${String.fromCharCode(2, 0, 0, 60, 1)}`),
    )
    const document = open(moved)
    expect(get(document, 30)).toBeNull()
    expect(document.unreadable.get(30)).toBe('object-stream-unreadable')
  })

  it('are shared between views where they are the same in all', () => {
    const shared = createSharedReading()
    const file = compressed(new Map([[30, '<< /A 1 >>']]))
    const [one, other] = [open(file, file.length, shared), open(file, file.length, shared)]
    expect(get(one, 30)).toBe(get(other, 30))
    expect(shared.containers.size).toBe(1)
    const doubtful = createSharedReading()
    const twice = latin1(compressed(two).toString('latin1').replace('/Type /ObjStm', '/Type /ObjStn'))
    for (const view of [open(twice, twice.length, doubtful), open(twice, twice.length, doubtful)]) {
      get(view, 30)
      expect(view.ambiguities.map(({ code }) => code)).toEqual(['object-stream-header'])
    }
    expect(doubtful.containers.size).toBe(0)
  })

  it('share no object that is in doubt: each view meets the doubt by itself', () => {
    const shared = createSharedReading()
    const file = compressed(new Map([[30, '<< /A 1 /A 2 >>']]))
    for (const view of [open(file, file.length, shared), open(file, file.length, shared)]) {
      get(view, 30)
      expect(view.ambiguities.map(({ code }) => code)).toEqual(['duplicate-key'])
    }
  })

  it('whose count is an object of its own are read by it, and not shared', () => {
    const shared = createSharedReading()
    const base = appendRevision(first, new Map([[40, '2']]))
    const file = latin1(
      appendStreamRevision(base, two, 60)
        .toString('latin1')
        .replace('/N 2 /First 10 ', '/N 40 0 R/First 10')
        .replace(/\/N 40 0 R\/First 10 /, '/N 40 0 R/First 10 '),
    )
    const document = openDocument(file, { budget: createBudget(defaultLimits), shared })
    // The longer dictionary moves the table: the reader looks through the small skew.
    expect(document.ok && get(document.document, 30)).toBe(5)
    expect(shared.containers.size).toBe(0)
  })
})

describe('references', () => {
  it('are followed to a value, and a loop is in doubt', () => {
    const chain = (count: number): Objects =>
      new Map(
        Array.from({ length: count }, (_, index) => [
          30 + index,
          index + 1 < count ? `${String(31 + index)} 0 R` : '5',
        ]),
      )
    const document = open(appendRevision(first, chain(10)))
    expect(document.resolve({ type: 'reference', number: 30, generation: 0 })).toBe(5)
    const long = open(appendRevision(first, chain(34)))
    expect(() => long.resolve({ type: 'reference', number: 30, generation: 0 })).toThrow('limit exceeded: depth')
    expect(open(appendRevision(first, chain(33))).resolve({ type: 'reference', number: 30, generation: 0 })).toBe(5)
  })

  it('of keys are resolved in dictionaries and streams, and lead nowhere elsewhere', () => {
    const document = open(
      appendRevision(
        first,
        new Map([
          [30, '<< /A 31 0 R /B 6 >>'],
          [31, stream('x', '/C 30 0 R')],
        ]),
      ),
    )
    const holder = get(document, 30)
    expect(document.entry(holder, 'B')).toBe(6)
    expect(document.entry({ type: 'reference', number: 30, generation: 0 }, 'B')).toBe(6)
    expect(document.entry(document.entry(holder, 'A'), 'C')).toBe(holder)
    expect([document.entry(holder, 'Z'), document.entry(5, 'B'), document.entry(undefined, 'B')]).toEqual([
      null,
      null,
      null,
    ])
  })
})

it('a catalogue is needed', () => {
  expect(openDocument(writePdf(new Map([[1, '5']])), { budget: createBudget(defaultLimits) })).toEqual({
    ok: false,
    fault: 'no-catalog',
  })
})
