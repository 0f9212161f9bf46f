/** Finds out which sheets of the house the codes on a picture belong to, before any sheet is straightened. */
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
  /** The single sheet with a readable code and a known version; null when there is none or more than one. */
  readonly named: NamedSheet | null
  /**
   * There are codes of pages at different places, so the picture has several sheets. Values are not assigned by
   * guessing.
   */
  readonly several: boolean
  /** A form of ours in a version or variant that this program does not know. */
  readonly unknownVersion: boolean
}

export const middleOf = (corners: FoundCode['corners']): Point => ({
  x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
  y: corners.reduce((sum, { y }) => sum + y, 0) / 4,
})

/** Whether two codes are at the same place: the reader may find the same code twice. */
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
 * The values of the only code of values on a picture without a located sheet: its checksum proves them. Null when there
 * are several such codes, or when a page code names another form.
 */
export function soleValues(codes: readonly FoundCode[], named: NamedSheet | null): ReadValues | null {
  const [only, ...more] = [...new Set(codes.map(({ text }) => text))].flatMap((text) => readValueCode(text) ?? [])
  if (only === undefined || more.length > 0) return null
  return named !== null && (named.form.code !== only.code || named.form.version !== only.version) ? null : only
}
