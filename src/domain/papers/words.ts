/** The same words in both languages; the Romanian text is the authoritative one. */
export interface Words {
  readonly ro: string
  readonly en: string
}

/** The same text in both languages: names, numbers, dates. */
export const both = (text: string): Words => ({ ro: text, en: text })
