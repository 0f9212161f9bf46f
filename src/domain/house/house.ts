/**
 * What the house says of itself on its papers. Set by whoever runs the central store; every desk has a copy, so that a
 * paper bears the same head wherever it is made.
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
  /** Null: not set. Papers then bear the name alone. */
  readonly contact: HouseContact | null
  /** Where a verification code is checked; the code is put after it. */
  readonly verifyUrl: string
  readonly demonstration: boolean
}

export const HOUSE_NAME: Words = { ro: 'Casa de Asigurări de Sănătate Iași', en: 'Iași Health Insurance House' }

/**
 * Nobody's: no such street, a number that cannot be dialled, a domain reserved for examples (RFC 2606), a code that no
 * body has.
 */
export const DEMONSTRATION_CONTACT: HouseContact = {
  address: 'Strada Exemplului nr. 0, Iași (adresă fictivă)',
  telephone: '0000 000 000',
  email: 'contact@casa.example',
  fiscalCode: '00000000',
}

/** Where the demonstration's own seal says that the house is. */
export const DEMONSTRATION_LOCALITY = 'Iași'

/** The data of the house before anything is configured. */
export const defaultHouse = (demonstration: boolean, verifyUrl: string): HouseData => ({
  name: HOUSE_NAME,
  contact: demonstration ? DEMONSTRATION_CONTACT : null,
  verifyUrl,
  demonstration,
})
