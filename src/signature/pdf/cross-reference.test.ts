/** One section of a cross-reference as data: rows, hidden parts, and what is not as the standard says. */
import { describe, expect, it } from 'vitest'
import { stream } from '../testing/plain-pdf.ts'
import type { AmbiguityCode, Unsoundness } from './ambiguity.ts'
import { createBudget, defaultLimits } from './budget.ts'
import { readSection } from './cross-reference.ts'
import type { Entry } from './cross-reference-section.ts'

function read(text: string, { offset = 0, end = text.length, limits = defaultLimits } = {}) {
  const section = readSection(Buffer.from(text, 'latin1'), offset, end, createBudget(limits))
  if (!section) return undefined
  const { entries, trailer, ...rest } = section
  return { ...rest, entries: Object.fromEntries(entries), keys: [...trailer.entries.keys()] }
}
const free: Entry = { kind: 'free', generation: 65535 }
const offset = (at: number, generation = 0): Entry => ({ kind: 'offset', offset: at, generation })
const inside = (container: number, index: number): Entry => ({ kind: 'compressed', container, index })
type Entries = Readonly<Record<number, Entry>>

describe('a table', () => {
  const end = 'trailer\n<< /Size 9 >>'
  const row = (at: number, kind = 'n', generation = 0) =>
    `${String(at).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind} \n`
  it.each<[string, string, Entries, Unsoundness[], AmbiguityCode[]]>([
    ['of one subsection', `0 2\n${row(0, 'f', 65535)}${row(17)}`, { 0: free, 1: offset(17) }, [], []],
    [
      'of two',
      `3 1\n${row(30)}7 2\n${row(70)}${row(80, 'n', 2)}`,
      { 3: offset(30), 7: offset(70), 8: offset(80, 2) },
      [],
      [],
    ],
    ['of none', '', {}, [], []],
    ['of an empty one', '0 0\n', {}, [], []],
    ['with rows that end in CRLF', `3 1\n${row(30).replace(' \n', '\r\n')}`, { 3: offset(30) }, [], []],
    ['with rows that end in a blank and CR', `3 1\n${row(30).replace(' \n', ' \r')}`, { 3: offset(30) }, [], []],
    ['with short rows', `3 1\n${row(30).replace(' \n', '\n')}`, { 3: offset(30) }, ['row-form'], []],
    [
      'with two short rows',
      `3 2\n${`${row(30)}${row(40)}`.replaceAll(' \n', '\n')}`,
      { 3: offset(30), 4: offset(40) },
      ['row-form'],
      [],
    ],
    ['with rows of fewer digits', '3 1\n30 0 n \n', { 3: offset(30) }, ['row-form'], []],
    ['with rows of more digits', `3 1\n0${row(30)}`, { 3: offset(30) }, ['row-form'], []],
    ['with fewer rows than stated', `3 2\n${row(30)}`, { 3: offset(30) }, ['subsection-count'], []],
    ['with a row of another kind', `3 2\n${row(30)}${row(40, 'f').replace('f', 'x')}`, undefined as never, [], []],
    [
      'that begins at 1 with the head of the list',
      `1 2\n${row(0, 'f', 65535)}${row(17)}`,
      { 0: free, 1: offset(17) },
      ['subsection-start'],
      [],
    ],
    [
      'that begins at 1 with another free one',
      `1 2\n${row(0, 'f', 1)}${row(17)}`,
      { 1: { kind: 'free', generation: 1 }, 2: offset(17) },
      [],
      [],
    ],
    [
      'that begins at 1 and goes on in the list',
      `1 2\n${row(4, 'f', 65535)}${row(17)}`,
      { 1: free, 2: offset(17) },
      [],
      [],
    ],
    ['that begins at 1 with an object', `1 1\n${row(0, 'n', 65535)}`, { 1: offset(0, 65535) }, [], []],
    ['whose second row is like the head', `1 2\n${row(17)}${row(0, 'f', 65535)}`, { 1: offset(17), 2: free }, [], []],
    ['that begins at 2 with such a head', `2 1\n${row(0, 'f', 65535)}`, { 2: free }, [], []],
    ['that names an object twice', `3 1\n${row(30)}3 1\n${row(40)}`, { 3: offset(30) }, [], ['duplicate-entry']],
    ['that names it twice the same', `3 1\n${row(30)}3 1\n${row(30)}`, { 3: offset(30) }, [], []],
    [
      'that names another generation of it',
      `3 1\n${row(30)}3 1\n${row(30, 'n', 1)}`,
      { 3: offset(30) },
      [],
      ['duplicate-entry'],
    ],
    ['that frees it too', `3 1\n${row(30)}3 1\n${row(0, 'f')}`, { 3: offset(30) }, [], ['duplicate-entry']],
    [
      'that frees it twice',
      `3 1\n${row(1, 'f')}3 1\n${row(0, 'f', 1)}`,
      { 3: { kind: 'free', generation: 0 } },
      [],
      [],
    ],
    [
      'that frees it and names it',
      `3 1\n${row(0, 'f')}3 1\n${row(30)}`,
      { 3: { kind: 'free', generation: 0 } },
      [],
      ['duplicate-entry'],
    ],
  ])('%s', (_, rows, entries, oddities, ambiguities) => {
    const text = `xref\n${rows}${end}`
    const expected =
      (entries as Entries | undefined) === undefined
        ? undefined
        : { offset: 0, end: text.length, kind: 'table', entries, keys: ['Size'], oddities, ambiguities }
    expect(read(text)).toEqual(expected)
  })

  it.each([
    ['no count', 'xref\n3 \ntrailer\n<< >>'],
    ['no trailer', 'xref\n0 0\n<< >>'],
    ['another word', 'xref\n0 0\ntrailers\n<< >>'],
    ['a trailer that is no dictionary', 'xref\n0 0\ntrailer\n[1]'],
    ['a trailer that breaks off', 'xref\n0 0\ntrailer\n<< /Size 1'],
    ['another keyword', 'xraf\n0 0\ntrailer\n<< >>'],
  ])('with %s is none', (_, text) => {
    expect(read(text)).toBeUndefined()
  })

  it('counts its rows, and itself', () => {
    const text = `xref\n0 2\n${row(0, 'f', 65535)}${row(17)}${end}`
    expect(() => read(text, { limits: { ...defaultLimits, entries: 1 } })).toThrow('limit exceeded: entries')
    expect(read(text, { limits: { ...defaultLimits, entries: 2, sections: 1 } })).toBeDefined()
    expect(() => read(text, { limits: { ...defaultLimits, sections: 0 } })).toThrow('limit exceeded: sections')
  })

  it('reports the spelling of its trailer', () => {
    expect(read('xref\n0 0\ntrailer\n<< /Size 1 /Size 2 /Root >>')).toMatchObject({
      ambiguities: ['duplicate-key', 'missing-value'],
    })
  })
})

describe('a stream', () => {
  const at = (text: string, head: string) => ({
    offset: 0,
    end: text.length,
    kind: 'stream',
    streamNumber: 4,
    keys: [...`/Type /XRef ${head} /Length`.matchAll(/\/(\w+)(?= )(?! \/XRef \/Type)|\/(Length)/g)]
      .map(([, key, length]) => key ?? length)
      .filter((key) => key !== 'XRef' && key !== 'Flate'),
  })
  const made = (rows: readonly number[], head: string) =>
    `4 0 obj\n${stream(String.fromCharCode(...rows), `/Type /XRef ${head}`)}\nendobj`
  it.each<[string, number[], string, Entries, AmbiguityCode[]]>([
    [
      'of all kinds',
      [0, 0, 9, 1, 17, 2, 2, 5, 3],
      '/W [1 1 1] /Size 3',
      { 0: { kind: 'free', generation: 9 }, 1: offset(17, 2), 2: inside(5, 3) },
      [],
    ],
    ['without kinds', [17, 0, 18, 1], '/W [0 1 1] /Size 2', { 0: offset(17), 1: offset(18, 1) }, []],
    ['without generations', [1, 17], '/W [1 1 0] /Size 1', { 0: offset(17) }, []],
    ['with wide numbers', [1, 1, 2, 3, 0], '/W [1 3 1] /Size 1', { 0: offset(66051) }, []],
    [
      'of two subsections',
      [1, 30, 0, 1, 70, 0, 1, 80, 0],
      '/W [1 1 1] /Size 9 /Index [3 1 7 2]',
      { 3: offset(30), 7: offset(70), 8: offset(80) },
      [],
    ],
    ['with fewer rows than stated', [1, 30, 0], '/W [1 1 1] /Size 2', { 0: offset(30) }, ['entry-count']],
    ['with half a row', [1, 30, 0, 1], '/W [1 1 1] /Size 2', { 0: offset(30) }, ['entry-count']],
    ['with more rows than stated', [1, 30, 0, 1, 40, 0], '/W [1 1 1] /Size 1', { 0: offset(30) }, ['entry-count']],
    ['with a row of an unknown kind', [3, 30, 0, 1, 40, 0], '/W [1 1 1] /Size 2', { 1: offset(40) }, ['entry-count']],
    ['with rows of no length', [], '/W [0 0 0] /Size 2', {}, ['entry-count']],
    ['of no rows', [], '/W [1 1 1] /Size 0', {}, []],
    [
      'that names an object twice',
      [1, 30, 0, 1, 40, 0],
      '/W [1 1 1] /Size 9 /Index [3 1 3 1]',
      { 3: offset(30) },
      ['duplicate-entry'],
    ],
    [
      'that places it twice inside',
      [2, 5, 0, 2, 5, 1],
      '/W [1 1 1] /Size 9 /Index [3 1 3 1]',
      { 3: inside(5, 0) },
      ['duplicate-entry'],
    ],
    [
      'that places it in two containers',
      [2, 5, 0, 2, 6, 0],
      '/W [1 1 1] /Size 9 /Index [3 1 3 1]',
      { 3: inside(5, 0) },
      ['duplicate-entry'],
    ],
    [
      'that places it inside and outside',
      [2, 5, 0, 1, 5, 0],
      '/W [1 1 1] /Size 9 /Index [3 1 3 1]',
      { 3: inside(5, 0) },
      ['duplicate-entry'],
    ],
    [
      'that places it inside twice the same',
      [2, 5, 1, 2, 5, 1],
      '/W [1 1 1] /Size 9 /Index [3 1 3 1]',
      { 3: inside(5, 1) },
      [],
    ],
    ['whose data do not decode', [1, 30, 0], '/W [1 1 1] /Size 1 /Filter /Unknown', undefined as never, []],
  ])('%s', (_, rows, head, entries, ambiguities) => {
    const text = made(rows, head)
    const expected =
      (entries as Entries | undefined) === undefined
        ? undefined
        : {
            ...at(text, head),
            entries,
            oddities: [],
            ambiguities,
            keys: expect.arrayContaining(['Type', 'W', 'Length']) as string[],
          }
    expect(read(text)).toEqual(expected)
  })

  it.each([
    '/Size 1',
    '/W [1 1] /Size 1',
    '/W [1 1 1 1] /Size 1',
    '/W [1 1 9] /Size 1',
    '/W [9 1 1] /Size 1',
    '/W [1 -1 1] /Size 1',
    '/W [1 1.5 1] /Size 1',
    '/W [1 /A 1] /Size 1',
    '/W 1 /Size 1',
    '/W [1 1 1]',
    '/W [1 1 1] /Size -1',
    '/W [1 1 1] /Size 1.5',
    '/W [1 1 1] /Size /A',
    '/W [1 1 1] /Size 1 /Index [0]',
    '/W [1 1 1] /Size 1 /Index 0',
    '/W [1 1 1] /Size 1 /Index [0 /A]',
    '/W [1 1 1] /Size 1 /Index [0 1 2]',
    '/W [1 1 1] /Size 1 /Index [7 0 R 1]',
    '/W 7 0 R /Size 1',
  ])('with %s is none', (head) => {
    expect(read(made([1, 30, 0], head))).toBeUndefined()
  })

  it('takes widths of eight octets', () => {
    expect(read(made([1, 0, 0, 0, 0, 0, 0, 0, 30, 0], '/W [1 8 1] /Size 1'))?.entries).toEqual({ 0: offset(30) })
  })

  it.each([
    ['of another type', `4 0 obj\n${stream('', '/Type /ObjStm /W [1 1 1] /Size 0')}\nendobj`],
    ['without a type', `4 0 obj\n${stream('', '/W [1 1 1] /Size 0')}\nendobj`],
    ['that is no stream', '4 0 obj << /Type /XRef /W [1 1 1] /Size 0 >> endobj'],
    ['that is no object', '<< /Type /XRef /W [1 1 1] /Size 0 >>'],
  ])('%s is none', (_, text) => {
    expect(read(text)).toBeUndefined()
  })

  it('reports where its own length does not lead', () => {
    const text = made([1, 30, 0], '/W [1 1 1] /Size 1').replace('/Length 3', '/Length 7 0 R')
    expect(read(text)).toMatchObject({ entries: { 0: offset(30) }, ambiguities: ['stream-length'] })
  })

  it('counts its rows', () => {
    const text = made([1, 30, 0, 1, 40, 0], '/W [1 1 1] /Size 2')
    expect(() => read(text, { limits: { ...defaultLimits, entries: 1 } })).toThrow('limit exceeded: entries')
    expect(read(text, { limits: { ...defaultLimits, entries: 2 } })).toBeDefined()
  })
})

describe('a hybrid', () => {
  /** The hidden part stands first, at octet 0. */
  const hybrid = (
    rows: readonly number[],
    table: string,
    hiddenHead = '/W [1 1 1] /Size 9 /Index [3 1]',
    place = '0',
  ) => {
    const hidden = `4 0 obj\n${stream(String.fromCharCode(...rows), `/Type /XRef ${hiddenHead}`)}\nendobj\n`
    const text = `${hidden}xref\n${table}trailer\n<< /XRefStm ${place} >>`
    return read(text, { offset: hidden.length })
  }
  const row = (at: number, kind = 'n') => `3 1\n${String(at).padStart(10, '0')} 00000 ${kind} \n`
  it.each<[string, number[], string, Entries, number[], AmbiguityCode[]]>([
    ['adds what it hides', [1, 30, 0], '', { 3: offset(30) }, [], []],
    ['adds what its table frees', [1, 30, 0], row(0, 'f'), { 3: offset(30) }, [3], []],
    ['frees what its table frees', [0, 0, 0], row(0, 'f'), { 3: { kind: 'free', generation: 0 } }, [], []],
    ['may repeat itself', [1, 30, 0], row(30), { 3: offset(30) }, [], []],
    ['must not differ', [1, 40, 0], row(30), { 3: offset(30) }, [], ['hidden-entry-differs']],
    ['must not free what its table names', [0, 0, 0], row(30), { 3: offset(30) }, [], ['hidden-entry-differs']],
    ['must be complete', [1, 30, 0, 1], '', { 3: offset(30) }, [], ['entry-count']],
  ])('%s', (_, rows, table, entries, freedInTable, ambiguities) => {
    expect(hybrid(rows, table)).toMatchObject({ kind: 'hybrid', entries, freedInTable, oddities: [], ambiguities })
  })

  it.each([
    ['a place that is none', '/W [1 1 1] /Size 9', '/A'],
    ['a place of its own', '/W [1 1 1] /Size 9', '7 0 R'],
    ['a place past the end', '/W [1 1 1] /Size 9', '9999'],
    ['a place inside an object', '/W [1 1 1] /Size 9', '9'],
    ['a hidden part without widths', '/Size 9', '0'],
  ])('with %s hides what nobody reads', (_, head, place) => {
    expect(hybrid([], row(30), head, place)).toMatchObject({
      kind: 'hybrid',
      entries: { 3: offset(30) },
      freedInTable: [],
      ambiguities: ['hidden-section-unreadable'],
    })
  })

  it('reports the spelling of what it hides', () => {
    expect(hybrid([1, 30, 0], '', '/W [1 1 1] /Size 8 /Size 9 /Index [3 1]')).toMatchObject({
      ambiguities: ['duplicate-key'],
    })
  })
})

describe('an offset that is a little wrong', () => {
  const table = 'xref\n0 0\ntrailer\n<< /Size 9 >>'
  const stm = `4 0 obj\n${stream('', '/Type /XRef /W [1 1 1] /Size 0')}\nendobj`
  it.each([
    [table, 0, ['offset-skewed']],
    [table, 29, []],
    [table, 30, []],
    [table, 31, ['offset-skewed']],
    [table, 50, ['offset-skewed']],
    [table, 10, ['offset-skewed']],
    [stm, 10, ['offset-skewed']],
    [stm, 31, ['offset-skewed']],
  ])('finds %j from %d', (text, from, oddities) => {
    expect(read(`${'%'.repeat(28)}\n\n${text}`, { offset: from })).toMatchObject({
      offset: 30,
      end: 30 + text.length,
      oddities,
    })
  })

  it.each([0, 5, 51, 60, 900, -40])('finds nothing from %d', (from) => {
    expect(read(`${'-'.repeat(28)}\n\n${table}${' '.repeat(40)}`, { offset: from })).toBeUndefined()
  })

  it('never takes startxref for a table', () => {
    expect(read(`startxref\n0 0\ntrailer\n<< >>`, { offset: 2 })).toBeUndefined()
  })

  it('never reads past the end', () => {
    expect(read(table, { end: table.length - 1 })).toBeUndefined()
    expect(read(`   ${table}`, { offset: 30, end: 30 })).toBeUndefined()
  })
})
