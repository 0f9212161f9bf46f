/**
 * The two questions of product.md section 2, put to the applicant before an irreversible act: whether restricting
 * access would be enough, and whether a copy of the data is wanted first.
 */
import type { RequestKind } from './request.ts'

export const QUESTIONS = ['onlyRestrict', 'copyFirst'] as const
export type Question = (typeof QUESTIONS)[number]
/** Whether each was asked and answered. */
export type QuestionsAsked = Readonly<Record<Question, boolean>>

/** Only an anonymisation is irreversible. */
export const asksQuestions = (kind: RequestKind | null): boolean => kind === 'anonymise'

/** Those that are not recorded as asked; null: nothing at all is recorded of them. */
export const questionsOpen = (asked: QuestionsAsked | null): readonly Question[] =>
  QUESTIONS.filter((question) => asked?.[question] !== true)
