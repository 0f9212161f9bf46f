/** A place in the bytes of a file, and what reading from there may cost and report. */
import type { SpellingCode } from './ambiguity.ts'
import type { Budget } from './budget.ts'

export interface Cursor {
  readonly bytes: Uint8Array
  position: number
  readonly end: number
  readonly budget: Budget
  /** Called for every spelling that readers take in different ways. */
  readonly report?: (code: SpellingCode) => void
}

/** Bytes that are no PDF object at `position`. Never leaves this room: callers read it as "no object here". */
export class SyntaxFault extends Error {
  readonly position: number
  constructor(message: string, position: number) {
    super(message)
    this.name = 'SyntaxFault'
    this.position = position
  }
}

export function cursorAt(
  bytes: Uint8Array,
  position: number,
  end: number,
  budget: Budget,
  report?: (code: SpellingCode) => void,
): Cursor {
  return { bytes, position, end, budget, ...(report ? { report } : {}) }
}
