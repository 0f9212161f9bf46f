/** Letters typed on the table, joined into the beginning of a name or number. */

/** A pause this long starts a new word. */
const PAUSE_MS = 900

export interface TypeAhead {
  /** Adds a letter typed at a moment (milliseconds); returns the letters typed so far. */
  type(letter: string, at: number): string
}

export function createTypeAhead(): TypeAhead {
  let typed = ''
  let last = 0
  return {
    type(letter, at) {
      typed = at - last > PAUSE_MS ? letter : typed + letter
      last = at
      return typed
    },
  }
}

/**
 * The first position, searched from `start` and wrapping around, whose text begins with the typed letters; null if
 * there is none.
 */
export function findBeginning(
  count: number,
  start: number,
  textsAt: (index: number) => readonly string[],
  typed: string,
): number | null {
  for (let step = 0; step < count; step++) {
    const index = (start + step) % count
    if (textsAt(index).some((text) => text.startsWith(typed))) return index
  }
  return null
}
