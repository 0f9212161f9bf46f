/** The data of the house that every paper shows. */
import { type HouseData, demonstrationHouse } from '../domain/house/house.ts'
import type { Words } from '../domain/papers/words.ts'

export interface House {
  readonly name: Words
  /** The lines below the name; none while nothing is configured, because papers have no placeholders. */
  readonly lines: readonly Words[]
  /** The address for checking a verification code; the code is appended to it. */
  readonly verifyUrl: string
  /** Printed in red at the foot of every page; null in production. */
  readonly footnote: Words | null
}

const FICTIONAL: Words = {
  ro: 'DEMONSTRAȚIE: persoane și date fictive, fără valoare juridică.',
  en: 'DEMONSTRATION: fictional people and data, no legal value.',
}

/** The head and foot of the papers of a house. */
export function houseOf({ name, contact, verifyUrl, demonstration }: HouseData): House {
  const lines =
    contact === null
      ? []
      : [
          { ro: contact.address, en: contact.address },
          {
            ro: `Telefon ${contact.telephone} · ${contact.email} · Cod fiscal ${contact.fiscalCode}`,
            en: `Telephone ${contact.telephone} · ${contact.email} · Fiscal code ${contact.fiscalCode}`,
          },
        ]
  return { name, lines, verifyUrl, footnote: demonstration ? FICTIONAL : null }
}

export const DEMONSTRATION_HOUSE: House = houseOf(demonstrationHouse('http://127.0.0.1:8440/verify/'))
