/** From what a person pastes, a wedge scanner bursts or recognition returns to the lines of a machine-readable zone. */
import { type Layout, LAYOUTS } from './format.ts'

/** Far longer than any zone with its surroundings. */
const LONGEST_INPUT = 4000

/** What recognition and word processors make of `<`. */
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
const isZone = (layout: Layout, text: string): boolean => text.length === layout.lines * layout.length && /^[A-Z0-9<]+$/.test(text) && !text.startsWith('V')

function cut(layout: Layout, zone: string): MrzLines {
  return { layout, lines: Array.from({ length: layout.lines }, (_, index) => zone.slice(index * layout.length, (index + 1) * layout.length)) }
}

/** The name line loses its last fillers in many hands; the other lines end with something. */
function padded(layout: Layout, lines: readonly string[]): string {
  const nameLine = layout.name[0]
  return lines.map((line, index) => (index === nameLine && line.length >= 5 && line.length < layout.length ? line.padEnd(layout.length, '<') : line)).join('')
}

/** The zone within a text: the whole of it run together, or consecutive lines among others. Null when there is none. */
export function findZone(text: string): MrzLines | null {
  if (text.length > LONGEST_INPUT) return null
  const whole = zoneOnly(text)
  for (const layout of LAYOUTS) if (isZone(layout, whole)) return cut(layout, whole)
  const lines = text.split(/[\r\n]+/).map(zoneOnly).filter((line) => line !== '')
  for (const layout of LAYOUTS)
    for (let first = 0; first + layout.lines <= lines.length; first++) {
      const zone = padded(layout, lines.slice(first, first + layout.lines))
      if (isZone(layout, zone)) return cut(layout, zone)
    }
  return null
}

/** How many lines and how long the longest, for the refusal. */
export function measure(text: string): { lines: number; length: number } {
  const lines = text.slice(0, LONGEST_INPUT).split(/[\r\n]+/).map(zoneOnly).filter((line) => line !== '')
  return { lines: lines.length, length: Math.max(0, ...lines.map((line) => line.length)) }
}
