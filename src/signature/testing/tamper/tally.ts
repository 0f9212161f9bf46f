/** Counts of tampered files, by what was changed, and every wrong answer. */
import type { Outcome } from './tamper.ts'

export interface Tally {
  add(outcome: Outcome): void
  readonly edits: number
  /** Answers by verdict. */
  readonly verdicts: ReadonlyMap<string, number>
  /** Edits and green answers by role and kind of edit. */
  readonly byKind: ReadonlyMap<string, { readonly edits: number; readonly green: number }>
  /** One line for each kind of wrong answer: how often, what, where first. */
  faults(): string[]
}

export function createTally(): Tally {
  const verdicts = new Map<string, number>()
  const byKind = new Map<string, { edits: number; green: number }>()
  const wrong = new Map<string, { count: number; first: string }>()
  let edits = 0
  return {
    get edits() {
      return edits
    },
    verdicts,
    byKind,
    add({ base, object, roles, key, edit, verdict, fault }) {
      edits++
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
      const role = [...roles].sort().join(' and ')
      const kind = `${role}, ${edit.replace(/ .* in$/, ' inside')}`
      const counts = byKind.get(kind) ?? { edits: 0, green: 0 }
      byKind.set(kind, { edits: counts.edits + 1, green: counts.green + (verdict.startsWith('valid') ? 1 : 0) })
      if (fault === undefined) return
      const line = `${role}, key ${key === '' ? 'none' : key}, ${edit}: ${fault}`
      const known = wrong.get(line) ?? { count: 0, first: `${base}, object ${String(object)}` }
      wrong.set(line, { ...known, count: known.count + 1 })
    },
    faults: () => [...wrong].sort().map(([line, { count, first }]) => `${String(count)} × ${line} (${first})`),
  }
}
