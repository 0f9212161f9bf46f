/**
 * A text that sorts names as the Romanian alphabet does (CLDR `ro`: a ă â, i î, s ș, t ț), so that an index can hold
 * the order.
 */
import { foldName } from '../../domain/person/name.ts'

/** `{` and `|` come after every letter: ă follows all of a, â follows all of ă. */
const AFTER: Readonly<Record<string, string>> = { ă: 'a{', â: 'a|', î: 'i{', ș: 's{', ț: 't{', ş: 's{', ţ: 't{' }

export const nameKey = (surname: string, givenNames: string): string =>
  `${surname} ${givenNames}`
    .normalize('NFC')
    .toLowerCase()
    .split(/([ăâîșțşţ])/)
    .map(
      (part) =>
        AFTER[part] ??
        (/\S/.test(part) ? `${/^\s/.test(part) ? ' ' : ''}${foldName(part)}${/\s$/.test(part) ? ' ' : ''}` : part),
    )
    .join('')
    .trim()
