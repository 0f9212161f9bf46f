/** Records and prints the chapters, acts and checks of a run. A failed check makes the whole run fail. */

export interface Entry {
  readonly at: Date
  readonly kind: 'chapter' | 'act' | 'check'
  readonly text: string
  /** Null for anything but a check. */
  readonly passed: boolean | null
  /** The value found by a failed check. */
  readonly found: string | null
}

export interface Transcript {
  chapter(title: string): void
  act(text: string): void
  /** Records whether a claim is true. The run continues when it is not, so that one run shows every failure. */
  check(claim: string, passed: boolean, found?: unknown): void
  readonly entries: readonly Entry[]
  readonly failures: number
}

export function openTranscript(now: () => Date, print: (line: string) => void): Transcript {
  const entries: Entry[] = []
  const add = (entry: Omit<Entry, 'at'>) => entries.push({ at: now(), ...entry })
  return {
    entries,
    get failures() {
      return entries.filter(({ passed }) => passed === false).length
    },
    chapter: (title) => {
      add({ kind: 'chapter', text: title, passed: null, found: null })
      print(`\n${title}`)
    },
    act: (text) => {
      add({ kind: 'act', text, passed: null, found: null })
      print(`  · ${text}`)
    },
    check: (claim, passed, value) => {
      const found = passed || value === undefined ? null : JSON.stringify(value)
      add({ kind: 'check', text: claim, passed, found })
      print(`  ${passed ? '✓' : '✗'} ${claim}${found === null ? '' : `\n      found: ${found}`}`)
    },
  }
}
