/**
 * What one file may cost. A hostile file needs more than any genuine one: loops, deflate bombs, thousands of revisions.
 * Every reader below spends from one budget, and the whole validation stops where it is used up.
 */
export interface Limits {
  /**
   * Steps of all readers and comparisons of one file: objects read, pairs compared, codes decoded. A count and not a
   * time: what a file gets as an answer must not depend on what else the machine does.
   */
  readonly steps: number
  /** Bytes that filters may produce, over all streams. */
  readonly decodedBytes: number
  /** Indirect objects that may be parsed. */
  readonly objects: number
  /** Nesting of arrays and dictionaries, and of inherited structures. */
  readonly depth: number
  /** Cross-reference sections in one chain. */
  readonly sections: number
  /** Entries of all cross-reference sections together. */
  readonly entries: number
  /** Signatures in one file. */
  readonly signatures: number
  /** Bytes of one file. */
  readonly fileBytes: number
}

export const defaultLimits: Limits = {
  steps: 6_000_000,
  decodedBytes: 96 * 1024 * 1024,
  objects: 400_000,
  depth: 100,
  sections: 1000,
  entries: 2_000_000,
  signatures: 200,
  fileBytes: 100 * 1024 * 1024,
}

export type LimitName = keyof Limits

/** Thrown where a limit is passed; caught once, at the entry of the library, and reported as a problem there. */
export class LimitExceeded extends Error {
  readonly limit: LimitName
  constructor(limit: LimitName) {
    super(`limit exceeded: ${limit}`)
    this.name = 'LimitExceeded'
    this.limit = limit
  }
}

export interface Budget {
  readonly limits: Limits
  /** Spends `amount` of a counted limit; throws when nothing is left. */
  spend(limit: 'decodedBytes' | 'objects' | 'sections' | 'entries' | 'signatures', amount: number): void
  /** What is left of the decoded bytes: the bound handed to the inflater. */
  remainingBytes(): number
  /** Counts work; throws when there was too much of it. */
  step(amount?: number): void
  /** Steps counted so far. */
  steps(): number
}

export function createBudget(limits: Limits): Budget {
  const spent = { decodedBytes: 0, objects: 0, sections: 0, entries: 0, signatures: 0 }
  let steps = 0
  const step = (amount = 1) => {
    steps += amount
    if (steps > limits.steps) throw new LimitExceeded('steps')
  }
  return {
    limits,
    step,
    spend(limit, amount) {
      spent[limit] += amount
      if (spent[limit] > limits[limit]) throw new LimitExceeded(limit)
    },
    remainingBytes: () => Math.max(0, limits.decodedBytes - spent.decodedBytes),
    steps: () => steps,
  }
}
