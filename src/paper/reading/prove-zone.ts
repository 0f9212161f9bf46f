/** What the cells of a zone say together: each character by its likeness, the whole proved by its check digits. */
import type { Day } from '../../domain/calendar/day.ts'
import { classesOf, type Layout } from '../../domain/person/mrz/format.ts'
import { type MrzReading, parseMrz } from '../../domain/person/mrz/mrz.ts'
import { likeliest, type LineCells } from './mrz-cells.ts'
import { MRZ_CHARACTERS } from './mrz-glyphs.ts'

export interface ProvedText {
  /** As recognised, each character by its place's class, before any correction. */
  readonly text: string
  /** Null where the check digits do not prove it. */
  readonly reading: MrzReading | null
  /** Characters that were put right because only so the check digits hold. */
  readonly repaired: number
  /** Mean likeness of the characters to OCR-B, 0–1, lowered by the least certain of them. */
  readonly confidence: number
}

/** Check digits let one wrong character in ten pass: below this there may be several. */
const PROVING_LIKENESS = 0.75

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ<'
const DIGITS = '0123456789<'

/**
 * Which characters may stand at each place. Romanian documents are narrower than the standard: two letters and digits
 * (cards) or digits (passports) for a number, the digits of the CNP as optional data. That matters: a check digit
 * cannot tell U from 0, K from 0 or A from 0 (they weigh the same).
 */
function allowedAt(layout: Layout, romanian: boolean): string[][] {
  const allowed = Array.from({ length: layout.lines }, () => new Array<string>(layout.length).fill(MRZ_CHARACTERS))
  for (const [[line, from, to], kind] of classesOf(layout))
    allowed[line]?.fill(kind === 'digit' ? DIGITS : LETTERS, from, to)
  allowed[layout.sex[0]]?.fill('MF<X', layout.sex[1], layout.sex[2])
  // what kinds of documents there are (Doc 9303-4 to -6; visas are none)
  const [head, code] = layout.code
  allowed[head]?.fill(layout.format === 'TD3' ? 'P' : 'IAC', code, code + 1)
  // the composite digit alone is never a filler
  const [last, start, end] = layout.compositeCheck
  allowed[last]?.fill('0123456789', start, end)
  if (!romanian) return allowed
  const [line, from, to] = layout.documentNumber
  allowed[line]?.fill(DIGITS, from, to)
  if (layout.format !== 'TD3') allowed[line]?.fill(LETTERS, from, from + 2)
  for (const [row, begin, stop] of layout.optional) allowed[row]?.fill(DIGITS, begin, stop)
  return allowed
}

/** `lines` are as many, and as long, as the layout has them. */
export function proveZone(layout: Layout, lines: readonly LineCells[], today: Day): ProvedText {
  const stateAt = ([line, from, to]: Layout['issuer']): string | undefined =>
    lines[line]?.cells
      .slice(from, to)
      .map((cell) => likeliest(cell, LETTERS).character)
      .join('')
  // no check digit covers the issuer; whoever is a Romanian national shows a Romanian document
  const national = stateAt(layout.nationality) === 'ROU'
  if (stateAt(layout.issuer) !== 'ROU' && !national) return readAllowed(layout, lines, allowedAt(layout, false), today)
  const narrow = readAllowed(layout, lines, withIssuer(allowedAt(layout, true), layout, national), today)
  // a document that is not as they usually are is read as the standard has it
  if (narrow.reading !== null) return narrow
  const wide = readAllowed(layout, lines, withIssuer(allowedAt(layout, false), layout, national), today)
  return wide.reading === null ? narrow : wide
}

function withIssuer(allowed: string[][], { issuer: [line, from] }: Layout, romanian: boolean): string[][] {
  if (romanian) [...'ROU'].forEach((letter, at) => allowed[line]?.fill(letter, from + at, from + at + 1))
  return allowed
}

/**
 * The zone, if it proves itself. What a Romanian document has as optional data is its holder's CNP: one that is none,
 * or of another birth date, is misread.
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
  // Characters that a check digit covers, as they look or exchanged for others that look nearly the same: the likeliest
  // reading that makes every digit hold, if no other is nearly as likely (digits cannot tell XX from KK). A name is
  // left as it looks: nothing could prove an exchange in it.
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
 * What an exchange may cost in likeness, for one character and for all; how many characters are exchanged at most, and
 * chosen from.
 */
const DEAREST = { one: 0.12, all: 0.2 }
const MOST_EXCHANGED = 3
const MOST_DOUBTFUL = 12
/** By how much the likeliest exchange must lie before the next one that also holds. */
const CLEARLY_LIKELIER = 0.03

interface Exchange {
  /** Number of the character in the zone. */
  readonly at: number
  readonly other: string
  /** Likeness given up. */
  readonly cost: number
}

/** The two characters that a cell looks like most besides the one chosen. */
function alternatives(
  cell: LineCells['cells'][number],
  allowed: string,
  chosen: string,
): { other: string; cost: number }[] {
  const likenessOf = (character: string): number => cell[MRZ_CHARACTERS.indexOf(character)] ?? -1
  return [...new Set(allowed)]
    .filter((character) => character !== chosen)
    .map((other) => ({ other, cost: Math.max(0, likenessOf(chosen) - likenessOf(other)) }))
    .filter(({ cost }) => cost < DEAREST.one)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, 2)
}

/** Every set of exchanges at different places that is not too dear. */
function exchangesOf(doubtful: readonly Exchange[]): { exchange: readonly Exchange[]; cost: number }[] {
  const found: { exchange: readonly Exchange[]; cost: number }[] = []
  const extend = (exchange: readonly Exchange[], cost: number, from: number): void => {
    doubtful.slice(from).forEach((one, index) => {
      if (cost + one.cost > DEAREST.all || exchange.some(({ at }) => at === one.at)) return
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
