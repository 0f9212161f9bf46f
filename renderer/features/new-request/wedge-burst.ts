/**
 * A document scanner that types ("wedge") sends the machine-readable zone as a burst of keys into whatever field has
 * the focus. No hand types like that, so the burst is told from typing by its speed and by how an MRZ begins (ICAO
 * 9303-4 to -6: I, A, C, P or V, then a letter or filler, then the three letters of the issuing state).
 */
import { LAYOUTS } from '../../../src/domain/person/mrz/format.ts'

/**
 * Between two keys of one burst. Scanners send one every 1 to 20 ms, seen late on a busy machine; what tells them from
 * a fast typist is that nobody types fillers into a name.
 */
export const BURST_GAP_MS = 80
/** Silence after which a burst is over. */
export const BURST_END_MS = 150
const MRZ_CHARACTER = /^[A-Za-z0-9<]$/
const MRZ_BEGINNING = /^[IACPV][A-Z<][A-Z<]{3}/
/** From here on the beginning alone says enough: the first line of the shortest format. */
const FIRST_LINE = Math.min(...LAYOUTS.map(({ length }) => length))
const FEWEST = 10

export interface PressedKey {
  readonly key: string
  /** Milliseconds, from the event. */
  readonly at: number
  /** Held down: the keyboard repeats it faster than any hand. */
  readonly repeat: boolean
}

/**
 * `first`: may begin a burst, so remember what the field holds now · `typing`: a key like any other · `began`: the keys
 * so far came from a scanner, so give the field back what it held · `swallow`: belongs to the burst, the field must not
 * see it.
 */
export type BurstStep = 'typing' | 'first' | 'began' | 'swallow'

export interface WedgeBurst {
  readonly step: (key: PressedKey) => BurstStep
  /** What the burst was, once it is over; null if there was none. */
  readonly take: () => string | null
}

const looksLikeMrz = (text: string): boolean =>
  text.length >= FEWEST && MRZ_BEGINNING.test(text) && (text.includes('<') || text.length >= FIRST_LINE)

/** What a key adds to the zone; null: nothing that stands in one. */
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
      // Shift comes with every capital letter and says nothing by itself.
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

/** The format of a whole zone, told by the number of its characters. */
const layoutOf = (characters: number) => LAYOUTS.find(({ lines, length }) => lines * length === characters)

/** Scanners that send no line ends: the length says the format. */
export function mrzLines(text: string): string {
  const joined = text.replace(/\s+/g, '').toUpperCase()
  const layout = layoutOf(joined.length)
  if (layout === undefined) return text.toUpperCase().trim()
  const { lines, length } = layout
  return Array.from({ length: lines }, (_, line) => joined.slice(line * length, (line + 1) * length)).join('\n')
}

/** All lines of a format are there: Enter in the MRZ field then goes on instead of starting another line. */
export const mrzIsWhole = (text: string): boolean => layoutOf(text.replace(/\s+/g, '').length) !== undefined

/** A whole zone by its length and its beginning: what the clipboard holds is then no address. */
export const isWholeMrz = (text: string): boolean => mrzIsWhole(text) && MRZ_BEGINNING.test(text.trim().toUpperCase())
