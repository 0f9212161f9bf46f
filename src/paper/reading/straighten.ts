/** A page as if it had lain straight under a perfect scanner: at a known scale, its top left corner at the origin. */
import { type Homography, invert, multiply } from './geometry.ts'
import { warped } from './mats.ts'
import type { OpenCv } from './opencv.ts'
import type { Raster } from './raster.ts'

/** 200 dpi: what is kept and what is read. Fine handwriting and a QR code of 0.5 mm modules stand in it; at 300 dpi both take twice the room and time and nothing more is read. */
export const PIXELS_PER_MM = 200 / 25.4

export interface StraightPage {
  /** RGB. */
  readonly raster: Raster
  readonly pixelsPerMm: number
  /** From millimetres on the page to pixels of the picture that it was taken from. */
  readonly place: Homography
}

/** `place` maps millimetres of a page of the given size to pixels of the picture. */
export function straighten(cv: OpenCv, picture: Raster, place: Homography, widthMm: number, heightMm: number, pixelsPerMm = PIXELS_PER_MM): StraightPage | null {
  const width = Math.round(widthMm * pixelsPerMm)
  const height = Math.round(heightMm * pixelsPerMm)
  const back = invert(place)
  if (back === null) return null
  const map = multiply([pixelsPerMm, 0, 0, 0, pixelsPerMm, 0, 0, 0, 1], back)
  return { raster: warped(cv, picture, map, width, height), pixelsPerMm, place }
}
