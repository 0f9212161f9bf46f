/** The checks of a review with their outcome, taken from what the desk has already judged; nothing is decided here. */
import { needsProof } from '../../../src/domain/person/capacity.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import type { Missing } from '../../../src/domain/request/completeness.ts'
import { isWish, type Matter, openDifferences } from '../../../src/domain/request/comparison.ts'
import { askedOf, asksQuestions, type Question, questionsOpen } from '../../../src/domain/request/questions.ts'
import type { RequestDetail } from '../../../src/protocol/desk.ts'

export type CheckOutcome = 'ok' | 'attention' | 'stop'

export type Check =
  | { readonly check: 'identity'; readonly outcome: CheckOutcome }
  | { readonly check: 'complete'; readonly outcome: 'ok' | 'stop'; readonly missing: readonly Missing[] }
  | { readonly check: 'capacity' | 'term'; readonly outcome: 'ok' | 'attention' }
  /** `open`: the questions that are not recorded as asked; null: nothing is recorded about them. */
  | { readonly check: 'questions'; readonly outcome: 'attention'; readonly open: readonly Question[] | null }
  /** What the person answered where it is recorded; `held`: the answer holds the approval until it is resolved. */
  | { readonly check: 'answers'; readonly outcome: 'ok' | 'stop'; readonly held: readonly Matter[] }
  | { readonly check: 'agreement'; readonly outcome: 'ok' | 'attention'; readonly count: number }
  | { readonly check: 'unsigned'; readonly outcome: 'attention' }
  | { readonly check: 'eyes'; readonly outcome: 'ok' | 'stop' }
  | { readonly check: 'obstacle'; readonly outcome: 'stop'; readonly problem: Problem }

const IDENTITY: Record<string, CheckOutcome> = { passed: 'ok', 'to-verify': 'attention', failed: 'stop' }
const FOUR_EYES: readonly Problem['code'][] = ['request.four-eyes', 'request.own-registration']

export function checksOf(
  { request, missing, actions, daysLeft }: RequestDetail,
  obstacles: readonly Problem[],
): Check[] {
  const approval = actions.find(({ action }) => action === 'approve')?.refusal ?? null
  const disagreements = request.identityCheck?.disagreements.length ?? 0
  const found: Check[] = [
    { check: 'identity', outcome: IDENTITY[request.identityCheck?.outcome ?? 'failed'] ?? 'stop' },
    { check: 'complete', outcome: missing.length === 0 ? 'ok' : 'stop', missing },
    { check: 'agreement', outcome: disagreements === 0 ? 'ok' : 'attention', count: disagreements },
  ]
  if (request.identityCheck?.unableToSign) found.push({ check: 'unsigned', outcome: 'attention' })
  if (needsProof(request.capacity))
    found.push({
      check: 'capacity',
      outcome: request.attachments.some(({ role }) => role === 'proof-of-capacity') ? 'ok' : 'attention',
    })
  const answers = request.comparison?.answers ?? null
  if (asksQuestions(request.kind) && answers !== null && questionsOpen(askedOf(answers)).length === 0) {
    const held = openDifferences(request).filter(isWish)
    const outcome = held.length === 0 ? 'ok' : 'stop'
    found.push({ check: 'answers', outcome, held: held.map(({ matter }) => matter) })
  } else if (asksQuestions(request.kind)) {
    const open = questionsOpen(request.questionsAsked)
    found.push({
      check: 'questions',
      // Only that they were asked is recorded, by an earlier build: nobody knows what was answered.
      outcome: 'attention',
      open: request.questionsAsked === null ? null : open,
    })
  }
  found.push({ check: 'eyes', outcome: approval && FOUR_EYES.includes(approval.code) ? 'stop' : 'ok' })
  found.push({ check: 'term', outcome: daysLeft !== null && daysLeft < 0 ? 'attention' : 'ok' })
  for (const problem of obstacles)
    if (!FOUR_EYES.includes(problem.code)) found.push({ check: 'obstacle', outcome: 'stop', problem })
  const weight: Record<CheckOutcome, number> = { stop: 0, attention: 1, ok: 2 }
  return found.sort((a, b) => weight[a.outcome] - weight[b.outcome])
}
