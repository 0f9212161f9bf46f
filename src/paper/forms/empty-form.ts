/** The empty form of a kind of request, as the desk shows and prints it. */
import type { RequestKind } from '../../domain/request/request.ts'
import { loadPaperFonts } from '../layout/fonts.ts'
import type { FormCode, Variant } from './description.ts'
import { FORMS } from './index.ts'
import { emptyForm } from './render-form.ts'

/** Throws a RangeError when the house has no such form. */
export async function emptyFormFor(kind: RequestKind, variant: Variant): Promise<{ readonly code: FormCode; readonly title: string; readonly pdf: Uint8Array<ArrayBuffer>; readonly pages: number }> {
  const form = FORMS.find((known) => known.kind === kind && known.variant === variant)
  if (form === undefined) throw new RangeError(`no form for ${kind}`)
  return { code: form.code, title: form.title, pdf: await emptyForm(form, await loadPaperFonts()), pages: form.pages.length }
}
