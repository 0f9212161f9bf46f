/** Reading machine-readable zones on a picture: lines found, cut into cells, each character by its likeness, the whole proved by its check digits. */
import type { Day } from '../../domain/calendar/day.ts'
import { classesOf, type Layout, LAYOUTS } from '../../domain/person/mrz/format.ts'
import { type MrzReading, parseMrz } from '../../domain/person/mrz/mrz.ts'
import { homographyOf, type Point } from './geometry.ts'
import { warped } from './mats.ts'
import { cellsOf, likeliest, type LineCells } from './mrz-cells.ts'
import { type Glyphs, MRZ_CHARACTERS } from './mrz-glyphs.ts'
import { bandQuad, findZones, type ZoneCandidate } from './mrz-lines.ts'
import type { OpenCv } from './opencv.ts'
import type { Raster } from './raster.ts'

export interface ReadZone {
  /** As recognised, each character by its place's class, before any correction. */
  readonly text: string
  /** Null where the check digits do not prove it. */
  readonly reading: MrzReading | null
  /** Characters that were put right because only so the check digits hold. */
  readonly repaired: number
  /** Mean likeness of the characters to OCR-B, 0–1, lowered by the least certain of them. */
  readonly confidence: number
  /** Corners of the zone on the picture, pixels. */
  readonly corners: readonly Point[]
}

/** Strips are cut this high; a line of type 2.5 mm high is then 40 pixels. */
const STRIP_HEIGHT = 64
/** Below this a line is no OCR-B: print in another type reaches 0.5, blurred OCR-B 0.7. */
const LEAST_LIKENESS = 0.6
/** Check digits let one wrong character in ten pass: below this there may be several. */
const PROVING_LIKENESS = 0.68
/** From here a line need not be tried another way. */
const WELL_CUT = 0.9

export function readZones(cv: OpenCv, glyphs: Glyphs, grey: Raster, today: Day): ReadZone[] {
  const found: ReadZone[] = []
  for (const candidate of findZones(cv, grey)) {
    const zone = readCandidate(cv, glyphs, grey, candidate, today)
    if (zone !== null) found.push(zone)
    if (zone?.reading) break
  }
  return found.sort((a, b) => Number(b.reading !== null) - Number(a.reading !== null) || b.confidence - a.confidence).slice(0, 1)
}

function readCandidate(cv: OpenCv, glyphs: Glyphs, grey: Raster, { bands }: ZoneCandidate, today: Day): ReadZone | null {
  let best: ReadZone | null = null
  for (const upsideDown of [false, true]) {
    const ordered = upsideDown ? [...bands].reverse() : bands
    const strips = ordered.map((band) => stripOf(cv, grey, bandQuad(band, upsideDown)))
    for (const layout of LAYOUTS.filter(({ lines }) => lines === bands.length)) {
      const lines = linesOf(glyphs, strips, layout.length)
      if (lines === null) continue
      const read = { ...readLayout(layout, lines, today), corners: ordered.flatMap((band) => bandQuad(band, upsideDown)) }
      if (best === null || Number(read.reading !== null) > Number(best.reading !== null) || (best.reading === null && read.confidence > best.confidence)) best = read
      if (best.reading !== null) return best
    }
  }
  return best
}

/** Every line cut into cells; null where one of them is none of a zone. A line that was cut badly is cut again as the best one was. */
function linesOf(glyphs: Glyphs, strips: readonly (Raster | null)[], count: number): LineCells[] | null {
  const first = strips.map((strip) => strip && cellsOf(glyphs, strip, count))
  const best = first.reduce<LineCells | null>((found, line) => (line !== null && line.likeness > (found?.likeness ?? LEAST_LIKENESS) ? line : found), null)
  if (best === null) return null
  const lines = first.map((line, at) => {
    const strip = strips[at]
    if (line === best || !strip || (line !== null && line.likeness > WELL_CUT)) return line
    const again = cellsOf(glyphs, strip, count, [best.grid])
    return again !== null && again.likeness > (line?.likeness ?? 0) ? again : line
  })
  return lines.every((line) => line !== null && line.likeness >= LEAST_LIKENESS) ? lines.filter((line) => line !== null) : null
}

function stripOf(cv: OpenCv, grey: Raster, quad: ReturnType<typeof bandQuad>): Raster | null {
  const length = Math.hypot(quad[1].x - quad[0].x, quad[1].y - quad[0].y)
  const high = Math.hypot(quad[3].x - quad[0].x, quad[3].y - quad[0].y)
  const width = Math.min(4000, Math.round((length / high) * STRIP_HEIGHT))
  const map = homographyOf(quad, [{ x: 0, y: 0 }, { x: width, y: 0 }, { x: width, y: STRIP_HEIGHT }, { x: 0, y: STRIP_HEIGHT }])
  return map && warped(cv, grey, map, width, STRIP_HEIGHT)
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ<'
const DIGITS = '0123456789<'

/**
 * Which characters may stand at each place. Romanian documents are narrower than the standard: two letters and digits (cards) or digits (passports)
 * for a number, the digits of the CNP as optional data. That matters: a check digit cannot tell U from 0, K from 0 or A from 0 (they weigh the same).
 */
function allowedAt(layout: Layout, romanian: boolean): string[][] {
  const allowed = Array.from({ length: layout.lines }, () => new Array<string>(layout.length).fill(MRZ_CHARACTERS))
  for (const [[line, from, to], kind] of classesOf(layout)) allowed[line]?.fill(kind === 'digit' ? DIGITS : LETTERS, from, to)
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

function readLayout(layout: Layout, lines: readonly LineCells[], today: Day): Omit<ReadZone, 'corners'> {
  const stateAt = ([line, from, to]: Layout['issuer']): string | undefined => lines[line]?.cells.slice(from, to).map((cell) => likeliest(cell, LETTERS).character).join('')
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

/** The zone, if it proves itself. What a Romanian document has as optional data is its holder's CNP: one that is none, or of another birth date, is misread. */
function prove(text: string, layout: Layout, today: Day): MrzReading | null {
  const read = parseMrz(text, today)
  if (!read.ok) return null
  const { issuer, cnp, lines } = read.value
  const filled = layout.optional.some(([line, from, to]) => /[0-9A-Z]/.test(lines[line]?.slice(from, to) ?? ''))
  return issuer === 'ROU' && filled && cnp === null ? null : read.value
}

function readAllowed(layout: Layout, lines: readonly LineCells[], allowed: readonly (readonly string[])[], today: Day): Omit<ReadZone, 'corners'> {
  const places = lines.flatMap(({ cells }, line) => cells.map((cell, column) => ({ line, column, cell, ...likeliest(cell, allowed[line]?.[column] ?? MRZ_CHARACTERS) })))
  const textOf = (characters: readonly string[]): string => Array.from({ length: layout.lines }, (_, line) => characters.slice(line * layout.length, (line + 1) * layout.length).join('')).join('\n')
  const plain = places.map(({ character }) => character)
  const text = textOf(plain)
  const likeness = lines.reduce((sum, line) => sum + line.likeness, 0) / lines.length
  const least = Math.min(...places.map(({ margin }) => margin))
  const first = prove(text, layout, today)
  if (likeness < PROVING_LIKENESS) return { text, reading: null, repaired: 0, confidence: sure(likeness, least) * 0.3 }
  if (first !== null) return { text, reading: first, repaired: 0, confidence: sure(likeness, least) }
  // The least certain characters exchanged for their next likeliest, one or two at a time: taken only if exactly one exchange makes every digit hold.
  const doubtful = places
    .map(({ cell, character, line, column, margin }, at) => ({ at, margin, other: likeliest(cell, (allowed[line]?.[column] ?? MRZ_CHARACTERS).replace(character, '')).character }))
    .sort((a, b) => a.margin - b.margin)
    .slice(0, 6)
    .filter(({ margin }) => margin < 0.12)
  const exchanges = [...doubtful.map((one) => [one]), ...doubtful.flatMap((one, at) => doubtful.slice(at + 1).map((two) => [one, two]))]
  const proved = exchanges.flatMap((exchange) => {
    const changed = [...plain]
    for (const { at, other } of exchange) changed[at] = other
    const reading = prove(textOf(changed), layout, today)
    return reading === null ? [] : [{ reading, exchange }]
  })
  const smallest = Math.min(...proved.map(({ exchange }) => exchange.length))
  const [only, second] = proved.filter(({ exchange }) => exchange.length === smallest)
  if (only !== undefined && second === undefined) return { text, reading: only.reading, repaired: only.exchange.length, confidence: sure(likeness, least) * 0.8 }
  return { text, reading: null, repaired: 0, confidence: sure(likeness, least) * 0.3 }
}

const sure = (likeness: number, margin: number): number => Number(Math.max(0, Math.min(0.995, likeness * (0.85 + Math.min(0.15, margin)))).toFixed(3))
