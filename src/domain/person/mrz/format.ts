/**
 * The positions of the fields: TD1 (ICAO Doc 9303-5), TD2 (Doc 9303-6), TD3 (Doc 9303-4). Lines and columns from 0,
 * ends excluded.
 */

export type MrzFormat = 'TD1' | 'TD2' | 'TD3'

/** A run of characters: line, first column, column after the last. */
export type Span = readonly [line: number, from: number, to: number]

/** The characters allowed at a place, besides fillers. */
type CharacterClass = 'digit' | 'letter'

export interface Layout {
  readonly format: MrzFormat
  readonly lines: number
  readonly length: number
  readonly code: Span
  readonly issuer: Span
  readonly name: Span
  readonly documentNumber: Span
  readonly documentNumberCheck: Span
  readonly nationality: Span
  readonly birthDate: Span
  readonly birthDateCheck: Span
  readonly sex: Span
  readonly expiryDate: Span
  readonly expiryDateCheck: Span
  readonly optional: readonly Span[]
  /** TD3 only: the optional data has a check digit of its own. */
  readonly optionalCheck: Span | null
  readonly composite: readonly Span[]
  readonly compositeCheck: Span
}

export const LAYOUTS: readonly Layout[] = [
  {
    format: 'TD1',
    lines: 3,
    length: 30,
    code: [0, 0, 2],
    issuer: [0, 2, 5],
    documentNumber: [0, 5, 14],
    documentNumberCheck: [0, 14, 15],
    birthDate: [1, 0, 6],
    birthDateCheck: [1, 6, 7],
    sex: [1, 7, 8],
    expiryDate: [1, 8, 14],
    expiryDateCheck: [1, 14, 15],
    nationality: [1, 15, 18],
    name: [2, 0, 30],
    optional: [
      [0, 15, 30],
      [1, 18, 29],
    ],
    optionalCheck: null,
    composite: [
      [0, 5, 30],
      [1, 0, 7],
      [1, 8, 15],
      [1, 18, 29],
    ],
    compositeCheck: [1, 29, 30],
  },
  {
    format: 'TD2',
    lines: 2,
    length: 36,
    code: [0, 0, 2],
    issuer: [0, 2, 5],
    name: [0, 5, 36],
    documentNumber: [1, 0, 9],
    documentNumberCheck: [1, 9, 10],
    nationality: [1, 10, 13],
    birthDate: [1, 13, 19],
    birthDateCheck: [1, 19, 20],
    sex: [1, 20, 21],
    expiryDate: [1, 21, 27],
    expiryDateCheck: [1, 27, 28],
    optional: [[1, 28, 35]],
    optionalCheck: null,
    composite: [
      [1, 0, 10],
      [1, 13, 20],
      [1, 21, 35],
    ],
    compositeCheck: [1, 35, 36],
  },
  {
    format: 'TD3',
    lines: 2,
    length: 44,
    code: [0, 0, 2],
    issuer: [0, 2, 5],
    name: [0, 5, 44],
    documentNumber: [1, 0, 9],
    documentNumberCheck: [1, 9, 10],
    nationality: [1, 10, 13],
    birthDate: [1, 13, 19],
    birthDateCheck: [1, 19, 20],
    sex: [1, 20, 21],
    expiryDate: [1, 21, 27],
    expiryDateCheck: [1, 27, 28],
    optional: [[1, 28, 42]],
    optionalCheck: [1, 42, 43],
    composite: [
      [1, 0, 10],
      [1, 13, 20],
      [1, 21, 43],
    ],
    compositeCheck: [1, 43, 44],
  },
]

/** The class of every field whose class is certain; document numbers and optional data may hold both. */
export const classesOf = (layout: Layout): readonly (readonly [Span, CharacterClass])[] => [
  [layout.code, 'letter'],
  [layout.issuer, 'letter'],
  [layout.name, 'letter'],
  [layout.nationality, 'letter'],
  [layout.documentNumberCheck, 'digit'],
  [layout.birthDate, 'digit'],
  [layout.birthDateCheck, 'digit'],
  [layout.expiryDate, 'digit'],
  [layout.expiryDateCheck, 'digit'],
  [layout.compositeCheck, 'digit'],
  ...(layout.optionalCheck ? [[layout.optionalCheck, 'digit'] as const] : []),
]
