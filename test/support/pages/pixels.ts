/** Converts between the canvas's pixels (RGBA) and those of the reader (RGB). */
import type { Raster } from '../../../src/paper/reading/raster.ts'

export function rgba({ data, width, height }: Raster): Uint8ClampedArray {
  const out = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    out[to] = data[from] ?? 0
    out[to + 1] = data[from + 1] ?? 0
    out[to + 2] = data[from + 2] ?? 0
  }
  return out
}

export function rgb(data: Uint8ClampedArray, width: number, height: number): Raster {
  const out = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < out.length; from += 4, to += 3) {
    out[to] = data[from] ?? 0
    out[to + 1] = data[from + 1] ?? 0
    out[to + 2] = data[from + 2] ?? 0
  }
  return { data: out, width, height, channels: 3 }
}
