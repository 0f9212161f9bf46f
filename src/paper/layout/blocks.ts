/**
 * The parts of which papers consist, as pieces that flow over pages. Sizes are in points; every part extends from the
 * left margin over `width`.
 */
import { COLOURS, type Canvas } from './canvas.ts'
import { space, type Piece } from './flow.ts'
import { qrBoxes } from './qr.ts'
import { child, type Element } from './structure.ts'
import type { Line } from './text.ts'
import { BASELINE, type Frame, lead, linesOf, type Style, textPieces } from './text-lines.ts'

const STYLES = {
  title: { size: 21, face: 'bold', colour: COLOURS.accent },
  // 11.5 points can be read at arm's length, even by old people.
  body: { size: 11.5, face: 'regular', colour: COLOURS.ink },
  label: { size: 10, face: 'regular', colour: COLOURS.muted },
  small: { size: 9.5, face: 'regular', colour: COLOURS.muted },
} as const satisfies Record<string, Style>

export function title(frame: Frame, text: string): Piece[] {
  const lines = textPieces(
    linesOf(frame, text, STYLES.title, frame.width),
    { ...STYLES.title },
    frame.left,
    child(frame.root, 'H1'),
  ).map((piece) => ({ ...piece, keepWithNext: true }))
  return [...lines, space(10, true)]
}

export function paragraph(frame: Frame, text: string): Piece[] {
  return [
    ...textPieces(linesOf(frame, text, STYLES.body, frame.width), STYLES.body, frame.left, child(frame.root, 'P')),
    space(5),
  ]
}

/** Small print under a hairline, for the legal basis and for what the paper does not prove. */
export function smallPrint(frame: Frame, texts: readonly string[]): Piece[] {
  if (texts.length === 0) return []
  const line: Piece = {
    height: 8,
    keepWithNext: true,
    draw: (canvas, top, mark) => {
      mark.artifact(() => {
        canvas.rule(frame.left, top + 1, frame.left + frame.width, top + 1, 0.6, COLOURS.rule)
      })
    },
  }
  return [space(10), line, ...texts.flatMap((text) => small(frame, text))]
}

/** Small print that belongs to the part above it. */
export const caption = (frame: Frame, texts: readonly string[]): Piece[] => [
  ...texts.flatMap((text) => small(frame, text)),
  space(6),
]

function small(frame: Frame, text: string): Piece[] {
  return [
    ...textPieces(linesOf(frame, text, STYLES.small, frame.width), STYLES.small, frame.left, child(frame.root, 'P')),
    space(3),
  ]
}

/** A list with dashes, or with boxes to tick off things that are to be brought. */
export function list(frame: Frame, items: readonly string[], marker: 'box' | 'dash'): Piece[] {
  const indent = 18
  const under = child(frame.root, 'L')
  return [
    ...items.flatMap((item) => {
      const entry = child(under, 'LI')
      const label = child(entry, 'Lbl')
      const lines = linesOf(frame, item, STYLES.body, frame.width - indent)
      const [sign] = linesOf(frame, '–', { ...STYLES.body, face: 'semibold' }, indent)
      const pieces = textPieces(lines, STYLES.body, frame.left + indent, child(entry, 'LBody'))
      const [first, ...rest] = pieces
      if (first === undefined) return []
      const withSign: Piece = {
        ...first,
        draw: (canvas, top, mark) => {
          mark.as(label, () => {
            if (marker === 'box') canvas.frame(frame.left + 1, top + 3.2, 9, 9, 0.9, COLOURS.ink)
            else if (sign !== undefined)
              canvas.line(sign, frame.left, top + STYLES.body.size * BASELINE, STYLES.body.size, COLOURS.accent)
          })
          first.draw(canvas, top, mark)
        },
      }
      return [withSign, ...rest, space(3)]
    }),
    space(2),
  ]
}

/** Labels and values as a table without frames. Hairlines separate the rows; long values take several lines. */
export function rows(frame: Frame, entries: readonly { readonly label: string; readonly value: string }[]): Piece[] {
  const labelWidth = 138
  const gap = 14
  const table = child(frame.root, 'Table')
  const valueStyle: Style = STYLES.body
  const height = lead(valueStyle)
  return [
    ...entries.flatMap(({ label, value }, entry) => {
      const row = child(table, 'TR')
      const head = child(row, 'TH')
      const cell = child(row, 'TD')
      const labels = linesOf(frame, label, STYLES.label, labelWidth)
      const values = linesOf(frame, value, valueStyle, frame.width - labelWidth - gap)
      const count = Math.max(labels.length, values.length)
      const pieces = Array.from({ length: count }, (_, index): Piece => ({
        height,
        keepWithNext: index === 0 ? count > 1 : index === count - 2,
        draw: (canvas, top, mark) => {
          const [labelLine, valueLine] = [labels[index], values[index]]
          const base = top + valueStyle.size * BASELINE
          if (labelLine !== undefined)
            mark.as(head, () => {
              canvas.line(
                labelLine,
                frame.left,
                base,
                STYLES.label.size,
                STYLES.label.colour,
                index < labels.length - 1,
              )
            })
          if (valueLine !== undefined)
            mark.as(cell, () => {
              canvas.line(
                valueLine,
                frame.left + labelWidth + gap,
                base,
                valueStyle.size,
                valueStyle.colour,
                index < values.length - 1,
              )
            })
        },
      }))
      const hairline: Piece = {
        height: 5,
        keepWithNext: false,
        space: true,
        draw: (canvas, top, mark) => {
          if (entry < entries.length - 1)
            mark.artifact(() => {
              canvas.rule(frame.left, top + 2, frame.left + frame.width, top + 2, 0.4, COLOURS.rule)
            })
        },
      }
      return [...pieces, hairline]
    }),
    space(9),
  ]
}

/** A subheading. */
export function heading(frame: Frame, text: string): Piece[] {
  const style: Style = { size: 13, face: 'semibold', colour: COLOURS.accent }
  return [
    space(10),
    ...textPieces(linesOf(frame, text, style, frame.width), style, frame.left, child(frame.root, 'H2')).map(
      (piece) => ({ ...piece, keepWithNext: true }),
    ),
    space(4, true),
  ]
}

/** The registration number, which a citizen may quote on the phone, with date and time beside it. */
export function plate(
  frame: Frame,
  number: { readonly label: string; readonly value: string },
  beside: readonly { readonly label: string; readonly value: string }[],
): Piece[] {
  const pad = 12
  const besideWidth = 150
  const inner = frame.width - 2 * pad
  const style: Style = { size: 25, face: 'bold', colour: COLOURS.ink }
  const lines = linesOf(frame, number.value, style, inner - besideWidth)
  const labelStyle: Style = { ...STYLES.label, size: 9.5 }
  const [label] = linesOf(frame, number.label, labelStyle, inner)
  const sides = beside.map((entry) => ({
    label: linesOf(frame, entry.label, labelStyle, besideWidth)[0],
    value: linesOf(frame, entry.value, { ...STYLES.body, size: 12.5, face: 'semibold' }, besideWidth)[0],
  }))
  const numberHeight = 12 + lines.length * style.size * 1.15
  const height = 2 * pad + Math.max(numberHeight, sides.length * 33 - 6)
  const shift = (height - 2 * pad - numberHeight) / 2
  const element = child(frame.root, 'P')
  const moment = sides.map(() => child(frame.root, 'P'))
  return [
    {
      height,
      keepWithNext: false,
      draw: (canvas, top, mark) => {
        mark.artifact(() => {
          canvas.box(frame.left, top, frame.width, height, COLOURS.tint)
          canvas.box(frame.left, top, 3.5, height, COLOURS.accent)
        })
        mark.as(element, () => {
          if (label !== undefined)
            canvas.line(label, frame.left + pad, top + pad + shift + 8, labelStyle.size, labelStyle.colour, true)
          lines.forEach((line, index) => {
            canvas.line(
              line,
              frame.left + pad,
              top + pad + shift + 34 + index * style.size * 1.15,
              style.size,
              style.colour,
              index < lines.length - 1,
            )
          })
        })
        sides.forEach((side, index) => {
          const at = moment[index]
          if (at === undefined) return
          mark.as(at, () => {
            const x = frame.left + frame.width - pad - besideWidth
            if (side.label !== undefined)
              canvas.line(side.label, x, top + pad + 8 + index * 33, labelStyle.size, labelStyle.colour, true)
            if (side.value !== undefined) canvas.line(side.value, x, top + pad + 22.5 + index * 33, 12.5, COLOURS.ink)
          })
        })
      },
    },
    space(12),
  ]
}

/** Important text, marked by a bar. */
export function notice(frame: Frame, text: string): Piece[] {
  const indent = 13
  const bar = (canvas: Canvas, top: number, height: number) => {
    canvas.box(frame.left, top - 0.5, 2.4, height + 1, COLOURS.accent)
  }
  const style: Style = { ...STYLES.body, face: 'semibold' }
  return [
    space(5),
    ...textPieces(
      linesOf(frame, text, style, frame.width - indent),
      style,
      frame.left + indent,
      child(frame.root, 'P'),
      bar,
    ),
    space(6),
  ]
}

/** How to check whether the paper is genuine: verification code, address, QR code. */
export function verification(
  frame: Frame,
  input: {
    readonly code: string
    readonly url: string
    readonly alt: string
    readonly texts: { readonly title: string; readonly how: string }
  },
): Piece[] {
  const side = 78
  const gap = 16
  const width = frame.width - side - gap
  const x = frame.left + side + gap
  const titleStyle: Style = { ...STYLES.body, face: 'semibold' }
  const titleLines = linesOf(frame, input.texts.title, titleStyle, width)
  const howLines = linesOf(frame, input.texts.how, STYLES.small, width)
  const codeStyle: Style = { size: 14, face: 'bold', colour: COLOURS.ink }
  const codeLines = linesOf(frame, input.code, codeStyle, width)
  const urlLines = linesOf(frame, input.url, { ...STYLES.small, size: 9 }, width)
  const height = Math.max(
    side + 22,
    12 + titleLines.length * 16 + howLines.length * 13 + codeLines.length * 20 + urlLines.length * 12 + 8,
  )
  const figure = child(frame.root, 'Figure', input.alt)
  const elements = {
    title: child(frame.root, 'P'),
    how: child(frame.root, 'P'),
    code: child(frame.root, 'P'),
    url: child(frame.root, 'P'),
  } satisfies Record<string, Element>
  return [
    space(10),
    {
      height,
      keepWithNext: false,
      draw: (canvas, top, mark) => {
        mark.artifact(() => {
          canvas.rule(frame.left, top, frame.left + frame.width, top, 0.6, COLOURS.rule)
        })
        mark.as(figure, () => {
          canvas.boxes(qrBoxes(input.url, frame.left, top + 12, side), COLOURS.ink)
        })
        let y = top + 12
        const put = (under: Element, lines: readonly Line[], style: Style, leading: number, shift = 0) => {
          mark.as(under, () => {
            lines.forEach((line, index) => {
              canvas.line(
                line,
                x,
                y + style.size * 0.95 + shift + index * leading,
                style.size,
                style.colour,
                index < lines.length - 1,
              )
            })
          })
          y += lines.length * leading + shift
        }
        put(elements.title, titleLines, titleStyle, 16)
        put(elements.how, howLines, STYLES.small, 13)
        put(elements.code, codeLines, codeStyle, 18, 4)
        put(elements.url, urlLines, { ...STYLES.small, size: 9 }, 12)
      },
    },
    space(6),
  ]
}
