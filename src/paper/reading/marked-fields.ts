/** Reads what ink alone shows: ticked boxes, signatures, and whether lines are written or empty. */
import type { ChoiceField, Field } from '../forms/index.ts'
import { TICKED } from '../forms/values.ts'
import { inkIn, inset, type Ink } from './ink.ts'
import type { Raster, Rect } from './raster.ts'
import type { ReadValue } from './reading.ts'

interface Page {
  readonly raster: Raster
  readonly pixelsPerMm: number
}

/** The border in mm that is not measured: the line of a box, and the error of its place. */
const RIM = 0.8
/** The least share of a box that a tick covers: a short stroke of 0.4 mm through a box of 4.6 mm. */
const TICK_SHARE = 0.035
/** The least area (mm²) and extent (mm) of a signature: initials reach them, a stray stroke or a speck does not. */
const SIGNATURE = { area: 3.5, span: 7 }
/** The least area of ink in a place to write in, mm². */
const WRITTEN_AREA = 1.2

/** The confidence: 0.5 at the threshold, and nearer to 1 the farther a measure is from it (as a factor). */
function certainty(measure: number, threshold: number): number {
  const factor = Math.max(measure, threshold / 8) / threshold
  return Number((0.5 + 0.495 * Math.min(1, Math.abs(Math.log2(factor)) / 1.6)).toFixed(3))
}

const tickInk = ({ raster, pixelsPerMm }: Page, box: Rect): Ink => inkIn(raster, inset(box, RIM), pixelsPerMm)

function readTick(page: Page, field: Extract<Field, { kind: 'tick' }>): ReadValue {
  const { share } = tickInk(page, field.box)
  return {
    field: field.name,
    value: share >= TICK_SHARE ? TICKED : '',
    source: 'ink',
    confidence: certainty(share, TICK_SHARE),
    place: field.box,
    check: null,
  }
}

/** The option whose box is ticked. If several are ticked, all are named, separated by spaces, and the check fails. */
function readChoice(page: Page, field: ChoiceField): ReadValue {
  const options = field.options.map(({ value, box }) => ({ value, box, share: tickInk(page, box).share }))
  const ticked = options.filter(({ share }) => share >= TICK_SHARE)
  const confidence = Math.min(...options.map(({ share }) => certainty(share, TICK_SHARE)))
  return {
    field: field.name,
    value: ticked.map(({ value }) => value).join(' '),
    source: 'ink',
    confidence,
    place: ticked.length === 1 ? (ticked[0]?.box ?? field.box) : field.box,
    check: { rule: 'one-choice', holds: ticked.length <= 1 },
  }
}

function readSignature(page: Page, field: Extract<Field, { kind: 'signature' }>): ReadValue {
  const ink = inkIn(page.raster, inset(field.box, 1.2), page.pixelsPerMm)
  const measure = Math.min(ink.area / SIGNATURE.area, Math.max(ink.width, ink.height) / SIGNATURE.span)
  return {
    field: field.name,
    value: measure >= 1 ? 'signed' : 'unsigned',
    source: 'ink',
    confidence: certainty(measure, 1),
    place: field.box,
    check: null,
  }
}

/** Whether anything is written on lines or in cells. Each cell is measured between its printed lines. */
function readWritten(page: Page, field: Extract<Field, { kind: 'text' | 'comb' | 'date' }>): ReadValue {
  const boxes: readonly Rect[] =
    field.kind === 'text'
      ? Array.from({ length: field.lines }, (_, line) => ({
          ...field.box,
          y: field.box.y + (line * field.box.height) / field.lines,
          height: field.box.height / field.lines,
        }))
      : field.cells
  const area = boxes.reduce((sum, box) => sum + inkIn(page.raster, inset(box, RIM), page.pixelsPerMm).area, 0)
  return {
    field: field.name,
    value: area >= WRITTEN_AREA ? 'written' : 'empty',
    source: 'ink',
    confidence: certainty(area, WRITTEN_AREA),
    place: field.box,
    check: null,
  }
}

/** Reads the ink of all fields of a page, except those that the counter fills in. */
export function readInk(page: Page, fields: readonly Field[]): ReadValue[] {
  return fields.flatMap((field) => {
    if (field.kind === 'tick') return [readTick(page, field)]
    if (field.kind === 'choice') return [readChoice(page, field)]
    if (field.kind === 'signature') return [readSignature(page, field)]
    return field.kind === 'registry' ? [] : [readWritten(page, field)]
  })
}
