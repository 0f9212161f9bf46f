/**
 * Places of a file that readers understand differently, or that no reader can understand. Nothing here decides
 * anything: `validation/reading-checks.ts` states what an ambiguity means for a signature.
 */

/** What can be wrong with the spelling of one object. */
export type SpellingCode =
  /** A key stands twice in one dictionary: readers take the first or the last. */
  | 'duplicate-key'
  /** `/Key >>`: a key without a value. */
  | 'missing-value'
  /** A sign inside a number, two signs, a sign alone, or more digits than readers hold. */
  | 'number-form'
  /** `#` in a name that two hexadecimal digits do not follow, or `#00`. */
  | 'name-form'
  /** An octal escape above 255, an odd escape. */
  | 'string-form'
  /** The object is only a reference to another one. */
  | 'object-is-reference'
  /** Something other than `endobj` follows the value. */
  | 'object-end'
  /** Something other than one end of line follows the keyword `stream`. */
  | 'stream-start'
  /** The stated length does not lead to `endstream`. */
  | 'stream-length'

/** What can be wrong with the filters of one stream, their parameters or its data. */
export type DecodingCode =
  /** `/F` as a filter, parameters that are no list for a list of filters, too many filters. */
  | 'filter-form'
  | 'filter-unknown'
  /** Parameters that readers treat in different ways: an odd number of bits, a predictor that nobody defined. */
  | 'filter-parameters'
  /** The data break off, hold invalid codes, or do not match their checksum. */
  | 'stream-data'
  /** Encrypted data that do not decrypt to whole blocks with right padding. */
  | 'cipher-text'

export type AmbiguityCode =
  | SpellingCode
  | DecodingCode
  /** No object can be read where the table says. */
  | 'object-unreadable'
  /** The table leads to another object, or to none. */
  | 'object-not-at-its-offset'
  /** A reference or an object states another generation than the table. */
  | 'generation-differs'
  /** The value of an object leads back to itself. */
  | 'reference-loop'
  | 'object-stream-unreadable'
  /** One number twice in one object stream. */
  | 'object-twice-in-stream'
  /** A header of an object stream that does not match its data. */
  | 'object-stream-header'
  /** Octets before the header, and offsets that can be read in both ways. */
  | 'bytes-before-header'
  /** One section names an object twice. */
  | 'duplicate-entry'
  /** The visible and the hidden part of a hybrid section differ. */
  | 'hidden-entry-differs'
  /** A hybrid section names a hidden part that cannot be read as one. */
  | 'hidden-section-unreadable'
  /** A cross-reference stream holds fewer or more entries than it states, or rows of an unknown kind. */
  | 'entry-count'
  /** Objects numbered past the stated size: strict readers take them for missing. */
  | 'number-beyond-size'
  | 'earlier-section-unreadable'
  | 'cross-reference-loop'
  /** An object that no table names and that a reader which rebuilds the tables would take. */
  | 'object-beside-the-tables'
  /** An object was redefined that only a reader reaches which takes an earlier ambiguity in another way. */
  | 'redefined-behind-ambiguity'

/**
 * Ways in which a section is not as the standard says, though forgiving readers cope. A strict reader takes the tables
 * for broken and searches the file: then objects beside the tables count.
 */
export type Unsoundness =
  'row-form' | 'subsection-count' | 'subsection-start' | 'offset-skewed' | 'previous-form' | 'rebuilt-by-searching'

export interface Ambiguity {
  readonly code: AmbiguityCode
  /** Offset of the object or section; for an entry that leads nowhere, of the section that makes it. */
  readonly offset: number
  /** Number of the object, where it belongs to one. */
  readonly object?: number
}
