const MOST_CHARACTERS = 80

/** A text as the name of a file on any system: letters, digits, space, dot, hyphen and underscore; never empty. */
export const safeName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^[. -]+|[. -]+$/g, '')
    .slice(0, MOST_CHARACTERS) || 'document'
