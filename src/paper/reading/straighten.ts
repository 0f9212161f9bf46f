/**
 * Straightens a page, as if it had been scanned perfectly with even light: at a known scale, with its top left corner
 * at
 * the origin, on white paper.
 */
import { type Gains, LIGHT_PIXELS_PER_MM, whiteningGains } from './contrast.ts'
import { type Homography, invert, multiply } from './geometry.ts'
import { boxShrunk } from './mats.ts'
import type { OpenCv } from './opencv.ts'
import type { Raster } from './raster.ts'

/**
 * 200 dpi. Fine handwriting and a QR code with modules of 0.5 mm are readable at this resolution. 300 dpi would take
 * twice the space and time and give no better reading.
 */
export const PIXELS_PER_MM = 200 / 25.4

export interface StraightPage {
  /** RGB. */
  readonly raster: Raster
  readonly pixelsPerMm: number
  /** The map from millimetres on the page to pixels of the original picture. */
  readonly place: Homography
}

const scaling = (by: number): Homography => [by, 0, 0, 0, by, 0, 0, 0, 1]
const UNCHANGED: Gains = { data: new Float32Array([1, 1, 1]), width: 1, height: 1 }

/**
 * `place` maps millimetres of a page of the given size to pixels of the picture, which has three channels. Null when
 * the
 * map cannot be inverted.
 */
export function straighten(
  cv: OpenCv,
  picture: Raster,
  place: Homography,
  widthMm: number,
  heightMm: number,
  pixelsPerMm = PIXELS_PER_MM,
): StraightPage | null {
  if (invert(place) === null) return null
  const width = Math.round(widthMm * pixelsPerMm)
  const height = Math.round(heightMm * pixelsPerMm)
  // The light is measured on a small copy first; then the page is drawn and whitened in one pass.
  const fine = 2 * LIGHT_PIXELS_PER_MM
  const small = boxShrunk(
    drawn(
      picture,
      multiply(place, scaling(1 / fine)),
      Math.max(4, Math.round(widthMm * fine)),
      Math.max(4, Math.round(heightMm * fine)),
      UNCHANGED,
    ),
    2,
  )
  return {
    raster: drawn(picture, multiply(place, scaling(1 / pixelsPerMm)), width, height, whiteningGains(cv, small)),
    pixelsPerMm,
    place,
  }
}

/** The pixels between two exact points of a row. Linear interpolation between them errs by less than 0.01 pixel. */
const STEP = 16

/**
 * Computes each pixel of the page from four pixels of the picture (the edge is repeated outside), times the gain of its
 * place. This is JavaScript, because OpenCV would need three more copies of the page.
 */
function drawn(picture: Raster, toPicture: Homography, width: number, height: number, gains: Gains): Raster {
  const { data: from, width: across, height: down } = picture
  const [a, b, c, d, e, f, g, h, i] = toPicture
  const data = new Uint8Array(width * height * 3)
  const cells = Int32Array.from(
    { length: width },
    (_, x) => Math.min(gains.width - 1, Math.floor(((x + 0.5) * gains.width) / width)) * 3,
  )
  const row = new Float32Array(gains.width * 3)
  const lastX = across - 2
  const lastY = down - 2
  const stride = across * 3
  for (let y = 0, to = 0; y < height; y++) {
    lightOfRow(gains, ((y + 0.5) * gains.height) / height - 0.5, row)
    for (let block = 0; block < width; block += STEP) {
      const w = g * block + h * y + i
      const next = g * (block + STEP) + h * y + i
      let u = (a * block + b * y + c) / w
      let v = (d * block + e * y + f) / w
      const du = ((a * (block + STEP) + b * y + c) / next - u) / STEP
      const dv = ((d * (block + STEP) + e * y + f) / next - v) / STEP
      const end = Math.min(width, block + STEP)
      for (let x = block; x < end; x++, u += du, v += dv) {
        const left = u < 0 ? 0 : u > lastX ? lastX : u | 0
        const top = v < 0 ? 0 : v > lastY ? lastY : v | 0
        const right = u < left ? 0 : u > left + 1 ? 1 : u - left
        const low = v < top ? 0 : v > top + 1 ? 1 : v - top
        const corner = right * low
        const upperRight = right - corner
        const lowerLeft = low - corner
        const upperLeft = 1 - right - lowerLeft
        const at = top * stride + left * 3
        const under = at + stride
        const cell = cells[x] ?? 0
        const red =
          ((from[at] ?? 0) * upperLeft +
            (from[at + 3] ?? 0) * upperRight +
            (from[under] ?? 0) * lowerLeft +
            (from[under + 3] ?? 0) * corner) *
          (row[cell] ?? 1)
        const green =
          ((from[at + 1] ?? 0) * upperLeft +
            (from[at + 4] ?? 0) * upperRight +
            (from[under + 1] ?? 0) * lowerLeft +
            (from[under + 4] ?? 0) * corner) *
          (row[cell + 1] ?? 1)
        const blue =
          ((from[at + 2] ?? 0) * upperLeft +
            (from[at + 5] ?? 0) * upperRight +
            (from[under + 2] ?? 0) * lowerLeft +
            (from[under + 5] ?? 0) * corner) *
          (row[cell + 2] ?? 1)
        data[to] = red > 255 ? 255 : red | 0
        data[to + 1] = green > 255 ? 255 : green | 0
        data[to + 2] = blue > 255 ? 255 : blue | 0
        to += 3
      }
    }
  }
  return { data, width, height, channels: 3 }
}

/** The gains along one row of the page, interpolated between the two nearest rows of cells. */
function lightOfRow({ data, height }: Gains, at: number, row: Float32Array): void {
  const upper = Math.max(0, Math.min(height - 1, Math.floor(at)))
  const part = Math.max(0, Math.min(1, at - upper))
  const [first, second] = [upper * row.length, Math.min(height - 1, upper + 1) * row.length]
  for (let cell = 0; cell < row.length; cell++)
    row[cell] = (data[first + cell] ?? 1) * (1 - part) + (data[second + cell] ?? 1) * part
}
