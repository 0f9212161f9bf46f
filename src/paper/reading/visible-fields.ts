/**
 * Decides which fields of a form can be read at all: a field that is outside the picture, covered, washed out by a
 * reflection, or not where the form was located has no value. It is neither empty nor unsigned.
 */
import type { Field } from '../forms/index.ts'
import { frameOn } from './frames.ts'
import { cornersOf, type Homography, project } from './geometry.ts'
import type { Raster, Rect } from './raster.ts'
import type { UnreadField } from './reading.ts'

/** What lies so near the edge of the picture, mm, is not read: a scanner's edge is dark or repeated. */
const EDGE = 0.6
/** The least visible share of a whole frame, and of each of its sides. */
const VISIBLE = { whole: 0.75, side: 0.5 }
/** The largest distance of a frame from its expected place, mm; less than the border that is not measured. */
const FARTHEST = 0.7
/** A pixel this bright is washed out where the paper elsewhere is darker. */
const WASHED_OUT = 253
/** If more than this share of the sheet is so bright, the paper is overexposed, and no reflection can be recognised. */
const BRIGHT_PAPER = 0.25
/** The washed out share of a field from which it is not read. */
const LARGEST_GLARE = 0.08

export interface LaidForm {
  readonly page: { readonly raster: Raster; readonly pixelsPerMm: number }
  /** The picture without its colours, and the map from mm on the page to its pixels. */
  readonly grey: Raster
  readonly place: Homography
}

/** The printed frames around the places of a field. */
function framesOf(field: Field): readonly Rect[] {
  if (field.kind === 'choice') return field.options.map(({ box }) => box)
  if (field.kind !== 'date') return [field.box]
  // Day, month and year have a frame each.
  return [field.cells.slice(0, 2), field.cells.slice(2, 4), field.cells.slice(4, 8)].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)]
    return first && last ? [{ ...first, width: last.x + last.width - first.x }] : []
  })
}

/** The fields of a page that cannot be read, and why. Those that the counter fills in are not looked at. */
export function unreadFields(laid: LaidForm, fields: readonly Field[]): UnreadField[] {
  const glare = glareOn(laid)
  return fields.flatMap((field): UnreadField[] => {
    if (field.kind === 'registry') return []
    const frames = framesOf(field)
    const name = field.name
    if (!frames.every((frame) => isInside(laid, frame))) return [{ field: name, why: 'outside' }]
    if (frames.some(glare)) return [{ field: name, why: 'glare' }]
    return frames.every((frame) => isVisible(laid, frame)) ? [] : [{ field: name, why: 'covered' }]
  })
}

function isInside({ grey, place }: LaidForm, { x, y, width, height }: Rect): boolean {
  return cornersOf(x - EDGE, y - EDGE, width + 2 * EDGE, height + 2 * EDGE).every((corner) => {
    const at = project(place, corner)
    return at.x >= 0 && at.y >= 0 && at.x <= grey.width - 1 && at.y <= grey.height - 1
  })
}

function isVisible({ page }: LaidForm, frame: Rect): boolean {
  const { sides, off } = frameOn(page.raster, frame, page.pixelsPerMm)
  const [top, right, bottom, left] = sides
  // The sides count by their length.
  const whole = ((top + bottom) * frame.width + (left + right) * frame.height) / (2 * (frame.width + frame.height))
  return whole >= VISIBLE.whole && Math.min(...sides) >= VISIBLE.side && off <= FARTHEST
}

/** Tells whether too much of a place is washed out by a reflection. */
function glareOn({ grey, place }: LaidForm): (frame: Rect) => boolean {
  const isWashedOut = (x: number, y: number): boolean => {
    const at = project(place, { x, y })
    const [column, row] = [Math.round(at.x), Math.round(at.y)]
    if (column < 1 || row < 1 || column >= grey.width - 1 || row >= grey.height - 1) return false
    // Noise leaves single pixels bright, a reflection whole areas.
    let sum = 0
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) sum += grey.data[(row + dy) * grey.width + column + dx] ?? 0
    return sum >= 9 * WASHED_OUT
  }
  const shareIn = ({ x, y, width, height }: Rect, step: number): number => {
    let [bright, of] = [0, 0]
    for (let down = y + step / 2; down < y + height; down += step)
      for (let across = x + step / 2; across < x + width; across += step, of++) if (isWashedOut(across, down)) bright++
    return of === 0 ? 0 : bright / of
  }
  if (shareIn({ x: 5, y: 5, width: 200, height: 287 }, 3) > BRIGHT_PAPER) return () => false
  return (frame) => shareIn(frame, 0.6) > LARGEST_GLARE
}
