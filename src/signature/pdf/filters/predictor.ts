/** PNG and TIFF predictors (ISO 32000-2, 7.4.4.4), needed for cross-reference streams. */
export interface PredictorParameters {
  readonly predictor: number
  readonly colors: number
  readonly bitsPerComponent: number
  readonly columns: number
}

export function undoPredictor(data: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const { predictor, colors, bitsPerComponent, columns } = parameters
  if (predictor <= 1) return data
  const bytesPerPixel = Math.max(1, (colors * bitsPerComponent + 7) >> 3)
  const rowLength = (columns * colors * bitsPerComponent + 7) >> 3
  if (rowLength <= 0 || rowLength > 0x400_0000) return data
  return predictor === 2
    ? undoTiff(data, rowLength, bytesPerPixel, bitsPerComponent)
    : undoPng(data, rowLength, bytesPerPixel)
}

function undoTiff(data: Uint8Array, rowLength: number, bytesPerPixel: number, bits: number): Uint8Array {
  if (bits !== 8) return data
  const out = Uint8Array.from(data)
  for (let row = 0; row < out.length; row += rowLength)
    for (let column = bytesPerPixel; column < rowLength && row + column < out.length; column++)
      out[row + column] = ((out[row + column] ?? 0) + (out[row + column - bytesPerPixel] ?? 0)) & 0xff
  return out
}

function undoPng(data: Uint8Array, rowLength: number, bytesPerPixel: number): Uint8Array {
  const rows = Math.ceil(data.length / (rowLength + 1))
  const out = new Uint8Array(rows * rowLength)
  let written = 0
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (rowLength + 1)] ?? 0
    const source = row * (rowLength + 1) + 1
    const target = row * rowLength
    const count = Math.min(rowLength, data.length - source)
    for (let column = 0; column < count; column++) {
      const raw = data[source + column] ?? 0
      const left = column >= bytesPerPixel ? (out[target + column - bytesPerPixel] ?? 0) : 0
      const up = row > 0 ? (out[target + column - rowLength] ?? 0) : 0
      const corner = row > 0 && column >= bytesPerPixel ? (out[target + column - rowLength - bytesPerPixel] ?? 0) : 0
      out[target + column] = (raw + prediction(kind, left, up, corner)) & 0xff
      written = target + column + 1
    }
  }
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
