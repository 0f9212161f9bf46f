/**
 * What papers state about the house. The operator of the central store sets it; every desk has a copy, so that a paper
 * bears the same letterhead wherever it is made.
 */
import type { Words } from '../papers/words.ts'

export interface HouseContact {
  readonly address: string
  readonly telephone: string
  readonly email: string
  readonly fiscalCode: string
}
export interface HouseData {
  readonly name: Words
  /** Null: not set, by a central store of an earlier version. Papers then bear only the name. */
  readonly contact: HouseContact | null
  /** The address at which a verification code is checked; the code is appended to it. */
  readonly verifyUrl: string
  readonly demonstration: boolean
}

/** The name of the house in a demonstration. */
export const HOUSE_NAME: Words = { ro: 'Casa de Asigurări de Sănătate Iași', en: 'Iași Health Insurance House' }

/**
 * Invented data: no such street, a number that cannot be dialled, a domain reserved for examples (RFC 2606), a code
 * that belongs to no institution.
 */
export const DEMONSTRATION_CONTACT: HouseContact = {
  address: 'Strada Exemplului nr. 0, Iași (adresă fictivă)',
  telephone: '0000 000 000',
  email: 'contact@casa.example',
  fiscalCode: '00000000',
}

/** The place of the house in the demonstration's own seal. */
export const DEMONSTRATION_LOCALITY = 'Iași'

/** The house of a demonstration that states no other. A real house has no default: its papers must not name another. */
export const demonstrationHouse = (verifyUrl: string): HouseData => ({
  name: HOUSE_NAME,
  contact: DEMONSTRATION_CONTACT,
  verifyUrl,
  demonstration: true,
})
