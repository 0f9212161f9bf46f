/**
 * The numbers of an erasure plan as a supervisor reads them, and what is different from the plan that was read before.
 */
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'

export type Plan = ProcedureOutput<'request.plan'>
type Counts = Pick<Plan, 'counts'>

export interface CountNow {
  readonly class: Plan['counts'][number]['class']
  readonly count: number
  /** How many there were, where a plan before said otherwise. */
  readonly was: number | null
}

export const isClinical = (name: string) => name.startsWith('clinical-document.')

/** Clinical documents in all. */
export const documentsOf = ({ counts }: Counts): number =>
  counts.filter((count) => isClinical(count.class)).reduce((sum, { count }) => sum + count, 0)

/**
 * What there is by class, and what there was where that has changed; a class with nothing, now and before, is left out.
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
