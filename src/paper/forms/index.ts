/**
 * The forms of the house: one description each, from which they are drawn (npm run forms) and over which scans of them
 * are read.
 */
import { ANONYMISATION } from './anonymisation.ts'
import { compose } from './compose.ts'
import { VARIANTS, type Field, type FormDescription, type FormPage } from './description.ts'
import { parsePageCode } from './page-code.ts'
import { REVERT } from './revert.ts'
import { parseValueCode, type ReadValues } from './value-code.ts'

export type { ChoiceField, Field, FormDescription, FormPage, Rectangle } from './description.ts'
export type { ReadValues } from './value-code.ts'
export { pageCodeText, parsePageCode } from './page-code.ts'

/** Every form in every variant, in its newest version. */
export const FORMS: readonly FormDescription[] = [ANONYMISATION, REVERT].flatMap((form) =>
  VARIANTS.map((variant) => compose(form, variant)),
)

/**
 * The form and page that a code on a scan names; null for a code of something else, or of a version that is not known.
 */
export function formByCode(text: string): { readonly form: FormDescription; readonly page: FormPage } | null {
  const read = parsePageCode(text)
  if (read === null) return null
  const form = FORMS.find(
    ({ code, version, variant }) => code === read.code && version === read.version && variant === read.variant,
  )
  const page = form?.pages[read.page - 1]
  return form === undefined || page === undefined || form.pages.length !== read.pages ? null : { form, page }
}

/** The fields of a page and where they stand, in reading order. */
export const fieldsOfPage = (form: FormDescription, page: number): readonly Field[] =>
  form.pages[page - 1]?.fields ?? []

/**
 * What the code of values on a scan says; null for any other code, or a damaged one. Variants of a form have the same
 * fields.
 */
export const readValueCode = (text: string): ReadValues | null =>
  parseValueCode(text, (code, version) => FORMS.find((form) => form.code === code && form.version === version))
