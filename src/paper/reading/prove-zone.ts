/** Reads a zone from its cells: each character by its likeness, and the whole zone proved by its check digits. */
import type { Day } from '../../domain/calendar/day.ts'
import { classesOf, type Layout } from '../../domain/person/mrz/format.ts'
import { type MrzReading, parseMrz } from '../../domain/person/mrz/mrz.ts'
import { likeliest, type LineCells } from './mrz-cells.ts'
import { MRZ_CHARACTERS } from './mrz-glyphs.ts'

export interface ProvedText {
  /** The recognised text before any correction; each character is one that its place allows. */
  readonly text: string
  /** Null when the check digits do not prove it. */
  readonly reading: MrzReading | null
  /** The number of characters that were corrected because only then the check digits are valid. */
  readonly repaired: number
  /** The mean likeness of the characters to OCR-B, 0–1, reduced by the least certain one. */
  readonly confidence: number
}

/** Check digits miss one wrong character in ten, and below this likeness several may be wrong. */
const PROVING_LIKENESS = 0.75

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ<'
const DIGITS = '0123456789<'

/**
 * The characters allowed at each place. Romanian documents are narrower than the standard: a number has two letters and
 * digits (cards) or digits (passports), and the optional data are the digits of the CNP. This is needed because a check
 * digit cannot distinguish U, K or A from 0, which count the same.
 */
function allowedAt(layout: Layout, romanian: boolean): string[][] {
  const allowed = Array.from({ length: layout.lines }, () => new Array<string>(layout.length).fill(MRZ_CHARACTERS))
  for (const [[line, from, to], kind] of classesOf(layout))
    allowed[line]?.fill(kind === 'digit' ? DIGITS : LETTERS, from, to)
  allowed[layout.sex[0]]?.fill('MF<X', layout.sex[1], layout.sex[2])
  // The kinds of documents (Doc 9303-4 to -6); visas are not included.
  const [head, code] = layout.code
  allowed[head]?.fill(layout.format === 'TD3' ? 'P' : 'IAC', code, code + 1)
  // Only the composite check digit is never a filler.
  const [last, start, end] = layout.compositeCheck
  allowed[last]?.fill('0123456789', start, end)
  if (!romanian) return allowed
  const [line, from, to] = layout.documentNumber
  allowed[line]?.fill(DIGITS, from, to)
  if (layout.format !== 'TD3') allowed[line]?.fill(LETTERS, from, from + 2)
  for (const [row, begin, stop] of layout.optional) allowed[row]?.fill(DIGITS, begin, stop)
  return allowed
}

/** `lines` must have the number and length of the layout. */
export function proveZone(layout: Layout, lines: readonly LineCells[], today: Day): ProvedText {
  const stateAt = ([line, from, to]: Layout['issuer']): string | undefined =>
    lines[line]?.cells
      .slice(from, to)
      .map((cell) => likeliest(cell, LETTERS).character)
      .join('')
  // No check digit covers the issuer, but a Romanian national shows a Romanian document.
  const national = stateAt(layout.nationality) === 'ROU'
  if (stateAt(layout.issuer) !== 'ROU' && !national) return readAllowed(layout, lines, allowedAt(layout, false), today)
  const narrow = readAllowed(layout, lines, withIssuer(allowedAt(layout, true), layout, national), today)
  // An unusual document is read by the rules of the standard.
  if (narrow.reading !== null) return narrow
  const wide = readAllowed(layout, lines, withIssuer(allowedAt(layout, false), layout, national), today)
  return wide.reading === null ? narrow : wide
}

function withIssuer(allowed: string[][], { issuer: [line, from] }: Layout, romanian: boolean): string[][] {
  if (romanian) [...'ROU'].forEach((letter, at) => allowed[line]?.fill(letter, from + at, from + at + 1))
  return allowed
}

/**
 * The zone, if its check digits prove it. The optional data of a Romanian document are the holder's CNP; when they are
 * not
 * a CNP with the same birth date, the zone was misread.
 */
function prove(text: string, layout: Layout, today: Day): MrzReading | null {
  const read = parseMrz(text, today)
  if (!read.ok) return null
  const { issuer, cnp, lines } = read.value
  const filled = layout.optional.some(([line, from, to]) => /[0-9A-Z]/.test(lines[line]?.slice(from, to) ?? ''))
  return issuer === 'ROU' && filled && cnp === null ? null : read.value
}

function readAllowed(
  layout: Layout,
  lines: readonly LineCells[],
  allowed: readonly (readonly string[])[],
  today: Day,
): ProvedText {
  const places = lines.flatMap(({ cells }, line) =>
    cells.map((cell, column) => ({
      line,
      column,
      cell,
      ...likeliest(cell, allowed[line]?.[column] ?? MRZ_CHARACTERS),
    })),
  )
  const textOf = (characters: readonly string[]): string =>
    Array.from({ length: layout.lines }, (_, line) =>
      characters.slice(line * layout.length, (line + 1) * layout.length).join(''),
    ).join('\n')
  const plain = places.map(({ character }) => character)
  const text = textOf(plain)
  const likeness = lines.reduce((sum, line) => sum + line.likeness, 0) / lines.length
  const least = Math.min(...places.map(({ margin }) => margin))
  const unproved = { text, reading: null, repaired: 0, confidence: sure(likeness, least) * 0.3 }
  if (likeness < PROVING_LIKENESS) return unproved
  // Characters under a check digit may be exchanged for very similar ones. The most likely reading with valid check
  // digits is accepted, if no other is nearly as likely (check digits cannot distinguish XX from KK). Names are not
  // changed, because nothing could prove a change.
  const [nameLine, nameFrom, nameTo] = layout.name
  const doubtful = places
    .flatMap(({ cell, character, line, column }, at) =>
      line === nameLine && column >= nameFrom && column < nameTo
        ? []
        : alternatives(cell, allowed[line]?.[column] ?? MRZ_CHARACTERS, character).map(({ other, cost }) => ({
            at,
            other,
            cost,
          })),
    )
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MOST_DOUBTFUL)
  const proved = [{ exchange: [], cost: 0 }, ...exchangesOf(doubtful)].flatMap(({ exchange, cost }) => {
    const changed = [...plain]
    for (const { at, other } of exchange) changed[at] = other
    const reading = prove(textOf(changed), layout, today)
    return reading === null ? [] : [{ reading, cost, size: exchange.length }]
  })
  const [best, next] = proved.sort((a, b) => a.cost - b.cost)
  if (best === undefined || (next !== undefined && next.cost - best.cost < CLEARLY_LIKELIER)) return unproved
  return {
    text,
    reading: best.reading,
    repaired: best.size,
    confidence: best.size === 0 ? sure(likeness, least) : sure(likeness, least) * 0.8,
  }
}

/**
 * The largest cost of exchanges in likeness, for one character and in total; how many characters are exchanged at most,
 * and among how many candidates.
 */
const MOST_COST = { one: 0.12, all: 0.2 }
const MOST_EXCHANGED = 3
const MOST_DOUBTFUL = 12
/** How much better the best exchange must be than the next valid one. */
const CLEARLY_LIKELIER = 0.03

interface Exchange {
  /** The index of the character in the zone. */
  readonly at: number
  readonly other: string
  /** The loss of likeness. */
  readonly cost: number
}

/** The two characters most similar to a cell, besides the chosen one. */
function alternatives(
  cell: LineCells['cells'][number],
  allowed: string,
  chosen: string,
): { other: string; cost: number }[] {
  const likenessOf = (character: string): number => cell[MRZ_CHARACTERS.indexOf(character)] ?? -1
  return [...new Set(allowed)]
    .filter((character) => character !== chosen)
    .map((other) => ({ other, cost: Math.max(0, likenessOf(chosen) - likenessOf(other)) }))
    .filter(({ cost }) => cost < MOST_COST.one)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, 2)
}

/** All sets of exchanges at different places whose cost is within the limit. */
function exchangesOf(doubtful: readonly Exchange[]): { exchange: readonly Exchange[]; cost: number }[] {
  const found: { exchange: readonly Exchange[]; cost: number }[] = []
  const extend = (exchange: readonly Exchange[], cost: number, from: number): void => {
    doubtful.slice(from).forEach((one, index) => {
      if (cost + one.cost > MOST_COST.all || exchange.some(({ at }) => at === one.at)) return
      const longer = [...exchange, one]
      found.push({ exchange: longer, cost: cost + one.cost })
      if (longer.length < MOST_EXCHANGED) extend(longer, cost + one.cost, from + index + 1)
    })
  }
  extend([], 0, 0)
  return found
}

const sure = (likeness: number, margin: number): number =>
  Number(Math.max(0, Math.min(0.995, likeness * (0.85 + Math.min(0.15, margin)))).toFixed(3))
