/** The fields of the form: their paths in the draft, their ids on the page, and the field for each missing item. */
import { applicantOf } from '../../../src/domain/person/capacity.ts'
import type { FieldPathByValue } from 'react-hook-form'
import { DRAFT_TEXTS } from '../../../src/protocol/desk/draft-texts.ts'
import type { DraftContent } from '../../../src/protocol/desk.ts'

/** Paths of free-text fields. */
export type TextPath = Exclude<
  FieldPathByValue<DraftContent, string>,
  | `sources.${string}`
  | `answers.${string}`
  | `settled.${string}`
  | 'capacity'
  | 'kind'
  | 'document.type'
  | `attestations.${number}`
>

export const fieldId = (path: string): string => `field-${path.replaceAll('.', '-')}`

/** Whose identity document it is: that of the person present. */
export const personOnDocument = (content: Pick<DraftContent, 'capacity'>): 'holder' | 'representative' =>
  applicantOf(content.capacity)

/** Problems that only mean "not finished yet". They are hidden while the cursor is still in the field. */
const UNFINISHED: ReadonlySet<string> = new Set(['cnp.length', 'document.date', 'name.empty', 'mrz.format'])
export const isUnfinished = (code: string): boolean => UNFINISHED.has(code)

/** The maximum length of a field. The input enforces it, so that saving never fails because of length. */
export const longestOf = (path: TextPath): number => DRAFT_TEXTS.get(path) ?? 0
