/** Letters typed on the table, one after the other, as one beginning of a name or a number. */

/** A pause this long begins a new word. */
const PAUSE_MS = 900

export interface TypeAhead {
  /** Adds a letter typed at a moment (milliseconds); answers what was typed so far. */
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

/** The first position, from `start` and then around, whose text begins with what was typed; null where none does. */
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
