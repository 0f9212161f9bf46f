/** One page's content stream, written from the top left in points. */
import type { PDFFont } from '@cantoo/pdf-lib'
import { type PDFHexString } from '@cantoo/pdf-lib'
import type { FaceName } from './fonts.ts'
import type { Line } from './text.ts'

/** A4, ISO 216, in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const

/** Device-independent only through the output intent: plain sRGB components. */
export type Colour = readonly [red: number, green: number, blue: number]
export const COLOURS = {
  /** For what only machines read. */
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
   * A line with its baseline at `y` from the top. `follows`: more of the same text comes, so that words stay apart when
   * read out.
   */
  line(line: Line, x: number, y: number, size: number, colour: Colour, follows?: boolean): void
  rule(x1: number, y1: number, x2: number, y2: number, thickness: number, colour: Colour): void
  box(x: number, y: number, width: number, height: number, colour: Colour): void
  frame(x: number, y: number, width: number, height: number, thickness: number, colour: Colour): void
  /** Filled rectangles of one colour, as one path. */
  boxes(boxes: readonly (readonly [x: number, y: number, width: number, height: number])[], colour: Colour): void
  /** A text turned about its centre. */
  turned(
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
      out.push(
        `BT ${fill(colour)} /${face} ${n(size)} Tf 1 0 0 1 ${n(x)} ${n(at(y))} Tm ${hex(follows ? `${text} ` : text, face)} Tj ET`,
      )
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
    turned(text, face, size, width, centreX, centreY, degrees, colour) {
      const angle = (degrees * Math.PI) / 180
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
      // from the centre back along the text, and down by about half its capitals
      const x = centreX - (cos * width) / 2 + sin * size * 0.33
      const y = at(centreY) - (sin * width) / 2 - cos * size * 0.33
      out.push(
        `BT ${fill(colour)} /${face} ${n(size)} Tf ${n(cos)} ${n(sin)} ${n(-sin)} ${n(cos)} ${n(x)} ${n(y)} Tm ${hex(text, face)} Tj ET`,
      )
    },
    marked(tag, properties, draw) {
      out.push(`/${tag} ${properties} BDC`)
      draw()
      out.push('EMC')
    },
    content: () => out.join('\n'),
  }
}
