/** Finds the lines of a machine-readable zone in what a person pastes, a wedge scanner types or recognition returns. */
import { type Layout, LAYOUTS } from './format.ts'

/** Far longer than any zone with its surroundings. */
const LONGEST_INPUT = 4000

/** The characters that recognition and word processors make of `<`. */
const FILLERS: Readonly<Record<string, string>> = { '«': '<<', '‹': '<', '≪': '<<', '〈': '<', '＜': '<', '&LT;': '<' }

const zoneOnly = (text: string): string =>
  text
    .toUpperCase()
    .replace(/«|‹|≪|〈|＜|&LT;/g, (filler) => FILLERS[filler] ?? filler)
    .replace(/[\s\u0000-\u001f\u007f\u00a0\u200b\ufeff]+/g, '')

export interface MrzLines {
  readonly layout: Layout
  readonly lines: readonly string[]
}

/** V: a visa, which is no identity document though its zone has the measure of TD2 or TD3. */
const isZone = (layout: Layout, text: string): boolean =>
  text.length === layout.lines * layout.length && /^[A-Z0-9<]+$/.test(text) && !text.startsWith('V')

function cut(layout: Layout, zone: string): MrzLines {
  return {
    layout,
    lines: Array.from({ length: layout.lines }, (_, index) =>
      zone.slice(index * layout.length, (index + 1) * layout.length),
    ),
  }
}

/**
 * Lines that may end in fillers often lose them: the names, and on TD1 the first line with its optional data. The
 * others end with a digit.
 */
function padded(layout: Layout, lines: readonly string[]): string[] {
  const shortest = (index: number): number => {
    if (index === layout.name[0]) return 5
    return layout.format === 'TD1' && index === 0 ? layout.documentNumberCheck[2] : layout.length
  }
  return lines.map((line, index) =>
    line.length >= shortest(index) && line.length < layout.length ? line.padEnd(layout.length, '<') : line,
  )
}

/**
 * Candidates for the zone within a text, the likeliest first: consecutive lines unchanged, the whole text joined,
 * consecutive lines with lost fillers restored. The check digits decide between them.
 */
export function possibleZones(text: string): MrzLines[] {
  if (text.length > LONGEST_INPUT) return []
  const lines = text
    .split(/[\r\n]+/)
    .map(zoneOnly)
    .filter((line) => line !== '')
  const runs = LAYOUTS.flatMap((layout) =>
    lines.map((_, first) => ({ layout, lines: lines.slice(first, first + layout.lines) })),
  )
  const whole = zoneOnly(text)
  const candidates = [
    ...runs,
    ...LAYOUTS.map((layout) => cut(layout, whole)),
    ...runs.map(({ layout, lines: run }) => ({ layout, lines: padded(layout, run) })),
  ].filter(
    ({ layout, lines: zone }) => isZone(layout, zone.join('')) && zone.every((line) => line.length === layout.length),
  )
  return candidates.filter(
    ({ lines: zone }, index) => candidates.findIndex((other) => other.lines.join() === zone.join()) === index,
  )
}

/** How many lines and how long the longest, for the refusal. */
export function measure(text: string): { lines: number; length: number } {
  const lines = text
    .slice(0, LONGEST_INPUT)
    .split(/[\r\n]+/)
    .map(zoneOnly)
    .filter((line) => line !== '')
  return { lines: lines.length, length: Math.max(0, ...lines.map((line) => line.length)) }
}
