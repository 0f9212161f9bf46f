/** The ambiguities that one view has met so far: each place once for each code, however often it is met. */
import type { Ambiguity, AmbiguityCode } from './ambiguity.ts'

export interface AmbiguityLog {
  readonly ambiguities: readonly Ambiguity[]
  /** Codes of ambiguities and of other ways in which the file is not as the standard says. */
  readonly oddities: ReadonlySet<string>
  report(code: AmbiguityCode, offset: number, object?: number): void
}

export function createAmbiguityLog(first: readonly Ambiguity[], oddities: readonly string[]): AmbiguityLog {
  const ambiguities: Ambiguity[] = []
  const codes = new Set<string>(oddities)
  const known = new Set<string>()
  const report = (code: AmbiguityCode, offset: number, object?: number) => {
    const key = `${code} ${String(offset)}`
    if (known.has(key)) return
    known.add(key)
    codes.add(code)
    ambiguities.push({ code, offset, ...(object === undefined ? {} : { object }) })
  }
  for (const { code, offset, object } of first) report(code, offset, object)
  return { ambiguities, oddities: codes, report }
}
