/** Measures how much of a place on a whitened page is covered by ink. */
import { pixelsOf, type Raster, type Rect } from './raster.ts'

export interface Ink {
  /** The covered share of the place, 0–1. */
  readonly share: number
  /** The covered area in mm². */
  readonly area: number
  /** The extent of the ink in mm. */
  readonly width: number
  readonly height: number
}

/**
 * The red channel decides: blue, black and pencil absorb red, coffee and yellowed paper leave most of it. Paper has
 * 244,
 * the darkest rim of a cup 180, a pencil line of average pressure 150.
 */
const RED_OF_INK = 168
/** Red ink leaves red and absorbs green: it is darker in green than any coffee. */
const GREEN_OF_RED_INK = 105

/** The ink within a rectangle in mm. Specks of one or two pixels are dust or noise, and are ignored. */
export function inkIn(page: Raster, rect: Rect, pixelsPerMm: number): Ink {
  const place = pixelsOf(page, rect, pixelsPerMm)
  if (place === null) return { share: 0, area: 0, width: 0, height: 0 }
  const { width, height } = place
  const red = smoothed(page, place, 0)
  const green = smoothed(page, place, 1)
  const dark = new Uint8Array(width * height)
  for (let at = 0; at < dark.length; at++)
    dark[at] = (red[at] ?? 255) < RED_OF_INK || (green[at] ?? 255) < GREEN_OF_RED_INK ? 1 : 0
  let [count, minX, maxX, minY, maxY] = [0, width, -1, height, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (dark[y * width + x] !== 1 || neighbours(dark, width, height, x, y) < 3) continue
      count++
      minX = Math.min(minX, x)
      maxX = Math.max(maxX, x)
      minY = Math.min(minY, y)
      maxY = Math.max(maxY, y)
    }
  return {
    share: count / dark.length,
    area: count / pixelsPerMm ** 2,
    width: Math.max(0, maxX - minX + 1) / pixelsPerMm,
    height: Math.max(0, maxY - minY + 1) / pixelsPerMm,
  }
}

function neighbours(dark: Uint8Array, width: number, height: number, x: number, y: number): number {
  let found = -1
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++)
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) found += dark[(y + dy) * width + x + dx] ?? 0
  return found
}

/** The means of 3 × 3 pixels of one channel in a part of the page; the edge is repeated outside. */
function smoothed(
  { data, width: across, height: down, channels }: Raster,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
  channel: number,
): Uint8Array {
  const offset = Math.min(channel, channels - 1)
  // First sums of three along each row, then sums of three such rows.
  const sums = new Uint16Array(width * (height + 2))
  for (let y = 0, to = 0; y < height + 2; y++) {
    const row = Math.max(0, Math.min(down - 1, top + y - 1)) * across
    for (let x = left; x < left + width; x++, to++)
      sums[to] =
        (data[(row + Math.max(0, x - 1)) * channels + offset] ?? 0) +
        (data[(row + x) * channels + offset] ?? 0) +
        (data[(row + Math.min(across - 1, x + 1)) * channels + offset] ?? 0)
  }
  const out = new Uint8Array(width * height)
  for (let at = 0; at < out.length; at++)
    out[at] = ((sums[at] ?? 0) + (sums[at + width] ?? 0) + (sums[at + 2 * width] ?? 0)) / 9
  return out
}

/** A rectangle without a border of some mm on every side. */
export const inset = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
})
