/**
 * Straightens the picture of a page by the best available evidence: the marks of a form, the outline of the sheet, its
 * lines of writing, or nothing.
 */
import type { CodeReader, FoundCode } from './codes.ts'
import { findForm, type FoundForm } from './find-form.ts'
import type { OpenCv } from './opencv.ts'
import { greyOf } from './mats.ts'
import { findOutline } from './outline.ts'
import type { Raster } from './raster.ts'
import { slantOf, turnedPicture } from './skew.ts'
import { straighten, type StraightPage } from './straighten.ts'
import { SHEET } from '../forms/metrics.ts'

export interface LaidStraight {
  readonly page: StraightPage
  readonly by: 'marks' | 'outline' | 'lines' | 'nothing'
  readonly form: FoundForm | null
  readonly codes: readonly FoundCode[]
  /** The picture without its colours. */
  readonly grey: Raster
}

export async function layStraight(cv: OpenCv, reader: CodeReader, picture: Raster): Promise<LaidStraight> {
  const grey = greyOf(picture)
  const { form, codes } = await findForm(cv, reader, grey)
  if (form !== null) {
    const page = straighten(cv, picture, form.place, SHEET.width, SHEET.height)
    if (page !== null) return { page, by: 'marks', form, codes, grey }
  }
  const outline = findOutline(cv, grey)
  if (outline !== null) {
    const page = straighten(cv, picture, outline.place, outline.widthMm, outline.heightMm)
    if (page !== null) return { page, by: 'outline', form: null, codes, grey }
  }
  const slant = slantOf(cv, grey)
  const turned = turnedPicture(picture, slant)
  const page = straighten(cv, picture, turned.place, turned.widthMm, turned.heightMm)
  if (page === null) throw new Error('The map of a rotated picture cannot be inverted')
  return { page, by: slant === 0 ? 'nothing' : 'lines', form: null, codes, grey }
}
