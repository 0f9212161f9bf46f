/**
 * A document scanner that types ("wedge") sends the machine-readable zone as a burst of keys into the focused field.
 * Two things distinguish the burst from typing: its speed, and how an MRZ begins (ICAO 9303-4 to -6: I, A, C, P or V,
 * then a letter or filler, then the three letters of the issuing state).
 */
import { LAYOUTS } from '../../../src/domain/person/mrz/format.ts'

/**
 * Longest gap between two keys of one burst. Scanners send a key every 1 to 20 ms, which arrive late on a busy machine.
 * A fast typist is ruled out because nobody types fillers into a name.
 */
export const BURST_GAP_MS = 80
/** A burst ends after this pause. */
export const BURST_END_MS = 150
const MRZ_CHARACTER = /^[A-Za-z0-9<]$/
const MRZ_BEGINNING = /^[IACPV][A-Z<][A-Z<]{3}/
/** From this length on the beginning alone is decisive: the first line of the shortest format. */
const FIRST_LINE = Math.min(...LAYOUTS.map(({ length }) => length))
const FEWEST = 10

export interface PressedKey {
  readonly key: string
  /** Milliseconds, from the event. */
  readonly at: number
  /** The key is held down: the keyboard repeats it faster than any person types. */
  readonly repeat: boolean
}

/**
 * What to do with a key:
 * - `typing`: nothing, it is a normal key.
 * - `first`: it may start a burst; remember the field's content.
 * - `began`: the keys so far came from a scanner; restore the field's content.
 * - `swallow`: it belongs to the burst; keep it from the field.
 */
export type BurstStep = 'typing' | 'first' | 'began' | 'swallow'

export interface WedgeBurst {
  readonly step: (key: PressedKey) => BurstStep
  /** Returns a finished burst, or null if there was none. */
  readonly take: () => string | null
}

const looksLikeMrz = (text: string): boolean =>
  text.length >= FEWEST && MRZ_BEGINNING.test(text) && (text.includes('<') || text.length >= FIRST_LINE)

/** The MRZ character of a key, or null for a key that no MRZ contains. */
function characterOf(key: string): string | null {
  if (key === 'Enter' || key === 'Tab') return '\n'
  return MRZ_CHARACTER.test(key) ? key.toUpperCase() : null
}

export function createWedgeBurst(): WedgeBurst {
  let text = ''
  let last = -Infinity
  let caught = false
  return {
    step({ key, at, repeat }) {
      const character = characterOf(key)
      // Shift comes with every capital letter and means nothing by itself.
      if (key === 'Shift') return caught ? 'swallow' : 'typing'
      const follows = at - last <= (caught ? BURST_END_MS : BURST_GAP_MS)
      last = at
      if (caught && follows) {
        if (character !== null) text += character
        return 'swallow'
      }
      if (repeat || character === null || character === '\n') {
        text = ''
        caught = false
        return 'typing'
      }
      const first = !follows || text === ''
      caught = false
      text = first ? character : text + character
      if (looksLikeMrz(text)) {
        caught = true
        return 'began'
      }
      return first ? 'first' : 'typing'
    },
    take() {
      const burst = caught ? text.replace(/\n+$/, '') : null
      text = ''
      caught = false
      return burst
    },
  }
}

/** The format of a complete zone, found by the number of its characters. */
const layoutOf = (characters: number) => LAYOUTS.find(({ lines, length }) => lines * length === characters)

/** Splits a zone into lines by its length, for scanners that send no line ends. */
export function mrzLines(text: string): string {
  const joined = text.replace(/\s+/g, '').toUpperCase()
  const layout = layoutOf(joined.length)
  if (layout === undefined) return text.toUpperCase().trim()
  const { lines, length } = layout
  return Array.from({ length: lines }, (_, line) => joined.slice(line * length, (line + 1) * length)).join('\n')
}

/** True when all lines of a format are present. Enter in the MRZ field then moves on instead of starting a new line. */
export const mrzIsWhole = (text: string): boolean => layoutOf(text.replace(/\s+/g, '').length) !== undefined

/** True for a complete zone with a valid beginning, so that other clipboard text is not taken for one. */
export const isWholeMrz = (text: string): boolean => mrzIsWhole(text) && MRZ_BEGINNING.test(text.trim().toUpperCase())
