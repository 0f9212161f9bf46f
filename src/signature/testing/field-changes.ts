/** The set-up of the tests of fields and annotations: what is reported when objects of the form change. */
import { changesBetween, unsignedForm } from './compared.ts'
import { bodies, numbers as n, updated } from './form-document.ts'
import type { Objects } from './plain-pdf.ts'

export type Changed = readonly (readonly [number, string | null])[]

/** The changes between the form with `base` in it and the same with `later`, in one line each. */
export function reported(base: Objects, ...later: Changed): string[] {
  const before = unsignedForm({ changes: base })
  return changesBetween(before, updated(before, ...later))
}

export const place = 'AcroForm/Fields'
/** The fields that the form always has, and the list with one more. */
export const usual = '7 0 R 9 0 R 8 0 R'
export const list = `${usual} 30 0 R`

export const text = (entries: string) =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (alt) /Rect [300 640 400 660] /P 3 0 R ${entries} >>`

/** The form with a text field `alt` as object 30, and two faces for it as 31 and 32. */
export const withText = (entries: string): Objects =>
  new Map([
    [n.form, bodies.form(list)],
    [n.page, bodies.page('', list)],
    [30, text(entries)],
    [31, bodies.face('a')],
    [32, bodies.face('b')],
  ])
