/** What stands on every paper of a house beside its words. */
import { type HouseData, untoldHouse } from '../domain/house/house.ts'
import type { Words } from '../domain/papers/paper-content.ts'

export interface House {
  readonly name: Words
  /** Under the name. None while nothing is set: a paper bears no placeholders. */
  readonly lines: readonly Words[]
  /** Where a verification code is checked; the code is put after it. */
  readonly verifyUrl: string
  /** Said at the foot of every page, in red; null in production. */
  readonly footnote: Words | null
}

const FICTIONAL: Words = {
  ro: 'DEMONSTRAȚIE: persoane și date fictive, fără valoare juridică.',
  en: 'DEMONSTRATION: fictional people and data, no legal value.',
}

/** The head and foot of a house's papers, from its data. */
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

export const DEMONSTRATION_HOUSE: House = houseOf(untoldHouse(true, 'http://127.0.0.1:8440/verify/'))
