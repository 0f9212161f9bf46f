/**
 * One revision against the next: the differences as data, the acts that claim them, and what is left over. Every
 * difference must be claimed, in each of its roles; one that is not is a change of content.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isDictionary } from '../pdf/objects.ts'
import { type Act, type Proof, type Step, stepBetween } from './acts/act.ts'
import { annotatingActs } from './acts/annotating.ts'
import { bookkeepingActs } from './acts/bookkeeping.ts'
import { defaultFonts } from './acts/default-fonts.ts'
import { appearancesActs, fillingActs } from './acts/filling.ts'
import { noteActs } from './acts/notes.ts'
import { securityStoreActs } from './acts/security-store.ts'
import { consequences, signingActs } from './acts/signing.ts'
import { signedFields } from './acts/signed-fields.ts'
import { structuringActs } from './acts/structuring.ts'
import { differencesBetween } from './differ.ts'
import type { Difference } from './difference.ts'
import type { Change } from './modification.ts'
import { refusalOf } from './refusals.ts'
import type { Kind } from './place.ts'
import { rolesOfStep } from './roles.ts'
import { hasLoopAfter } from './tree-loops.ts'

export interface Comparison {
  readonly changes: readonly Change[]
  /** Names of claims that claimed one difference twice: a fault of ours, which the tests look for. */
  readonly claimedTwice: readonly string[]
}

export interface CompareOptions {
  /** By default no signature is. */
  readonly isProved?: Proof
  /** A claim that is left out, to show that it is needed. */
  readonly without?: string
}

export function compareRevisions(before: PdfDocument, after: PdfDocument, options: CompareOptions = {}): Comparison {
  if (!isDictionary(before.entry(before.trailer, 'Root')) || !isDictionary(after.entry(after.trailer, 'Root')))
    return { changes: [{ category: 'content', what: 'catalog', path: 'Root' }], claimedTwice: [] }
  const differences = differencesBetween(before, after, ...rolesOfStep(before, after))
  const loops = hasLoopAfter(before, after, differences)
    ? [{ category: 'content', what: 'structure-tree-loop', path: 'StructTreeRoot' } as const]
    : []
  if (differences.length === 0) return { changes: loops, claimedTwice: [] }
  const step = stepBetween(before, after, differences, options.isProved ?? (() => false))
  const { without } = options
  const acts = actsIn(step).filter(({ name }) => without === undefined || name !== without)
  const active = new Set<Act>()
  const claimedTwice: string[] = []
  const refused = new Map<string, Change>()
  for (const difference of differences) {
    before.budget.step()
    // Of content one way is kept for all: whatever an act made of the one, it made of the others too.
    const claiming = isContent(difference) ? [] : acts.filter((act) => act.claims(difference))
    for (const act of claiming) active.add(act)
    if (claiming.length > 1) claimedTwice.push(claiming.map(({ name }) => name).join(', '))
    if (claiming.length > 0) continue
    const refusal = refusalOf(step, difference)
    refused.set(`${refusal.what} ${refusal.path}`, refusal)
  }
  return {
    changes: [...acts.flatMap((act) => (active.has(act) ? act.changes : [])), ...refused.values(), ...loops],
    claimedTwice,
  }
}

const contentKinds: ReadonlySet<Kind> = new Set<Kind>(['content', 'resources', 'named-resources'])

function isContent({ place }: Difference): boolean {
  return contentKinds.has(place.kind)
}

/** Every act that the revision may have made. */
function actsIn(step: Step): Act[] {
  const signed = signedFields(step)
  const filling = fillingActs(step)
  const annotating = annotatingActs(step)
  const owners = new Set(signed.flatMap(({ owners: own }) => [...own]))
  const comments = step.differences.flatMap(({ kind, place, before, after }) => {
    const object = kind === 'inserted' ? after : kind === 'taken-out' ? before : null
    const isComment = annotating.some((act) => act.claims({ kind, place, before, after, object: undefined }))
    return isComment && typeof object === 'object' && object?.type === 'reference' ? [String(object.number)] : []
  })
  return [
    ...bookkeepingActs(step),
    ...securityStoreActs(step),
    ...signingActs(step, signed),
    ...filling,
    ...appearancesActs(step),
    ...annotating,
    ...consequences(step, signed, filling.length > 0),
    ...(signed.length > 0 || filling.length > 0 ? [defaultFonts(step)] : []),
    ...structuringActs(step, new Set([...owners, ...comments])),
    ...noteActs(step),
  ]
}
