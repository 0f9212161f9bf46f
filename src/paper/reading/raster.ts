/** Pixels in memory: rows from the top, samples interleaved, 8 bits each. */

export interface Raster {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  /** 1 grey, 3 RGB. */
  readonly channels: 1 | 3
}

/** A rectangle of a page in millimetres from its top left corner, y downwards. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The pixels of a rectangle in millimetres, clipped to the raster; null when it lies outside. */
export function pixelsOf(
  raster: Pick<Raster, 'width' | 'height'>,
  rect: Rect,
  pixelsPerMm: number,
): { left: number; top: number; width: number; height: number } | null {
  const left = Math.max(0, Math.round(rect.x * pixelsPerMm))
  const top = Math.max(0, Math.round(rect.y * pixelsPerMm))
  const width = Math.min(raster.width, Math.round((rect.x + rect.width) * pixelsPerMm)) - left
  const height = Math.min(raster.height, Math.round((rect.y + rect.height) * pixelsPerMm)) - top
  return width > 0 && height > 0 ? { left, top, width, height } : null
}
