/**
 * What an anonymisation will erase, counted by class: shown to the supervisor, bound to the approval, compared before
 * execution.
 */
import { ERASURE_CLASSES, type ErasureClass, isClinical } from './holdings.ts'

export interface ErasurePlan {
  readonly dossierId: string
  /** Which dossier of the person: 1, 2 after a revert, and so on. */
  readonly generation: number
  /** Every class, also the empty ones. */
  readonly counts: Readonly<Record<ErasureClass, number>>
}

/** A plan from counts; classes without a count hold nothing. Throws RangeError for an invalid count. */
export function erasurePlan(
  dossier: { readonly dossierId: string; readonly generation: number },
  counted: Partial<Record<ErasureClass, number>>,
): ErasurePlan {
  const counts = Object.fromEntries(ERASURE_CLASSES.map((name) => [name, counted[name] ?? 0])) as Record<
    ErasureClass,
    number
  >
  for (const [name, count] of Object.entries(counts))
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a count of ${name}: ${String(count)}`)
  return { dossierId: dossier.dossierId, generation: dossier.generation, counts }
}

/** Everything that will be erased. */
export const planTotal = (plan: ErasurePlan): number =>
  ERASURE_CLASSES.reduce((sum, name) => sum + plan.counts[name], 0)

/** Clinical documents of all types. */
export const clinicalTotal = (plan: ErasurePlan): number =>
  ERASURE_CLASSES.filter(isClinical).reduce((sum, name) => sum + plan.counts[name], 0)

/**
 * A plan as a value whose JSON is always the same text: fields in fixed order, non-empty classes in canonical order.
 * The hash in an approval is computed from it, outside the domain. Empty classes are left out, so that a class added
 * later changes no earlier plan.
 */
export function planFacts(
  plan: ErasurePlan,
): readonly ['erasure-plan/1', string, number, readonly (readonly [ErasureClass, number])[]] {
  const counts = ERASURE_CLASSES.filter((name) => plan.counts[name] > 0).map(
    (name) => [name, plan.counts[name]] as const,
  )
  return ['erasure-plan/1', plan.dossierId, plan.generation, counts]
}

export interface PlanDifference {
  readonly class: ErasureClass
  readonly before: number
  readonly after: number
}

/** What changed between two plans of one dossier, in canonical order; empty if nothing did. */
export const planDifference = (before: ErasurePlan, after: ErasurePlan): PlanDifference[] =>
  ERASURE_CLASSES.filter((name) => before.counts[name] !== after.counts[name]).map((name) => ({
    class: name,
    before: before.counts[name],
    after: after.counts[name],
  }))

/** Whether an approval given for one plan covers another: the same dossier, the same generation, the same counts. */
export const samePlan = (a: ErasurePlan, b: ErasurePlan): boolean =>
  JSON.stringify(planFacts(a)) === JSON.stringify(planFacts(b))
