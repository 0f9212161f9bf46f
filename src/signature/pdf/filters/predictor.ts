/** PNG and TIFF predictors (ISO 32000-2, 7.4.4.4). */
import type { ReportDecoding } from './steps.ts'

export interface PredictorParameters {
  readonly predictor: number
  readonly colors: number
  readonly bitsPerComponent: number
  readonly columns: number
}

export function readPredictor(number: (key: string, otherwise: number) => number): PredictorParameters | 'none' {
  const predictor = number('Predictor', 1)
  if (predictor === 1) return 'none'
  return {
    predictor,
    colors: number('Colors', 1),
    bitsPerComponent: number('BitsPerComponent', 8),
    columns: number('Columns', 1),
  }
}

/**
 * The rows as they were before prediction. Parameters outside of table 8, and rows that are not whole, are reported:
 * readers pass the data on as they are, stop, or compute each in its own way.
 */
export function undoPredictor(
  data: Uint8Array,
  parameters: PredictorParameters,
  report: ReportDecoding,
): Uint8Array | undefined {
  const { predictor, colors, bitsPerComponent, columns } = parameters
  const isPng = predictor >= 10 && predictor <= 15
  const rowLength = (columns * colors * bitsPerComponent + 7) >> 3
  const known =
    (predictor === 2 || isPng) &&
    [1, 2, 4, 8, 16].includes(bitsPerComponent) &&
    colors >= 1 &&
    columns >= 1 &&
    colors * columns <= 0x400_0000 &&
    // Few readers undo the TIFF predictor for anything but whole octets.
    (isPng || bitsPerComponent === 8)
  if (!known) {
    report('filter-parameters')
    return undefined
  }
  const bytesPerPixel = Math.max(1, (colors * bitsPerComponent + 7) >> 3)
  if (data.length % (isPng ? rowLength + 1 : rowLength) !== 0) report('stream-data')
  return isPng ? undoPng(data, rowLength, bytesPerPixel, report) : undoTiff(data, rowLength, bytesPerPixel)
}

function undoTiff(data: Uint8Array, rowLength: number, bytesPerPixel: number): Uint8Array {
  const out = Uint8Array.from(data)
  for (let row = 0; row < out.length; row += rowLength)
    for (let column = bytesPerPixel; column < rowLength && row + column < out.length; column++)
      out[row + column] = ((out[row + column] ?? 0) + (out[row + column - bytesPerPixel] ?? 0)) & 0xff
  return out
}

function undoPng(data: Uint8Array, rowLength: number, bytesPerPixel: number, report: ReportDecoding): Uint8Array {
  const rows = Math.ceil(data.length / (rowLength + 1))
  const out = new Uint8Array(rows * rowLength)
  let written = 0
  let unknown = false
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (rowLength + 1)] ?? 0
    const source = row * (rowLength + 1) + 1
    const target = row * rowLength
    const count = Math.min(rowLength, data.length - source)
    unknown ||= kind > 4
    for (let column = 0; column < count; column++) {
      const raw = data[source + column] ?? 0
      const left = column >= bytesPerPixel ? (out[target + column - bytesPerPixel] ?? 0) : 0
      const up = row > 0 ? (out[target + column - rowLength] ?? 0) : 0
      const corner = row > 0 && column >= bytesPerPixel ? (out[target + column - rowLength - bytesPerPixel] ?? 0) : 0
      out[target + column] = (raw + prediction(kind, left, up, corner)) & 0xff
      written = target + column + 1
    }
  }
  if (unknown) report('stream-data')
  return out.subarray(0, written)
}

function prediction(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  if (kind !== 4) return 0
  const estimate = left + up - corner
  const toLeft = Math.abs(estimate - left)
  const toUp = Math.abs(estimate - up)
  const toCorner = Math.abs(estimate - corner)
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
