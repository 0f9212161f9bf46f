/** The values of a form by the names of its fields. A missing or empty value means that nothing is filled in. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Field, FormDescription } from './description.ts'

/** Texts as written, digits of a comb, a date `ZZ.LL.AAAA`, `da` for a ticked box, the option of a choice. */
export type FormValues = Readonly<Record<string, string>>
export const TICKED = 'da'

/** The fields that have values; signatures and the registry block are filled in by hand only. */
export const valueFields = (form: FormDescription): readonly Field[] =>
  form.pages.flatMap(({ fields }) => fields).filter(({ kind }) => kind !== 'signature' && kind !== 'registry')

/**
 * Why a field cannot hold a value; null when it can. Whether the value is correct (the control digit of a CNP) is not
 * checked: a form accepts what a person writes.
 */
function fault(field: Field, value: string): string | null {
  if (/[\u0000-\u001f\u007f]/.test(value)) return 'control characters'
  switch (field.kind) {
    case 'text':
      return value.length > field.maximum ? `longer than ${String(field.maximum)} characters` : null
    case 'comb':
      return /^[0-9]{1,13}$/.test(value) ? null : 'not 1 to 13 digits'
    case 'date':
      return /^[0-9]{2}\.[0-9]{2}\.[0-9]{4}$/.test(value) ? null : 'not ZZ.LL.AAAA'
    case 'tick':
      return value === TICKED ? null : `not "${TICKED}"`
    case 'choice':
      return field.options.some((option) => option.value === value) ? null : 'not one of the choices'
    case 'signature':
    case 'registry':
      return 'filled in by hand'
  }
}

/**
 * The values that can be filled in, without empty ones, in the order of the form. Refuses with `input.invalid`, which
 * names each value that a field cannot hold.
 */
export function checkValues(form: FormDescription, values: FormValues): Result<FormValues> {
  const fields = valueFields(form)
  const known = new Set(fields.map(({ name }) => name))
  const unknown = Object.keys(values).filter((name) => !known.has(name))
  const given = fields.flatMap((field) => {
    const value = (values[field.name] ?? '').normalize('NFC').trim()
    return value === '' ? [] : [{ field, value, fault: fault(field, value) }]
  })
  const issues = [
    ...unknown.map((path) => ({ path, message: 'no such field' })),
    ...given.flatMap(({ field, fault: message }) => (message === null ? [] : [{ path: field.name, message }])),
  ]
  return issues.length > 0
    ? refuse('input.invalid', { issues })
    : ok(Object.fromEntries(given.map(({ field, value }) => [field.name, value])))
}
