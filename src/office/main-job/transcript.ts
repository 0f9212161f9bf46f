/** What happened, told as it happens: acts, facts and checks. A check that fails makes the whole run fail. */

export interface Entry {
  readonly at: Date
  readonly kind: 'chapter' | 'act' | 'check'
  readonly words: string
  /** Only of a check. */
  readonly holds: boolean | null
  /** What was seen, where a check did not hold. */
  readonly seen: string | null
}

export interface Transcript {
  chapter(words: string): void
  act(words: string): void
  /** States what must be true. Goes on when it is not, so that one run shows everything that is wrong. */
  check(words: string, holds: boolean, seen?: unknown): void
  readonly entries: readonly Entry[]
  readonly failures: number
}

export function openTranscript(now: () => Date, print: (line: string) => void): Transcript {
  const entries: Entry[] = []
  const add = (entry: Omit<Entry, 'at'>) => entries.push({ at: now(), ...entry })
  return {
    entries,
    get failures() {
      return entries.filter(({ holds }) => holds === false).length
    },
    chapter: (words) => {
      add({ kind: 'chapter', words, holds: null, seen: null })
      print(`\n${words}`)
    },
    act: (words) => {
      add({ kind: 'act', words, holds: null, seen: null })
      print(`  · ${words}`)
    },
    check: (words, holds, seen) => {
      const found = holds || seen === undefined ? null : JSON.stringify(seen)
      add({ kind: 'check', words, holds, seen: found })
      print(`  ${holds ? '✓' : '✗'} ${words}${found === null ? '' : `\n      found: ${found}`}`)
    },
  }
}
