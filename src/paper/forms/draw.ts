/** Draws the printed content of a form: text, frames, marks, codes. The fields of the file are made by widgets.ts. */
import { COLOURS, type Canvas, type Colour } from '../layout/canvas.ts'
import type { FaceName, PaperFonts } from '../layout/fonts.ts'
import type { Marker } from '../layout/flow.ts'
import { qrBoxes } from '../layout/qr.ts'
import { child, type Element, type Tag } from '../layout/structure.ts'
import { breakLines } from '../layout/text.ts'
import type { Field, FormDescription, FormPage, Part, Rectangle, TextStyle } from './description.ts'
import { baseline, linesHigh, METRICS, POINT } from './metrics.ts'
import { pageCodeText } from './page-code.ts'

/** A page and what is needed to draw on it. */
export interface DrawnPage {
  readonly form: FormDescription
  readonly page: FormPage
  readonly canvas: Canvas
  readonly mark: Marker
  readonly fonts: PaperFonts
  readonly root: Element
}

const LOOK: Record<TextStyle, { readonly face: FaceName; readonly colour: Colour; readonly tag: Tag }> = {
  house: { face: 'semibold', colour: COLOURS.muted, tag: 'P' },
  title: { face: 'bold', colour: COLOURS.accent, tag: 'H1' },
  subtitle: { face: 'semibold', colour: COLOURS.ink, tag: 'P' },
  heading: { face: 'bold', colour: COLOURS.accent, tag: 'H2' },
  body: { face: 'regular', colour: COLOURS.ink, tag: 'P' },
  strong: { face: 'semibold', colour: COLOURS.ink, tag: 'P' },
  label: { face: 'regular', colour: COLOURS.muted, tag: 'P' },
  small: { face: 'regular', colour: COLOURS.ink, tag: 'P' },
  running: { face: 'regular', colour: COLOURS.muted, tag: 'P' },
}
/** Thickness of frames in millimetres. They are thin, so that a tick has more ink than its box. */
const THIN = 0.25
const FIRM = 0.35
const FRAME: Colour = [0.42, 0.46, 0.48]
const pt = (millimetres: number) => millimetres / POINT

/** A frame whose line lies outside the rectangle. */
const frame = (canvas: Canvas, { x, y, width, height }: Rectangle, thickness: number, colour: Colour) => {
  canvas.frame(
    pt(x - thickness / 2),
    pt(y - thickness / 2),
    pt(width + thickness),
    pt(height + thickness),
    pt(thickness),
    colour,
  )
}

function words(
  { canvas, fonts, form, page }: DrawnPage,
  text: string,
  { x, y, width }: Rectangle,
  style: TextStyle,
  lines: number,
): void {
  const size = METRICS[form.variant].type[style]
  const { face } = LOOK[style]
  // People who need large print need contrast too.
  const colour = form.variant === 'large' && style === 'label' ? COLOURS.ink : LOOK[style].colour
  const broken = breakLines(text, { width: pt(width), size, face, fonts })
  if (broken.length !== lines) {
    const where = `${form.code} ${form.variant}, page ${String(page.number)}`
    throw new RangeError(`${where}: ${String(broken.length)} lines instead of ${String(lines)}: ${text}`)
  }
  broken.forEach((line, index) => {
    canvas.line(line, pt(x), pt(y + baseline(size) + linesHigh(index, size)), size, colour, index < broken.length - 1)
  })
}

function drawText(target: DrawnPage, part: Extract<Part, { part: 'text' }>): void {
  const draw = () => {
    words(target, part.text, part.box, part.style, part.lines)
  }
  if (part.style === 'running') target.mark.artifact(draw)
  else target.mark.as(child(target.root, LOOK[part.style].tag), draw)
}

/** Separators between the cells of a comb, shorter than the frame so that they do not look like a 1. */
function drawCells(canvas: Canvas, cells: readonly Rectangle[]): void {
  for (const [index, cell] of cells.entries()) {
    if (index === 0) continue
    canvas.rule(pt(cell.x), pt(cell.y + cell.height * 0.3), pt(cell.x), pt(cell.y + cell.height), pt(THIN), FRAME)
  }
}

/** Day, month and year: three groups of cells with dots between them. */
function drawDate(canvas: Canvas, cells: readonly Rectangle[]): void {
  for (const [from, to] of [
    [0, 2],
    [2, 4],
    [4, 8],
  ] as const) {
    const group = cells.slice(from, to)
    const [first] = group
    if (first === undefined) continue
    frame(canvas, { ...first, width: first.width * group.length }, THIN, FRAME)
    drawCells(canvas, group)
    if (to < 8)
      canvas.box(
        pt(first.x + first.width * (group.length + 0.5) - 0.35),
        pt(first.y + first.height * 0.72),
        pt(0.7),
        pt(0.7),
        COLOURS.ink,
      )
  }
}

/** The lines between a part of the registry block and the parts to its left and above. */
function drawEdges(canvas: Canvas, { x, y, width, height }: Rectangle, whole: Rectangle): void {
  if (x > whole.x) canvas.rule(pt(x), pt(y), pt(x), pt(y + height), pt(THIN), FRAME)
  if (y > whole.y) canvas.rule(pt(x), pt(y), pt(x + width), pt(y), pt(THIN), FRAME)
}

function drawField(target: DrawnPage, field: Field): void {
  const { canvas, mark } = target
  mark.artifact(() => {
    if (field.kind === 'choice') for (const { box } of field.options) frame(canvas, box, FIRM, COLOURS.ink)
    else if (field.kind === 'tick') frame(canvas, field.box, FIRM, COLOURS.ink)
    else if (field.kind === 'date') drawDate(canvas, field.cells)
    else frame(canvas, field.box, THIN, FRAME)
    if (field.kind === 'comb') drawCells(canvas, field.cells)
    if (field.kind === 'text')
      for (let line = 1; line < field.lines; line++) {
        const y = field.box.y + (field.box.height * line) / field.lines
        canvas.rule(pt(field.box.x + 2), pt(y), pt(field.box.x + field.box.width - 2), pt(y), pt(0.15), COLOURS.rule)
      }
    if (field.kind === 'signature')
      canvas.rule(
        pt(field.box.x + 4),
        pt(field.box.y + field.box.height - 3),
        pt(field.box.x + field.box.width - 4),
        pt(field.box.y + field.box.height - 3),
        pt(0.15),
        COLOURS.rule,
      )
    if (field.kind === 'registry') for (const { box } of field.entries) drawEdges(canvas, box, field.box)
  })
  if (field.kind === 'registry')
    for (const { label, box } of field.entries)
      mark.as(child(target.root, 'P'), () => {
        words(target, label, { ...box, x: box.x + 1.5, y: box.y + 0.8, width: box.width - 3 }, 'label', 1)
      })
}

/** The code of values, or the text of an empty form in its place. */
function drawValues(target: DrawnPage, part: Extract<Part, { part: 'values' }>, code: string | null): void {
  const { canvas, mark, root } = target
  if (code !== null) {
    mark.as(child(root, 'Figure', 'Cod QR cu datele completate electronic în acest formular'), () => {
      canvas.boxes(qrBoxes(code, pt(part.box.x), pt(part.box.y), pt(part.box.width), 'M'), COLOURS.black)
    })
    return
  }
  mark.artifact(() => {
    canvas.box(pt(part.box.x), pt(part.box.y), pt(part.box.width), pt(part.box.height), COLOURS.tint)
  })
  mark.as(child(root, 'P'), () => {
    words(
      target,
      part.text,
      { ...part.box, x: part.box.x + 4, y: part.box.y + 4, width: part.box.width - 8 },
      'small',
      part.lines,
    )
  })
}

function drawGround(canvas: Canvas, { x, y, width, height }: Rectangle, irreversible: boolean): void {
  canvas.box(pt(x), pt(y), pt(width), pt(height), COLOURS.tint)
  canvas.box(pt(x), pt(y), pt(1.2), pt(height), irreversible ? COLOURS.alert : COLOURS.accent)
}

/** What the reading needs to find the page: the marks in the corners and the code of the page. */
function drawMarks({ form, page, canvas, mark }: DrawnPage): void {
  mark.artifact(() => {
    canvas.boxes(
      page.marks.map(({ x, y, width, height }) => [pt(x), pt(y), pt(width), pt(height)] as const),
      COLOURS.black,
    )
    const text = pageCodeText({
      code: form.code,
      version: form.version,
      page: page.number,
      pages: form.pages.length,
      variant: form.variant,
    })
    canvas.boxes(qrBoxes(text, pt(page.code.x), pt(page.code.y), pt(page.code.width), 'H'), COLOURS.black)
  })
}

/**
 * Draws a page. `onField` is called in reading order for each field, and for each option of a choice before its text.
 */
export function drawPage(
  target: DrawnPage,
  valueCode: string | null,
  onField: (field: Field, option: string | null) => void,
): void {
  drawMarks(target)
  let choice: Field | null = null
  for (const part of target.page.parts) {
    if (part.part === 'ground')
      target.mark.artifact(() => {
        drawGround(target.canvas, part.box, part.irreversible)
      })
    else if (part.part === 'values') drawValues(target, part, valueCode)
    else if (part.part === 'text') {
      if (part.option !== undefined && choice !== null) onField(choice, part.option)
      drawText(target, part)
    } else {
      drawField(target, part.field)
      if (part.field.kind === 'choice') choice = part.field
      else onField(part.field, null)
    }
  }
}
