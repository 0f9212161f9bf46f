/**
 * Writes the appearance streams of filled-in fields (ISO 32000-1 section 12.7.3.3). Units are points from the lower
 * left
 * corner of the box.
 */
import type { PDFHexString } from '@cantoo/pdf-lib'
import type { EmbeddedFaces } from '../layout/canvas.ts'
import type { PaperFonts } from '../layout/fonts.ts'
import { breakLines, printable, widthOf, type Line } from '../layout/text.ts'
import type { CombField, DateField, TextField } from './description.ts'
import { POINT } from './metrics.ts'

/** Dark blue like a pen, so that filled-in values differ from the printed text. */
const INK = '0.05 0.06 0.3'
const SMALLEST = 5.5
const n = (value: number): string => String(Number(value.toFixed(2)))

interface Type {
  readonly faces: EmbeddedFaces
  readonly fonts: PaperFonts
  /** The largest size; longer values are set smaller. */
  readonly size: number
}
const shown = ({ faces, size }: Type, text: string, x: number, y: number, at = size) => {
  const encoded = (faces.regular.encodeText(text) as PDFHexString).toString()
  return `BT ${INK} rg /regular ${n(at)} Tf 1 0 0 1 ${n(x)} ${n(y)} Tm ${encoded} Tj ET`
}
const enclosed = (width: number, height: number, content: readonly string[]) =>
  ['/Tx BMC q', `0 0 ${n(width)} ${n(height)} re W n`, ...content, 'Q EMC'].join('\n')

/** The lines of a value at the largest size at which they fit; null when they do not fit even at the smallest. */
function fitted(
  { fonts, size }: Type,
  field: TextField,
  text: string,
  width: number,
): { lines: Line[]; size: number } | null {
  for (let at = size; at >= SMALLEST; at -= 0.5) {
    const lines = breakLines(text, { width, size: at, face: 'regular', fonts })
    if (lines.length <= field.lines) return { lines, size: at }
  }
  return null
}

/** A value on its lines; null when it does not fit even at the smallest size. */
export function textAppearance(type: Type, field: TextField, value: string): string | null {
  const [width, height] = [field.box.width / POINT, field.box.height / POINT]
  const set = fitted(type, field, value, width - 6)
  if (set === null) return null
  const line = height / field.lines
  const first = height - line + (line - set.size) / 2 + set.size * 0.2
  return enclosed(
    width,
    height,
    set.lines.map(({ text }, index) => shown(type, text, 3, first - index * line, set.size)),
  )
}

/** One character in the middle of each cell. The dots of a date are printed on the form already. */
export function combAppearance(type: Type, field: CombField | DateField, value: string): string {
  const [width, height] = [field.box.width / POINT, field.box.height / POINT]
  const places = field.kind === 'comb' ? 13 : 10
  const characters = Array.from(printable(value, type.fonts.regular).slice(0, places), (character, index) => ({
    character,
    x: ((index + 0.5) * width) / places - widthOf(character, type.fonts.regular, type.size) / 2,
  }))
  return enclosed(
    width,
    height,
    characters
      .filter(({ character }) => field.kind === 'comb' || character !== '.')
      .map(({ character, x }) => shown(type, character, x, (height - type.size * 0.66) / 2)),
  )
}

/** A cross that fills the box, so that it stays visible in a fax or photocopy and has enough ink to be detected. */
export function tickAppearance(side: number): string {
  const [low, high] = [n(side * 0.18), n(side * 0.82)]
  return `q ${INK} RG ${n(side * 0.13)} w 1 J ${low} ${low} m ${high} ${high} l ${low} ${high} m ${high} ${low} l S Q`
}
