/**
 * The forms of the house. Each has one description, used for drawing it (npm run forms) and for reading scans of it.
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

/** The newest version of every form in every variant. */
export const FORMS: readonly FormDescription[] = [ANONYMISATION, REVERT].flatMap((form) =>
  VARIANTS.map((variant) => compose(form, variant)),
)

/**
 * The form and page that a code on a scan identifies; null for any other code and for an unknown version.
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

/** The fields of a page with their places, in reading order. */
export const fieldsOfPage = (form: FormDescription, page: number): readonly Field[] =>
  form.pages[page - 1]?.fields ?? []

/**
 * The values in the code of values on a scan; null for any other code and for a damaged one. All variants of a form
 * have
 * the same fields.
 */
export const readValueCode = (text: string): ReadValues | null =>
  parseValueCode(text, (code, version) => FORMS.find((form) => form.code === code && form.version === version))
