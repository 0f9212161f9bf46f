/** The numbers of an erasure plan as shown to a supervisor, and the differences from the plan seen before. */
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'

export type Plan = ProcedureOutput<'request.plan'>
type Counts = Pick<Plan, 'counts'>

export interface CountNow {
  readonly class: Plan['counts'][number]['class']
  readonly count: number
  /** The previous number, where the earlier plan had a different one. */
  readonly was: number | null
}

export const isClinical = (name: string) => name.startsWith('clinical-document.')

/** Total number of clinical documents. */
export const documentsOf = ({ counts }: Counts): number =>
  counts.filter((count) => isClinical(count.class)).reduce((sum, { count }) => sum + count, 0)

/**
 * The number in each class, with the previous number where it has changed. Classes that are empty now and before are
 * left out.
 */
export function countsNow({ counts }: Counts, before: Counts | null): CountNow[] {
  const earlier = new Map<string, number>(before?.counts.map((each) => [each.class, each.count]))
  const named = new Set<string>(counts.map((each) => each.class))
  const gone = before?.counts.filter((each) => !named.has(each.class)).map((each) => ({ ...each, count: 0 })) ?? []
  return [...counts, ...gone]
    .map(({ class: code, count }) => {
      const was = earlier.get(code) ?? 0
      return { class: code, count, was: before === null || was === count ? null : was }
    })
    .filter(({ count, was }) => count > 0 || was !== null)
}
