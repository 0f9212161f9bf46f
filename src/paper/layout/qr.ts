/** Draws a QR code (ISO/IEC 18004) as rectangles, so that it is sharp at every resolution and the file has no image. */
import bwipjs from 'bwip-js/node'

/**
 * The dark modules of a code, merged along each row, in a square of `side` at (x, y). The caller leaves the quiet zone
 * around it empty.
 */
export function qrBoxes(
  text: string,
  x: number,
  y: number,
  side: number,
  correction: 'M' | 'Q' | 'H' = 'M',
): [number, number, number, number][] {
  const [symbol] = bwipjs.raw('qrcode', text, `eclevel=${correction}`)
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('no QR matrix')
  const { pixs, pixx, pixy } = symbol
  const module = side / Math.max(pixx, pixy)
  const boxes: [number, number, number, number][] = []
  for (let row = 0; row < pixy; row++)
    for (let from = 0; from < pixx; from++) {
      let to = from
      while (to < pixx && pixs[row * pixx + to] === 1) to++
      if (to > from) boxes.push([x + from * module, y + row * module, (to - from) * module, module])
      from = Math.max(from, to)
    }
  return boxes
}
