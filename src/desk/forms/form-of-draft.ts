/**
 * Turns what is on the screen into values of the form that the person reads and signs: the inverse of
 * `proposals-of-reading.ts`. What a person declares by their own hand is never filled in for them: what they ask for,
 * that they understood, the two questions, the signature.
 */
import { actsForAnother } from '../../domain/person/capacity.ts'
import { parseDay } from '../../domain/calendar/bucharest.ts'
import { parseCnp } from '../../domain/person/cnp.ts'
import { normaliseRomanian } from '../../domain/person/name.ts'
import type { Result } from '../../domain/problem.ts'
import type { DraftContent } from '../../protocol/desk.ts'
import { FORM_FIELDS, type FormPath } from './form-fields.ts'

/** `ZZ.LL.AAAA`, the way a date stands on paper. */
const dayOnPaper = (text: string): Result<string> => {
  const day = parseDay(text)
  return day.ok ? { ok: true, value: day.value.split('-').reverse().join('.') } : day
}

export interface FormOfDraft {
  readonly values: Readonly<Record<string, string>>
  /** Typed, but not valid enough to print: an invalid CNP or date. Left to be filled in by hand. */
  readonly unclear: readonly FormPath[]
}

/** Pure. Whether a text fits on the form is checked later, by the code that draws it. */
export function formOfDraft(content: DraftContent): FormOfDraft {
  const { holder, representative, document } = content
  const values: Record<string, string> = {}
  const unclear: FormPath[] = []
  const put = (
    path: FormPath,
    typed: string,
    read: (text: string) => Result<string> = (text) => ({ ok: true, value: text }),
  ) => {
    const text = normaliseRomanian(typed)
    if (text === '') return
    const value = read(text)
    if (value.ok) values[FORM_FIELDS[path]] = value.value
    else unclear.push(path)
  }
  const cnp = (text: string): Result<string> => {
    const parsed = parseCnp(text)
    return parsed.ok ? { ok: true, value: parsed.value.value } : parsed
  }
  put('holder.surname', holder.surname)
  put('holder.givenNames', holder.givenNames)
  put('holder.cnp', holder.cnp, cnp)
  put('holder.phone', holder.phone)
  put('holder.address', holder.address)
  put('holder.email', holder.email)
  put('capacity', content.capacity)
  if (actsForAnother(content.capacity)) {
    put('representative.surname', representative.surname)
    put('representative.givenNames', representative.givenNames)
    put('representative.cnp', representative.cnp, cnp)
    put('representative.phone', representative.phone)
  }
  // The kind of document has a default; it is used only once another field of the document is filled in.
  if (normaliseRomanian(document.number) !== '') put('document.type', document.type)
  put('document.series', document.series)
  put('document.number', document.number)
  if (!document.unlimited) put('document.validUntil', document.validUntil, dayOnPaper)
  put('requestedDay', content.requestedDay, dayOnPaper)
  return { values, unclear }
}
