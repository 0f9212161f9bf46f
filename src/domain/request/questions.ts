/**
 * The two questions asked of the applicant before an irreversible act: whether restricting access would be enough, and
 * whether they first want a copy of the data.
 */
import type { RequestKind } from './request.ts'

export const QUESTIONS = ['onlyRestrict', 'copyFirst'] as const
export type Question = (typeof QUESTIONS)[number]
/** Whether each was asked and answered. */
export type QuestionsAsked = Readonly<Record<Question, boolean>>

/** Only an anonymisation is irreversible. */
export const asksQuestions = (kind: RequestKind | null): boolean => kind === 'anonymise'

/** The questions not recorded as asked; null: nothing is recorded about them at all. */
export const questionsOpen = (asked: QuestionsAsked | null): readonly Question[] =>
  QUESTIONS.filter((question) => asked?.[question] !== true)
