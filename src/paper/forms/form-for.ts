/** The form for a kind of request, as the desk shows and prints it: empty, or filled with known values. */
import type { Result } from '../../domain/problem.ts'
import type { RequestKind } from '../../domain/request/request.ts'
import { loadPaperFonts } from '../layout/fonts.ts'
import type { FormCode, FormDescription, Variant } from './description.ts'
import { FORMS } from './index.ts'
import { emptyForm, fillForm, type FilledForm } from './render-form.ts'
import type { FormValues } from './values.ts'

export interface MadeForm {
  readonly code: FormCode
  readonly title: string
  readonly pdf: Uint8Array<ArrayBuffer>
  readonly pages: number
}

/** Throws a RangeError when there is no such form. */
export function formFor(kind: RequestKind, variant: Variant): FormDescription {
  const form = FORMS.find((known) => known.kind === kind && known.variant === variant)
  if (form === undefined) throw new RangeError(`no form for ${kind}`)
  return form
}

const named = ({ code, title, pages }: FormDescription) => ({ code, title, pages: pages.length })

/** The empty form, with the same bytes as in resources/forms. */
export async function emptyFormFor(kind: RequestKind, variant: Variant): Promise<MadeForm> {
  const form = formFor(kind, variant)
  return { ...named(form), pdf: await emptyForm(form, await loadPaperFonts()) }
}

/**
 * The form with values in its fields, on its lines and in its code of values. Refuses with `input.invalid` values that
 * its fields cannot hold.
 */
export async function filledFormFor(
  kind: RequestKind,
  variant: Variant,
  values: FormValues,
): Promise<Result<MadeForm & FilledForm>> {
  const form = formFor(kind, variant)
  const filled = await fillForm(form, await loadPaperFonts(), values)
  return filled.ok ? { ok: true, value: { ...named(form), ...filled.value } } : filled
}
