/** What stands on every paper of a house beside its words: configuration, for the law asks for data that only the house knows. */
export interface House {
  /** Under the name: address, telephone, e-mail, fiscal code. Left out while unknown. */
  readonly lines: readonly string[]
  /** Where a verification code is checked; the code is put after it. */
  readonly verifyUrl: string
  /** Said at the foot of every page, in red; null in production. */
  readonly footnote: string | null
}

/** The demonstration's: placeholders that nobody can take for the real house's data. */
export const DEMONSTRATION_HOUSE: House = {
  lines: ['[adresa casei] · [telefon] · [e-mail] · [cod fiscal]'],
  verifyUrl: 'http://127.0.0.1:8440/verify/',
  footnote: 'DEMONSTRAȚIE: persoane și date fictive, fără valoare juridică.',
}
