/**
 * Which field of the house's forms belongs to which field of a draft: one table for both ways, from the screen to the
 * paper and back.
 */
import type { FORM_PATHS } from '../../protocol/desk.ts'

export type FormPath = (typeof FORM_PATHS)[number]

/** Field of the form by path of the draft. */
export const FORM_FIELDS: Readonly<Record<FormPath, string>> = {
  'holder.surname': 'titular.nume',
  'holder.givenNames': 'titular.prenume',
  'holder.cnp': 'titular.cnp',
  'holder.phone': 'titular.telefon',
  'holder.address': 'titular.domiciliu',
  'holder.email': 'titular.email',
  capacity: 'solicitant.calitate',
  'representative.surname': 'reprezentant.nume',
  'representative.givenNames': 'reprezentant.prenume',
  'representative.cnp': 'reprezentant.cnp',
  'representative.phone': 'reprezentant.telefon',
  'document.type': 'act.tip',
  'document.series': 'act.seria',
  'document.number': 'act.numar',
  'document.validUntil': 'act.valabil',
  requestedDay: 'cerere.data',
}
const PATHS = new Map(Object.entries(FORM_FIELDS).map(([path, field]) => [field, path as FormPath] as const))

/** Whose field of the draft a field of the form is; null for one that is filled in by hand. */
export const pathOfField = (field: string): FormPath | null => PATHS.get(field) ?? null
