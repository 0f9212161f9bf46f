/**
 * Draws the house's form as an image of the printed page. The code that writes the PDF draws it, onto a canvas that
 * paints pixels.
 */
import { createCanvas, type Canvas as Picture, type SKRSContext2D } from '@napi-rs/canvas'
import type { RequestKind } from '../../domain/request/request.ts'
import type { FormDescription, FormPage } from '../../paper/forms/description.ts'
import { drawPage } from '../../paper/forms/draw.ts'
import { FORMS } from '../../paper/forms/index.ts'
import type { Canvas, Colour } from '../../paper/layout/canvas.ts'
import { markerOf } from '../../paper/layout/flow.ts'
import type { FaceName, PaperFonts } from '../../paper/layout/fonts.ts'
import { element } from '../../paper/layout/structure.ts'
import { PAGE } from './paper-and-scanner.ts'

/** The pixels of a point and of a millimetre at 150 dpi. */
const POINT = 150 / 72
export const MILLIMETRE = 150 / 25.4

const FAMILIES: Record<FaceName, string> = { regular: 'Form', semibold: 'Form Semibold', bold: 'Form Bold' }
const css = (colour: Colour): string => `rgb(${colour.map((part) => String(Math.round(part * 255))).join(',')})`

/** A canvas of the typesetter that paints pixels. Marks for screen readers are ignored. */
function painting(context: SKRSContext2D): Canvas {
  const text = (content: string, face: FaceName, size: number, colour: Colour, x: number, y: number) => {
    context.font = `${String(size * POINT)}px "${FAMILIES[face]}"`
    context.fillStyle = css(colour)
    context.fillText(content, x, y)
  }
  return {
    line: (line, x, y, size, colour) => {
      text(line.text, line.face, size, colour, x * POINT, y * POINT)
    },
    rule(x1, y1, x2, y2, thickness, colour) {
      context.strokeStyle = css(colour)
      context.lineWidth = thickness * POINT
      context.beginPath()
      context.moveTo(x1 * POINT, y1 * POINT)
      context.lineTo(x2 * POINT, y2 * POINT)
      context.stroke()
    },
    box(x, y, width, height, colour) {
      context.fillStyle = css(colour)
      context.fillRect(x * POINT, y * POINT, width * POINT, height * POINT)
    },
    frame(x, y, width, height, thickness, colour) {
      context.strokeStyle = css(colour)
      context.lineWidth = thickness * POINT
      context.strokeRect(x * POINT, y * POINT, width * POINT, height * POINT)
    },
    boxes(boxes, colour) {
      context.fillStyle = css(colour)
      for (const [x, y, width, height] of boxes) context.fillRect(x * POINT, y * POINT, width * POINT, height * POINT)
    },
    rotated(content, face, size, width, centreX, centreY, degrees, colour) {
      context.save()
      context.translate(centreX * POINT, centreY * POINT)
      context.rotate((-degrees * Math.PI) / 180)
      text(content, face, size, colour, (-width / 2) * POINT, size * 0.33 * POINT)
      context.restore()
    },
    marked: (_tag, _properties, draw) => {
      draw()
    },
    content: () => '',
  }
}

export interface PrintedPage {
  readonly page: FormPage
  readonly picture: Picture
  /** Scaled so that 1 unit is a pixel at 150 dpi. */
  readonly context: SKRSContext2D
}

/** The pages of the empty form for a kind of request, on white; `scale` 1 means 150 dpi. */
export function printedForm(
  kind: RequestKind,
  fonts: PaperFonts,
  scale: number,
): { readonly form: FormDescription; readonly pages: readonly PrintedPage[] } {
  const form = FORMS.find((known) => known.kind === kind && known.variant === 'standard')
  if (form === undefined) throw new RangeError(`no form for ${kind}`)
  const pages = form.pages.map((page, index) => {
    const picture = createCanvas(Math.round(PAGE.width * scale), Math.round(PAGE.height * scale))
    const context = picture.getContext('2d')
    context.scale(scale, scale)
    context.fillStyle = '#fff'
    context.fillRect(0, 0, PAGE.width, PAGE.height)
    const canvas = painting(context)
    drawPage(
      { form, page, canvas, mark: markerOf(canvas, index), fonts, root: element('Document') },
      null,
      () => undefined,
    )
    return { page, picture, context }
  })
  return { form, pages }
}
