/** Which sheets of the house the codes on a picture speak of, before any of them is laid straight. */
import {
  formByCode,
  parsePageCode,
  readValueCode,
  type FormDescription,
  type FormPage,
  type ReadValues,
} from '../forms/index.ts'
import type { FoundCode } from './codes.ts'
import { distance, type Point } from './geometry.ts'

export interface NamedSheet {
  readonly form: FormDescription
  readonly page: FormPage
  readonly corners: FoundCode['corners']
}
export interface Sheets {
  /** The one sheet whose code was read and whose version is known; null where there is none, or more than one. */
  readonly named: NamedSheet | null
  /**
   * Codes of pages at different places: more than one sheet lies on the picture, and what belongs to which is not to be
   * guessed.
   */
  readonly several: boolean
  /** A form of ours in a version (or variant) that this program does not have. */
  readonly unknownVersion: boolean
}

export const middleOf = (corners: FoundCode['corners']): Point => ({
  x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
  y: corners.reduce((sum, { y }) => sum + y, 0) / 4,
})

/** The same code found twice by the reader lies at the same place. */
function atOnePlaceEach(codes: readonly FoundCode[]): FoundCode[] {
  return codes.filter(
    (code, at) =>
      !codes
        .slice(0, at)
        .some(
          (other) =>
            distance(middleOf(other.corners), middleOf(code.corners)) <
            distance(other.corners[0], other.corners[1]) / 2,
        ),
  )
}

export function sheetsOf(codes: readonly FoundCode[]): Sheets {
  const pages = atOnePlaceEach(codes.filter(({ text }) => parsePageCode(text) !== null))
  const [only, ...more] = pages
  if (only === undefined || more.length > 0) return { named: null, several: more.length > 0, unknownVersion: false }
  const known = formByCode(only.text)
  return { named: known && { ...known, corners: only.corners }, several: false, unknownVersion: known === null }
}

/**
 * What the only code of values on a picture says, where no sheet could be laid: its checksum proves it, and no other
 * code speaks against it. Null where there are several, or where the page that was named is of another form.
 */
export function soleValues(codes: readonly FoundCode[], named: NamedSheet | null): ReadValues | null {
  const [only, ...more] = [...new Set(codes.map(({ text }) => text))].flatMap((text) => readValueCode(text) ?? [])
  if (only === undefined || more.length > 0) return null
  return named !== null && (named.form.code !== only.code || named.form.version !== only.version) ? null : only
}
