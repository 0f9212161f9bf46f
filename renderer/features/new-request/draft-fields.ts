/** The fields of the form: their paths in the draft, their ids on the page, and where a missing thing is filled in. */
import type { FieldPathByValue } from 'react-hook-form'
import type { DraftContent } from '../../../src/protocol/desk.ts'

/** Fields that hold text as typed. */
export type TextPath = Exclude<
  FieldPathByValue<DraftContent, string>,
  `sources.${string}` | 'capacity' | 'kind' | 'document.type' | `attestations.${number}`
>

export const fieldId = (path: string): string => `field-${path.replaceAll('.', '-')}`

/** Back from an element to its path; null for what is no text field of the form. */
export const pathOf = (id: string): TextPath | null =>
  /^field-(document|holder|representative)-[a-zA-Z]+$/.test(id)
    ? (id.replace('field-', '').replace('-', '.') as TextPath)
    : null

/** Whose identity document lies on the counter: that of the person present. */
export const personOnDocument = (content: Pick<DraftContent, 'capacity'>): 'holder' | 'representative' =>
  content.capacity === 'holder' ? 'holder' : 'representative'

/** Problems that only say "not finished yet": kept quiet while the cursor is still in the field. */
const UNFINISHED: ReadonlySet<string> = new Set(['cnp.length', 'document.date', 'name.empty', 'mrz.format'])
export const isUnfinished = (code: string): boolean => UNFINISHED.has(code)

/**
 * The longest text a field takes, as the contract has it: the field stops there, so that saving never fails for length.
 */
const LONGEST: Readonly<Record<string, number>> = {
  mrz: 400,
  series: 20,
  number: 40,
  issuer: 160,
  validUntil: 20,
  surname: 160,
  givenNames: 240,
  cnp: 40,
  address: 600,
  phone: 80,
  email: 240,
  requestedDay: 20,
  remark: 1000,
  first: 160,
  second: 160,
}
export const longestOf = (path: TextPath): number => LONGEST[path.split('.').at(-1) ?? ''] ?? 0
