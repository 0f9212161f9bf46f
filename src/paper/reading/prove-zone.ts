/** Reads a zone from its cells: each character by its likeness, and the whole zone proved by its check digits. */
import type { Day } from '../../domain/calendar/day.ts'
import { mrzCheckDigit } from '../../domain/person/mrz/check-digit.ts'
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

/**
 * No check digit covers names, kind, issuer and nationality. Each of their letters must be so much more alike than the
 * next one, and more on a picture on which the whole zone is less like OCR-B.
 */
const CLEAR = { likeness: 0.88, sharp: 0.03, blurred: 0.1 }
const isUnchecked = ({ code, issuer, name, nationality }: Layout, line: number, column: number): boolean =>
  [code, issuer, name, nationality].some(([row, from, to]) => row === line && column >= from && column < to)

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ<'
const DIGITS = '0123456789<'

/** Whether the holder of a Romanian document is a national of Romania. */
type Romanian = 'national' | 'foreigner'

const KINDS_OF_DOCUMENT: Readonly<Record<Layout['format'], string>> = { TD1: 'IAC', TD2: 'IACV', TD3: 'PV' }

/**
 * The characters allowed at each place. Romanian documents are narrower than the standard: a number has two letters and
 * digits (cards) or digits (passports), and the optional data are the digits of the CNP. This is needed because a check
 * digit cannot distinguish U, K or A from 0, which count the same.
 */
function allowedAt(layout: Layout, { romanian, visa }: { romanian: Romanian | null; visa: boolean }): string[][] {
  const allowed = Array.from({ length: layout.lines }, () => new Array<string>(layout.length).fill(MRZ_CHARACTERS))
  for (const [[line, from, to], kind] of classesOf(layout))
    allowed[line]?.fill(kind === 'digit' ? DIGITS : LETTERS, from, to)
  allowed[layout.sex[0]]?.fill('MF<X', layout.sex[1], layout.sex[2])
  // The kinds of documents (Doc 9303-4 to -7). No check digit covers the letter, so it is not assumed.
  const [head, code] = layout.code
  allowed[head]?.fill(KINDS_OF_DOCUMENT[layout.format], code, code + 1)
  const [last, start, end] = layout.compositeCheck
  // Only the composite check digit is never a filler. A visa has optional data to its end.
  if (visa)
    for (const [row, begin] of [layout.optional[0] ?? layout.compositeCheck])
      allowed[row]?.fill(MRZ_CHARACTERS, begin, layout.length)
  else allowed[last]?.fill('0123456789', start, end)
  if (romanian === null) return allowed
  const [line, from, to] = layout.documentNumber
  // Identity cards have a series of two letters. The numbers of residence permits have no known form.
  if (romanian === 'national') {
    allowed[line]?.fill(DIGITS, from, to)
    if (layout.format !== 'TD3') allowed[line]?.fill(LETTERS, from, from + 2)
  }
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
  const [head, code] = layout.code
  const kind = lines[head]?.cells[code]
  const visa = kind !== undefined && likeliest(kind, KINDS_OF_DOCUMENT[layout.format]).character === 'V'
  const national = stateAt(layout.nationality) === 'ROU' && mayBeRomanian(layout, lines)
  const plain = allowedAt(layout, { romanian: null, visa })
  if (visa || (stateAt(layout.issuer) !== 'ROU' && !national)) return readAllowed(layout, lines, plain, today)
  const romanian = allowedAt(layout, { romanian: national ? 'national' : 'foreigner', visa })
  const narrow = readAllowed(layout, lines, withIssuer(romanian, layout, national), today)
  // An unusual document is read by the rules of the standard.
  if (narrow.reading !== null) return narrow
  const wide = readAllowed(layout, lines, withIssuer(plain, layout, national), today)
  return wide.reading === null ? narrow : wide
}

/** Whether the letters of the issuer may be ROU. A Romanian may also hold a document of another state. */
function mayBeRomanian({ issuer: [line, from] }: Layout, lines: readonly LineCells[]): boolean {
  return [...'ROU'].every((letter, at) => {
    const cell = lines[line]?.cells[from + at]
    return cell !== undefined && Math.max(...cell) - (cell[MRZ_CHARACTERS.indexOf(letter)] ?? -1) < MOST_COST.one
  })
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
  const unchecked = places.filter(({ line, column }) => isUnchecked(layout, line, column))
  const clear = likeness < CLEAR.likeness ? CLEAR.blurred : CLEAR.sharp
  if (unchecked.some(({ margin }) => margin < clear)) return unproved
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
  if (hasTwin(layout, lines, best.reading)) return unproved
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

/** How much more alike a character must be than another of the same weight, whatever its place usually holds. */
const CLEARLY_ALIKE = 0.05

/**
 * Whether a character of the number or the optional data has a look-alike that counts the same in check digits (0, A, K
 * and U; 8, I and S; 6, G and Q): no check digit can tell the two apart, so only a clear picture can. The same holds
 * when the picture shows another character than the place allows.
 */
function hasTwin(layout: Layout, lines: readonly LineCells[], reading: MrzReading): boolean {
  return [layout.documentNumber, ...layout.optional].some(([line, from, to]) =>
    Array.from({ length: to - from }, (_, at) => from + at).some((column) => {
      const [cell, character] = [lines[line]?.cells[column], reading.lines[line]?.charAt(column) ?? '<']
      if (cell === undefined || character === '<') return false
      const likenessOf = (other: string): number => cell[MRZ_CHARACTERS.indexOf(other)] ?? -1
      // What the place allows must not be much less alike than what it shows.
      if (Math.max(...cell) - likenessOf(character) > MOST_COST.one) return true
      return [...MRZ_CHARACTERS].some(
        (other) =>
          other !== character &&
          mrzCheckDigit(other) === mrzCheckDigit(character) &&
          likenessOf(character) - likenessOf(other) < CLEARLY_ALIKE,
      )
    }),
  )
}

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
