/**
 * The two questions asked of the applicant before an irreversible act: whether restricting access would be enough, and
 * whether they first want a copy of the data.
 */
import type { RequestKind } from './request.ts'

export const QUESTIONS = ['onlyRestrict', 'copyFirst'] as const
export type Question = (typeof QUESTIONS)[number]
/** The answers that a person can give to each. */
export const ANSWERS = { onlyRestrict: ['erase', 'restrict'], copyFirst: ['no-copy', 'copy'] } as const
/** What the person answered; null: not answered yet. */
export type QuestionAnswers = { readonly [Q in Question]: (typeof ANSWERS)[Q][number] | null }
/** Whether each was asked and answered. Earlier builds recorded only this, not the answer. */
export type QuestionsAsked = Readonly<Record<Question, boolean>>

/** Only an anonymisation is irreversible. */
export const asksQuestions = (kind: RequestKind | null): boolean => kind === 'anonymise'

/** Which questions have an answer; null stays null. */
export const askedOf = (answers: QuestionAnswers | null): QuestionsAsked | null =>
  answers && { onlyRestrict: answers.onlyRestrict !== null, copyFirst: answers.copyFirst !== null }

/** The questions not recorded as asked; null: nothing is recorded about them at all. */
export const questionsOpen = (asked: QuestionsAsked | null): readonly Question[] =>
  QUESTIONS.filter((question) => asked?.[question] !== true)
