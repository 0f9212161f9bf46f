/**
 * Straightens the picture of a page by the best available evidence: the marks of a form, the outline of the sheet, its
 * lines of writing, or nothing.
 */
import type { CodeReader, FoundCode } from './codes.ts'
import { findForm, type FoundForm, type FoundOnPicture } from './find-form.ts'
import type { OpenCv } from './opencv.ts'
import { greyOf } from './mats.ts'
import { findOutline } from './outline.ts'
import type { Raster } from './raster.ts'
import { slantOf, turnedPicture } from './skew.ts'
import { straighten, type StraightPage } from './straighten.ts'
import { SHEET } from '../forms/metrics.ts'

export interface LaidStraight {
  /** The picture as given, or its negative when only that shows a code of ours. */
  readonly picture: Raster
  readonly page: StraightPage
  readonly by: 'marks' | 'outline' | 'lines' | 'nothing'
  readonly form: FoundForm | null
  readonly codes: readonly FoundCode[]
  /** The picture without its colours. */
  readonly grey: Raster
}

/** A picture of white paper is brighter than this on average, even on a dark desk. Its negative is darker. */
const DARK = 110

/** Some scanners and fax programs swap black and white. Then the form is searched on the negative. */
async function findOnEitherSide(
  cv: OpenCv,
  reader: CodeReader,
  given: Raster,
): Promise<FoundOnPicture & { picture: Raster; grey: Raster }> {
  const grey = greyOf(given)
  const found = await findForm(cv, reader, grey)
  if (found.codes.length > 0 || meanOf(grey) > DARK) return { ...found, picture: given, grey }
  const picture = negativeOf(given)
  const again = { ...(await findForm(cv, reader, greyOf(picture))), picture, grey: greyOf(picture) }
  return again.codes.length > 0 ? again : { ...found, picture: given, grey }
}

const meanOf = ({ data }: Raster): number => data.reduce((sum, value) => sum + value, 0) / Math.max(1, data.length)
const negativeOf = (raster: Raster): Raster => ({ ...raster, data: raster.data.map((value) => 255 - value) })

export async function layStraight(cv: OpenCv, reader: CodeReader, given: Raster): Promise<LaidStraight> {
  const { picture, grey, form, codes } = await findOnEitherSide(cv, reader, given)
  if (form !== null) {
    const page = straighten(cv, picture, form.place, SHEET.width, SHEET.height)
    if (page !== null) return { picture, page, by: 'marks', form, codes, grey }
  }
  const outline = findOutline(cv, grey)
  if (outline !== null) {
    const page = straighten(cv, picture, outline.place, outline.widthMm, outline.heightMm)
    if (page !== null) return { picture, page, by: 'outline', form: null, codes, grey }
  }
  const slant = slantOf(cv, grey)
  const turned = turnedPicture(picture, slant)
  const page = straighten(cv, picture, turned.place, turned.widthMm, turned.heightMm)
  if (page === null) throw new Error('The map of a rotated picture cannot be inverted')
  return { picture, page, by: slant === 0 ? 'nothing' : 'lines', form: null, codes, grey }
}
