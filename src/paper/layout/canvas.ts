/** Writes the content stream of one page. Coordinates are in points from the top left. */
import type { PDFFont } from '@cantoo/pdf-lib'
import { type PDFHexString } from '@cantoo/pdf-lib'
import type { FaceName } from './fonts.ts'
import type { Line } from './text.ts'

/** A4 (ISO 216) in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const

/** sRGB components. Only the output intent makes them device-independent. */
export type Colour = readonly [red: number, green: number, blue: number]
export const COLOURS = {
  /** For marks and codes that only machines read. */
  black: [0, 0, 0],
  ink: [0.09, 0.1, 0.11],
  muted: [0.32, 0.35, 0.37],
  accent: [0.03, 0.29, 0.35],
  rule: [0.68, 0.72, 0.74],
  tint: [0.945, 0.955, 0.96],
  watermark: [0.9, 0.91, 0.92],
  alert: [0.55, 0.09, 0.09],
} as const satisfies Record<string, Colour>

const n = (value: number): string => String(Number(value.toFixed(3)))

export type EmbeddedFaces = Readonly<Record<FaceName, PDFFont>>

export interface Canvas {
  /**
   * A line with its baseline at `y` from the top. With `follows` the text continues on another line, and a space
   * separates
   * the words for screen readers.
   */
  line(line: Line, x: number, y: number, size: number, colour: Colour, follows?: boolean): void
  rule(x1: number, y1: number, x2: number, y2: number, thickness: number, colour: Colour): void
  box(x: number, y: number, width: number, height: number, colour: Colour): void
  frame(x: number, y: number, width: number, height: number, thickness: number, colour: Colour): void
  /** Filled rectangles of one colour, as one path. */
  boxes(boxes: readonly (readonly [x: number, y: number, width: number, height: number])[], colour: Colour): void
  /** A text rotated about its centre. */
  rotated(
    text: string,
    face: FaceName,
    size: number,
    width: number,
    centreX: number,
    centreY: number,
    degrees: number,
    colour: Colour,
  ): void
  /** Encloses what `draw` writes as marked content (ISO 32000-1 section 14.6). */
  marked(tag: string, properties: string, draw: () => void): void
  content(): string
}

export function createCanvas(faces: EmbeddedFaces): Canvas {
  const out: string[] = []
  const fill = (colour: Colour) => `${colour.map(n).join(' ')} rg`
  const stroke = (colour: Colour) => `${colour.map(n).join(' ')} RG`
  const hex = (text: string, face: FaceName): string => (faces[face].encodeText(text) as PDFHexString).toString()
  const at = (y: number) => PAGE.height - y
  return {
    line({ text, face }, x, y, size, colour, follows = false) {
      if (text === '') return
      const encoded = hex(follows ? `${text} ` : text, face)
      out.push(`BT ${fill(colour)} /${face} ${n(size)} Tf 1 0 0 1 ${n(x)} ${n(at(y))} Tm ${encoded} Tj ET`)
    },
    rule(x1, y1, x2, y2, thickness, colour) {
      out.push(`${stroke(colour)} ${n(thickness)} w ${n(x1)} ${n(at(y1))} m ${n(x2)} ${n(at(y2))} l S`)
    },
    box(x, y, width, height, colour) {
      out.push(`${fill(colour)} ${n(x)} ${n(at(y + height))} ${n(width)} ${n(height)} re f`)
    },
    frame(x, y, width, height, thickness, colour) {
      out.push(`${stroke(colour)} ${n(thickness)} w ${n(x)} ${n(at(y + height))} ${n(width)} ${n(height)} re S`)
    },
    boxes(boxes, colour) {
      out.push(
        fill(colour),
        ...boxes.map(([x, y, width, height]) => `${n(x)} ${n(at(y + height))} ${n(width)} ${n(height)} re`),
        'f',
      )
    },
    rotated(text, face, size, width, centreX, centreY, degrees, colour) {
      const angle = (degrees * Math.PI) / 180
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
      // From the centre back along the text, and down by about half the height of capitals.
      const x = centreX - (cos * width) / 2 + sin * size * 0.33
      const y = at(centreY) - (sin * width) / 2 - cos * size * 0.33
      const matrix = [cos, sin, -sin, cos, x, y].map(n).join(' ')
      out.push(`BT ${fill(colour)} /${face} ${n(size)} Tf ${matrix} Tm ${hex(text, face)} Tj ET`)
    },
    marked(tag, properties, draw) {
      out.push(`/${tag} ${properties} BDC`)
      draw()
      out.push('EMC')
    },
    content: () => out.join('\n'),
  }
}
