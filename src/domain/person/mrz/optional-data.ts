/**
 * The CNP in the optional data of Romanian documents: whole, or without the birth date that stands elsewhere in the
 * zone.
 */
import { type Cnp, parseCnp, type Sex } from '../cnp.ts'
import { asDigits } from './correction.ts'

/** What of the zone the CNP must agree with. */
export interface Holder {
  /** YYMMDD as in the zone. */
  readonly birthDate: string
  readonly sex: Sex | null
}

export interface FoundCnp {
  readonly cnp: Cnp
  /** The field with its digits put right. */
  readonly field: string
}

function agreeing(text: string, holder: Holder): Cnp | null {
  const cnp = parseCnp(text)
  if (!cnp.ok || cnp.value.value.slice(1, 7) !== holder.birthDate) return null
  return holder.sex === null || cnp.value.sex === holder.sex ? cnp.value : null
}

/**
 * The one CNP that a field proves: thirteen digits in it, or the seven `S JJ NNN C` of the old identity card around the
 * birth date (its whole CNP is S + birth date + JJNNNC). It must agree with birth date and sex; null where none does or
 * several do.
 */
export function cnpIn(field: string, holder: Holder): FoundCnp | null {
  for (const length of [13, 7]) {
    const found: FoundCnp[] = []
    for (let from = 0; from + length <= field.length; from++) {
      const digits = asDigits(field.slice(from, from + length))
      if (!/^\d+$/.test(digits)) continue
      // A shorter run must stand alone, not inside a longer number that happens to fit.
      if (length === 7 && (/[0-9A-Z]/.test(field.charAt(from - 1)) || /[0-9A-Z]/.test(field.charAt(from + length))))
        continue
      const cnp = agreeing(length === 13 ? digits : `${digits.charAt(0)}${holder.birthDate}${digits.slice(1)}`, holder)
      if (cnp) found.push({ cnp, field: field.slice(0, from) + digits + field.slice(from + length) })
    }
    if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null
  }
  return null
}
