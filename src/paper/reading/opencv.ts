/** Starts OpenCV, whose WebAssembly is part of its package. Only the functions that reading uses have types here. */
import { createRequire } from 'node:module'

export interface Mat {
  readonly rows: number
  readonly cols: number
  /** A view of the memory, valid until the next allocation. */
  readonly data: Uint8Array
  readonly data32S: Int32Array
  delete(): void
}
interface MatVector {
  size(): number
  get(index: number): Mat
  delete(): void
}
interface Size {
  readonly width: number
  readonly height: number
}
interface RotatedRect {
  readonly center: { x: number; y: number }
  readonly size: Size
  readonly angle: number
}

export interface OpenCv {
  readonly Mat: {
    new (): Mat
    new (rows: number, columns: number, type: number): Mat
    ones(rows: number, columns: number, type: number): Mat
  }
  readonly MatVector: new () => MatVector
  readonly Size: new (width: number, height: number) => Size
  readonly Scalar: new (...values: number[]) => unknown
  matFromArray(rows: number, columns: number, type: number, values: readonly number[]): Mat
  warpPerspective(from: Mat, to: Mat, map: Mat, size: Size, flags: number, border: number, value: unknown): void
  resize(from: Mat, to: Mat, size: Size, fx: number, fy: number, interpolation: number): void
  adaptiveThreshold(
    from: Mat,
    to: Mat,
    maximum: number,
    method: number,
    kind: number,
    block: number,
    constant: number,
  ): void
  threshold(from: Mat, to: Mat, threshold: number, maximum: number, kind: number): number
  /** Labels (32 bits) and, per label, left, top, width, height, area. */
  connectedComponentsWithStats(image: Mat, labels: Mat, stats: Mat, centres: Mat): number
  findContours(image: Mat, contours: MatVector, hierarchy: Mat, mode: number, method: number): void
  contourArea(contour: Mat): number
  arcLength(contour: Mat, closed: boolean): number
  approxPolyDP(contour: Mat, to: Mat, tolerance: number, closed: boolean): void
  convexHull(contour: Mat, to: Mat): void
  minAreaRect(contour: Mat): RotatedRect
  morphologyEx(from: Mat, to: Mat, operation: number, kernel: Mat): void
  GaussianBlur(from: Mat, to: Mat, size: Size, sigma: number): void
  /** `to` = `scale` × a / b, 0 where b is 0. */
  divide(a: Mat, b: Mat, to: Mat, scale: number): void
  Canny(from: Mat, to: Mat, low: number, high: number): void
  readonly CV_8UC1: number
  readonly CV_8UC3: number
  readonly CV_64F: number
  readonly CV_8U: number
  readonly INTER_LINEAR: number
  readonly INTER_AREA: number
  readonly BORDER_CONSTANT: number
  readonly BORDER_REPLICATE: number
  readonly ADAPTIVE_THRESH_MEAN_C: number
  readonly THRESH_BINARY: number
  readonly THRESH_BINARY_INV: number
  readonly THRESH_OTSU: number
  readonly RETR_LIST: number
  readonly RETR_EXTERNAL: number
  readonly CHAIN_APPROX_SIMPLE: number
  readonly MORPH_CLOSE: number
  readonly MORPH_OPEN: number
  readonly MORPH_BLACKHAT: number
}

/**
 * Compiles and starts OpenCV, which takes about 300 ms, once per thread. Its runtime adds listeners that abort on every
 * unhandled error of the thread; they are removed again.
 */
export async function openOpenCv(): Promise<OpenCv> {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = new Map(events.map((event) => [event, process.listeners(event as 'uncaughtException')]))
  // The module has a `then` that resolves to the module itself, so awaiting it, or importing it, never ends. Therefore
  // it
  // is required, and its `then` is removed.
  const require = createRequire(import.meta.url)
  const module = require('@techstark/opencv-js') as OpenCv
  if (!('Mat' in module))
    await new Promise<void>((resolve) => {
      ;(module as { onRuntimeInitialized?: () => void }).onRuntimeInitialized = resolve
    })
  for (const event of events)
    for (const listener of process.listeners(event as 'uncaughtException'))
      if (before.get(event)?.includes(listener) !== true) process.removeListener(event, listener)
  delete (module as { then?: unknown }).then
  return module
}

/**
 * Runs work and deletes all of its kept matrices at the end, even after an error, because OpenCV's memory is not
 * garbage-collected.
 */
export function withMats<T>(work: (keep: <M extends { delete(): void }>(mat: M) => M) => T): T {
  const kept: { delete(): void }[] = []
  try {
    return work((mat) => {
      kept.push(mat)
      return mat
    })
  } finally {
    for (const mat of kept.reverse()) mat.delete()
  }
}
