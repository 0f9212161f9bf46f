/** The chain of sections, and what the tables of a document leave open. */
import { describe, expect, it } from 'vitest'
import { formDocument, numbers as n } from '../testing/form-document.ts'
import {
  appendRevision,
  appendStreamRevision,
  latin1,
  lastStartXref,
  type Objects,
  stream,
  writePdf,
} from '../testing/plain-pdf.ts'
import { createBudget, defaultLimits } from './budget.ts'
import { createSharedReading, headerOffset, openDocument } from './document.ts'
import { isStream } from './objects.ts'
import { recoverDocument } from './recovery.ts'
import { lastStartXref as startOf } from './start-of-cross-reference.ts'

function open(bytes: Uint8Array, end = bytes.length, shared = createSharedReading()) {
  const opened = openDocument(bytes, { budget: createBudget(defaultLimits), end, shared })
  if (!opened.ok) throw new Error(opened.fault)
  return opened.document
}
const first = formDocument()
const second = appendRevision(first, new Map([[30, '5']]))
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const startOfLast = lastStartXref(second)
/** The second revision with other words for where the first is. */
const withPrevious = (previous: string) => latin1(text(second).replace(/\/Prev \d+/, previous))

describe('the chain', () => {
  it.each<[string, string, number, string[], string[]]>([
    ['as usual', `/Prev ${String(lastStartXref(first))}`, 2, [], []],
    ['that ends', '', 1, [], []],
    ['that ends with null', '/Prev null', 1, [], []],
    ['with a place that is no number', '/Prev /A', 1, ['previous-form'], []],
    ['with a fraction', '/Prev 12.5', 1, ['previous-form'], []],
    ['with zero', '/Prev 0', 1, ['previous-form'], []],
    ['with a negative place', '/Prev -5', 1, ['previous-form'], []],
    ['with a place of another object', '/Prev 6 0 R', 1, ['previous-form'], []],
    ['with a place past the end', '/Prev 999999', 1, [], ['earlier-section-unreadable']],
    ['that leads nowhere', '/Prev 30', 1, [], ['earlier-section-unreadable']],
    ['that leads to itself', `/Prev ${String(startOfLast)}`, 1, [], ['cross-reference-loop']],
  ])('%s', (_, previous, count, oddities, ambiguities) => {
    // A shorter chain may lack the catalogue's section: so the catalogue is written again.
    const file = appendRevision(first, new Map([[n.catalog, '<< /Type /Catalog >>']]))
    const own = lastStartXref(file)
    const changed = latin1(text(file).replace(/\/Prev \d+/, previous.replace(String(startOfLast), String(own))))
    const document = open(changed)
    expect(document.sections).toHaveLength(count)
    expect([...document.oddities]).toEqual([...oddities, ...ambiguities])
    expect(document.ambiguities).toEqual(ambiguities.map((code) => ({ code, offset: own })))
  })

  it('reports the section from which it breaks, not the newest', () => {
    const third = appendRevision(
      withPrevious('/Prev 30').equals(second)
        ? second
        : appendRevision(first, new Map([[n.catalog, '<< /Type /Catalog >>']])),
      new Map([[31, '6']]),
    )
    const middle = Number(/\/Prev (\d+)(?![^]*\/Prev)/.exec(text(third))?.[1])
    const at = text(third).indexOf('/Prev ')
    const broken = latin1(
      text(third).slice(0, at) +
        text(third)
          .slice(at)
          .replace(/\/Prev \d+/, '/Prev 30'),
    )
    expect(open(broken).ambiguities).toEqual([{ code: 'earlier-section-unreadable', offset: middle }])
  })

  it('shares sections that end within a view, and none that it does not know whole', () => {
    const shared = createSharedReading()
    const [one, other] = [open(second, second.length, shared), open(second, second.length, shared)]
    expect(one.sections[0]).toBe(other.sections[0])
    expect(open(second, first.length, shared).sections[0]).toBe(one.sections[1])
    expect(open(second).sections[0]).not.toBe(one.sections[0])
    // Cut inside its own trailer, a known section is read anew and is none.
    const cut = openDocument(
      Buffer.concat([second.subarray(0, startOfLast + 30), latin1(`\nstartxref\n${String(startOfLast)}\n%%EOF`)]),
      {
        budget: createBudget(defaultLimits),
        shared,
      },
    )
    expect(cut.ok).toBe(false)
  })

  it.each([
    ['before its table', (at: number, table: number) => at < table, true],
    ['after its table', (at: number, table: number) => at > table, false],
  ])('a hidden section %s', (_, place, known) => {
    const shared = createSharedReading()
    const hidden = `50 0 obj\n${stream('\x01\0\0\0', '/Type /XRef /W [1 2 1] /Index [40 1] /Size 51 /Root 1 0 R')}\nendobj\n`
    const base = known ? Buffer.concat([first, latin1(hidden)]) : first
    const length = (digits: string) =>
      appendRevision(base, new Map([[41, 'null']]), { previous: lastStartXref(first), trailer: `/XRefStm ${digits}` })
    const placed = known ? length(String(first.length)) : length(String(length('00000').length))
    const file = known
      ? placed
      : Buffer.concat([
          latin1(text(placed).replace(/\/XRefStm \d+/, `/XRefStm ${String(placed.length)}`)),
          latin1(hidden),
        ])
    const end = file.length
    const start = lastStartXref(file)
    expect(place(file.indexOf('50 0 obj'), start)).toBe(true)
    open(file, end, shared)
    expect(shared.sections.has(start)).toBe(known)
  })
})

describe('the tables', () => {
  it.each<[string, string, boolean]>([
    ['the size of the largest number', '/Size 31', false],
    ['a size that is too small', '/Size 30', true],
    ['a size that is no number', '/Size /A', false],
  ])('with %s', (_, size, isBeyond) => {
    const changed = latin1(text(second).replace(/\/Size 100(?![^]*\/Size)/, size))
    const codes = open(changed).ambiguities
    expect(codes).toEqual(isBeyond ? [{ code: 'number-beyond-size', offset: startOfLast }] : [])
  })

  it('a size of one is that of a section without objects', () => {
    const empty = latin1(text(writePdf(new Map())).replace('/Size 100', '/Size 1'))
    const file = appendRevision(empty, new Map([[1, '<< /Type /Catalog >>']]))
    expect(open(file).ambiguities).toEqual([])
  })

  it('a size counts for all that came before, and not for what is free', () => {
    const small = latin1(
      text(appendRevision(second, new Map([[6, '5']]))).replace(/\/Size 100(?![^]*\/Size)/, '/Size 30'),
    )
    expect(open(small).ambiguities.map(({ code }) => code)).toEqual(['number-beyond-size'])
    const earlier = latin1(text(appendRevision(second, new Map([[6, '5']]))).replace('/Size 100', '/Size 17'))
    expect(open(earlier).ambiguities).toEqual([])
    const freed = latin1(
      text(appendRevision(first, new Map([[60, null]]))).replace(/\/Size 100(?![^]*\/Size)/, '/Size 20'),
    )
    expect(open(freed).ambiguities).toEqual([])
  })

  it.each<[string, Objects, boolean]>([
    ['that an earlier revision showed', new Map([[30, '5']]), true],
    ['that an earlier revision freed', new Map([[30, null]]), false],
    ['that no revision had', new Map([[31, '5']]), false],
  ])('hide from readers of tables an object %s: %s', (_, earlier, isHidden) => {
    const base = appendRevision(first, earlier)
    const hidden = `50 0 obj\n${stream('\x01\0\x09\0', '/Type /XRef /W [1 2 1] /Index [30 1] /Size 51 /Root 1 0 R')}\nendobj\n`
    const file = appendRevision(Buffer.concat([base, latin1(hidden)]), new Map([[30, null]]), {
      previous: lastStartXref(base),
      trailer: `/XRefStm ${String(base.length)}`,
    })
    expect(open(file).ambiguities.map(({ code }) => code)).toEqual(isHidden ? ['hidden-entry-differs'] : [])
  })

  it('are those of the newest section that names an object', () => {
    const document = open(appendRevision(second, new Map([[30, '7']])))
    expect(document.get({ type: 'reference', number: 30, generation: 0 })).toBe(7)
  })
})

describe('the end of a file', () => {
  const at = (bytes: string, end = bytes.length) => startOf(latin1(bytes), end)
  it.each<[string, ReturnType<typeof startOf>]>([
    ['startxref\n9\n%%EOF', { offset: 9, keyword: 0, eof: 17, strict: true }],
    ['startxref 9 %%EOF \n\0', { offset: 9, keyword: 0, eof: 17, strict: true }],
    ['startxref9%%EOF', { offset: 9, keyword: 0, eof: 15, strict: true }],
    ['startxref\n9\n%%EOFx', { offset: 9, keyword: 0, eof: 17, strict: false }],
    ['startxref\n9', { offset: 9, keyword: 0, eof: undefined, strict: false }],
    ['startxref\n9\nx%%EOF', { offset: 9, keyword: 0, eof: undefined, strict: false }],
    ['startxref\n123456789012345\n', { offset: 123456789012345, keyword: 0, eof: undefined, strict: false }],
    ['startxref\nx\n%%EOF', undefined],
    ['startxref\n%%EOF', undefined],
    ['startxre', undefined],
    ['x', undefined],
    ['', undefined],
    ['startxref\n1\nstartxref\n2\n%%EOF', { offset: 2, keyword: 12, eof: 29, strict: true }],
  ])('%j', (bytes, expected) => {
    expect(at(bytes)).toEqual(expected)
  })

  it('is that of the view', () => {
    const both = 'startxref\n1\n%%EOF\nstartxref\n2\n%%EOF'
    expect(at(both, 18)).toMatchObject({ offset: 1, strict: true })
    expect(at(both, 26)).toMatchObject({ offset: 1, strict: false })
    expect(at(both, 27)).toBeUndefined()
    expect(at(both, 29)).toMatchObject({ offset: 2, strict: false })
    expect(at(both, 9)).toBeUndefined()
    expect(at('startxref\n12\n%%EOF', 11)).toMatchObject({ offset: 1, eof: undefined })
    expect(at('startxref\n12\n%%EOF', 17)).toMatchObject({ offset: 12, eof: undefined })
  })

  it('its beginning is found in the first thousand octets', () => {
    expect(headerOffset(latin1(`${'x'.repeat(1024)}%PDF-1.7`), 4000)).toBe(1024)
    expect(headerOffset(latin1(`${'x'.repeat(1025)}%PDF-1.7`), 4000)).toBeUndefined()
    expect(headerOffset(latin1('%PDF-1.7'), 4)).toBeUndefined()
    expect(headerOffset(latin1('%PDF-1.7'), 5)).toBe(0)
  })
})

describe('a file without tables', () => {
  const recovered = (bytes: string, limits = defaultLimits) =>
    recoverDocument(latin1(bytes), { budget: createBudget(limits) })
  const objects = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /A 2 0 R >>\nendobj\n2 0 obj\n5\nendobj\n'
  const valueOf = (bytes: string) => {
    const document = recovered(bytes)
    return document && document.entry(document.entry(document.trailer, 'Root'), 'A')
  }
  it.each<[string, string, unknown]>([
    ['by its trailer', `${objects}trailer\n<< /Root 1 0 R >>`, 5],
    ['by its last trailer with a catalogue', `${objects}trailer\n<< /Root 1 0 R >>trailer\n<< /Size 1 >>`, 5],
    [
      'by an earlier trailer, where the last leads nowhere',
      `${objects}trailer\n<< /Root 1 0 R >>trailer\n<< /Root 9 0 R >>`,
      5,
    ],
    ['by a trailer before the header', 'trailer\n<< /Root 1 0 R >>\n%PDF-1.7\n1 0 obj\n<< /A 8 >>\nendobj\n', 8],
    ['by its catalogue', objects, 5],
    ['by its last catalogue', `${objects}3 0 obj\n<< /Type /Catalog /A 6 >>\nendobj\n`, 6],
    [
      'by a table that is a stream',
      `%PDF-1.7\n7 0 obj\n<< /A 8 >>\nendobj\n8 0 obj\n${stream('', '/Type /XRef /Root 7 0 R')}\nendobj\n`,
      8,
    ],
    ['by the newest of two objects', `${objects}2 0 obj\n7\nendobj\n`, 7],
    ['with a trailer that is none', `${objects}trailer\n[1]`, 5],
    ['with a trailer that breaks off', `${objects}trailer\n<< /Root`, 5],
    ['with a generation', objects.replace('1 0 obj', '1 3 obj'), 5],
    ['without a catalogue', '%PDF-1.7\n1 0 obj\n<< /A 1 >>\nendobj\n', undefined],
    ['without a header', objects.slice(9), undefined],
    ['without objects', '%PDF-1.7\n', undefined],
    [
      'with a stream of another type that has a catalogue',
      `%PDF-1.7\n8 0 obj\n${stream('', '/Type /X /Root 7 0 R')}\nendobj\n7 0 obj\n<< /A 1 >>\nendobj\n`,
      undefined,
    ],
  ])('is rebuilt %s', (_, bytes, value) => {
    expect(valueOf(bytes)).toEqual(value)
  })

  it('counts its objects, and says what it is', () => {
    expect(() => recovered(objects, { ...defaultLimits, entries: 1 })).toThrow('limit exceeded: entries')
    expect(() => recovered(objects, { ...defaultLimits, steps: 1 })).toThrow('limit exceeded: steps')
    expect([...(recovered(objects)?.oddities ?? [])]).toEqual(['rebuilt-by-searching'])
    expect(recovered(objects)?.ambiguities).toEqual([])
    expect(() => recovered(`${objects}trailer\n${'['.repeat(200)}`)).toThrow('limit exceeded: depth')
  })

  it('tries sixteen trailers', () => {
    const tries = (count: number) =>
      valueOf(`%PDF-1.7\n7 0 obj\n<< /A 8 >>\nendobj\ntrailer\n<< /Root 7 0 R >>\n${'trailer\n<< >>\n'.repeat(count)}`)
    expect([tries(15), tries(16)]).toEqual([8, undefined])
  })

  it('is read to the end of the view', () => {
    const cut = latin1(`${objects}2 0 obj\n7\nendobj\n`)
    const document = recoverDocument(cut, { budget: createBudget(defaultLimits), end: objects.length })
    expect(document?.get({ type: 'reference', number: 2, generation: 0 })).toBe(5)
  })
})

it('an object in an object stream is found by the table of its revision', () => {
  const file = appendStreamRevision(writePdf(new Map([[1, '<< /Type /Catalog >>']])), new Map([[30, '5']]), 60)
  const document = open(file)
  expect(isStream(document.get({ type: 'reference', number: 60, generation: 0 }))).toBe(true)
  expect(document.get({ type: 'reference', number: 30, generation: 0 })).toBe(5)
})
