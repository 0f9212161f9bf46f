/**
 * The blocks of which forms consist. Each block returns strips. `lines` states how many lines a text takes; drawing
 * fails when it takes another number.
 */
import type { Part, Rectangle, TextStyle, Variant } from './description.ts'
import { LEFT, linesHigh, METRICS, VALUES_QUIET, VALUES_SIDE, WIDTH } from './metrics.ts'
import { space, type Strip } from './strip.ts'

/** The number of lines of a text in the standard and in the large variant. */
export type Lines = readonly [standard: number, large: number]
export interface Words {
  readonly text: string
  readonly lines: Lines
}

const count = (lines: Lines, variant: Variant): number => lines[variant === 'standard' ? 0 : 1]
const text = (
  style: TextStyle,
  { text: words, lines }: Words,
  variant: Variant,
  box: Omit<Rectangle, 'height'>,
): Extract<Part, { part: 'text' }> => {
  const number = count(lines, variant)
  return {
    part: 'text',
    style,
    text: words,
    lines: number,
    box: { ...box, height: linesHigh(number, METRICS[variant].type[style]) },
  }
}
const highOf = (style: TextStyle, { lines }: Words, variant: Variant): number =>
  linesHigh(count(lines, variant), METRICS[variant].type[style])

export type Block = (variant: Variant) => readonly Strip[]

export const heading =
  (words: string, lines: Lines = [1, 1]): Block =>
  (variant) => {
    const { section } = METRICS[variant]
    const asWords = { text: words, lines }
    return [
      space(section),
      {
        height: highOf('heading', asWords, variant) + 1.6,
        keepWithNext: true,
        place: (y) => [text('heading', asWords, variant, { x: LEFT, y, width: WIDTH })],
      },
    ]
  }

export const paragraph =
  (words: Words, style: 'body' | 'strong' | 'small' | 'label' = 'body', keepWithNext = false): Block =>
  (variant) => [
    {
      height: highOf(style, words, variant),
      keepWithNext: true,
      place: (y) => [text(style, words, variant, { x: LEFT, y, width: WIDTH })],
    },
    space(METRICS[variant].gap, keepWithNext),
  ]

/** Important text on a tinted background. */
export const notice =
  (title: Words, words: Words, irreversible: boolean): Block =>
  (variant) => {
    const pad = 3.2
    const titleHeight = highOf('strong', title, variant)
    const height = titleHeight + highOf('body', words, variant) + 2 * pad
    const inner = { x: LEFT + pad + 1.2, width: WIDTH - 2 * pad - 1.2 }
    return [
      {
        height,
        keepWithNext: false,
        place: (y) => [
          { part: 'ground', irreversible, box: { x: LEFT, y, width: WIDTH, height } },
          text('strong', title, variant, { ...inner, y: y + pad }),
          text('body', words, variant, { ...inner, y: y + pad + titleHeight }),
        ],
      },
      space(METRICS[variant].gap),
    ]
  }

/**
 * A field to write into, with its label above. The width in millimetres applies to the standard variant; in the large
 * one the field is as wide as the page.
 */
export interface Entry {
  readonly kind: 'text' | 'comb' | 'date'
  readonly name: string
  /** The label printed above. */
  readonly words: string
  /** The label for screen readers; the printed one by default. */
  readonly label?: string
  readonly width?: number
  readonly maximum?: number
  readonly lines?: Lines
}
const CNP_DIGITS = 13
/** The positions of the dots in `ZZ.LL.AAAA`. */
const DOTS = [2, 5]
const DATE_PLACES = 10
const between = 6

function cellsOf(entry: Entry, box: Rectangle): Rectangle[] {
  const places = entry.kind === 'comb' ? CNP_DIGITS : DATE_PLACES
  const width = box.width / places
  return Array.from({ length: places }, (_, index) => ({
    x: box.x + index * width,
    y: box.y,
    width,
    height: box.height,
  })).filter((_, index) => entry.kind === 'comb' || !DOTS.includes(index))
}

function entryParts(entry: Entry, variant: Variant, x: number, y: number, width: number, page: number): Part[] {
  const { cell, write } = METRICS[variant]
  const words = { text: entry.words, lines: [1, 1] as const }
  const top = y + highOf('label', words, variant) + 0.6
  const place = { name: entry.name, label: entry.label ?? entry.words, page }
  const label = text('label', words, variant, { x, y, width })
  if (entry.kind === 'text') {
    const lines = entry.lines === undefined ? 1 : count(entry.lines, variant)
    return [
      label,
      {
        part: 'field',
        field: {
          ...place,
          kind: 'text',
          maximum: entry.maximum ?? 80,
          lines,
          box: { x, y: top, width, height: lines * write },
        },
      },
    ]
  }
  const box = { x, y: top, width: cell * (entry.kind === 'comb' ? CNP_DIGITS : DATE_PLACES), height: write }
  return [label, { part: 'field', field: { ...place, kind: entry.kind, box, cells: cellsOf(entry, box) } }]
}

const writeHigh = (entry: Entry, variant: Variant): number =>
  METRICS[variant].write * (entry.lines === undefined ? 1 : count(entry.lines, variant))
const widthOf = (entry: Entry, variant: Variant): number =>
  entry.kind === 'text'
    ? (entry.width ?? WIDTH)
    : METRICS[variant].cell * (entry.kind === 'comb' ? CNP_DIGITS : DATE_PLACES)

/** Entries side by side; in the large variant one below the other. */
export const row =
  (...entries: readonly Entry[]): Block =>
  (variant) => {
    const metrics = METRICS[variant]
    const height = Math.max(
      ...entries.map((entry) => linesHigh(1, metrics.type.label) + 0.6 + writeHigh(entry, variant)),
    )
    if (variant === 'large')
      return entries.flatMap((entry) => [
        {
          height: linesHigh(1, metrics.type.label) + 0.6 + writeHigh(entry, variant),
          keepWithNext: false,
          place: (y: number, page: number) => entryParts(entry, variant, LEFT, y, WIDTH, page),
        },
        space(metrics.gap),
      ])
    return [
      {
        height,
        keepWithNext: false,
        place: (y, page) => {
          let x = LEFT
          return entries.flatMap((entry) => {
            const width = widthOf(entry, variant)
            const parts = entryParts(entry, variant, x, y, width, page)
            x += width + between
            return parts
          })
        },
      },
      space(metrics.gap),
    ]
  }

/** A box to tick, and the declaration that ticking it means. */
export const tick =
  (name: string, words: Words, label: string): Block =>
  (variant) => {
    const { tick: side, tickGap, gap } = METRICS[variant]
    const indent = side + tickGap
    return [
      {
        height: Math.max(side, highOf('body', words, variant)),
        keepWithNext: false,
        place: (y, page) => [
          {
            part: 'field',
            field: { kind: 'tick', name, label, page, box: { x: LEFT + 0.4, y: y + 0.2, width: side, height: side } },
          },
          text('body', words, variant, { x: LEFT + indent, y, width: WIDTH - indent }),
        ],
      },
      space(gap),
    ]
  }

export interface Option {
  readonly value: string
  readonly words: string
  /** Width in the standard variant, including the box. */
  readonly width: number
  /** The number of lines in the large variant. */
  readonly lines?: number
}
/**
 * A question and boxes of which one is ticked. The boxes stand in `rows` in the standard variant, and one below the
 * other in the large one.
 */
export const choice =
  (name: string, label: string, question: Words | null, rows: readonly (readonly Option[])[]): Block =>
  (variant) => {
    const { tick: side, tickGap, gap } = METRICS[variant]
    const indent = side + tickGap
    const lines = variant === 'large' ? rows.flat().map((option) => [option]) : rows
    const high = (option: Option) =>
      Math.max(side, highOf('body', { text: option.words, lines: [1, option.lines ?? 1] }, variant)) + gap * 0.75
    const asked = question === null ? 0 : highOf('body', question, variant) + 1.2
    const heights = lines.map((options) => Math.max(...options.map(high)))
    return [
      {
        height: asked + heights.reduce((sum, height) => sum + height, 0),
        keepWithNext: false,
        place: (y, page) => {
          const words: Part[] = question === null ? [] : [text('body', question, variant, { x: LEFT, y, width: WIDTH })]
          const boxes: { value: string; label: string; box: Rectangle }[] = []
          let top = y + asked
          lines.forEach((options, index) => {
            let x = LEFT
            for (const option of options) {
              const width = variant === 'large' ? WIDTH : option.width
              boxes.push({
                value: option.value,
                label: option.words,
                box: { x: x + 0.4, y: top + 0.2, width: side, height: side },
              })
              words.push({
                ...text('body', { text: option.words, lines: [1, option.lines ?? 1] }, variant, {
                  x: x + indent,
                  y: top,
                  width: width - indent - 1,
                }),
                option: option.value,
              })
              x += width
            }
            top += heights[index] ?? 0
          })
          const right = Math.max(...boxes.map(({ box }) => box.x + box.width))
          const bottom = Math.max(...boxes.map(({ box }) => box.y + box.height))
          const box = { x: LEFT + 0.4, y: y + asked + 0.2, width: right - LEFT - 0.4, height: bottom - y - asked - 0.2 }
          return [
            ...words.slice(0, question === null ? 0 : 1),
            { part: 'field', field: { kind: 'choice', name, label, page, box, options: boxes } },
            ...words.slice(question === null ? 0 : 1),
          ]
        },
      },
      space(gap * 0.5),
    ]
  }

/** A date or a name beside a box for the signature; in the large variant one below the other. */
export const signing =
  (entry: Entry, signature: { readonly name: string; readonly words: string }): Block =>
  (variant) => {
    const metrics = METRICS[variant]
    const labelHigh = linesHigh(1, metrics.type.label) + 0.6
    const box = (x: number, y: number, width: number, page: number): Part[] => [
      text('label', { text: signature.words, lines: [1, 1] }, variant, { x, y, width }),
      {
        part: 'field',
        field: {
          kind: 'signature',
          name: signature.name,
          label: signature.words,
          page,
          box: { x, y: y + labelHigh, width, height: metrics.signature },
        },
      },
    ]
    const wide = { height: labelHigh + metrics.signature, keepWithNext: false }
    if (variant === 'large')
      return [
        ...row(entry)(variant).map((strip) => ({ ...strip, keepWithNext: true })),
        { ...wide, place: (y, page) => box(LEFT, y, 150, page) },
        space(metrics.gap),
      ]
    const left = 80
    return [
      {
        ...wide,
        place: (y, page) => [
          ...entryParts(entry, variant, LEFT, y, entry.kind === 'text' ? left - between : left, page),
          ...box(LEFT + left, y, WIDTH - left, page),
        ],
      },
      space(metrics.gap),
    ]
  }

/**
 * The block that the counter fills in by hand, stamp or printed label. `share` is the part of the width in the standard
 * variant; in the large one two entries stand side by side.
 */
export const registry =
  (words: string, entries: readonly { readonly label: string; readonly share: number }[]): Block =>
  (variant) => {
    const metrics = METRICS[variant]
    const labelHigh = linesHigh(1, metrics.type.label) + 0.6
    const cellHigh = variant === 'large' ? 22 : 17
    const inRow = variant === 'large' ? 2 : entries.length
    const height = cellHigh * Math.ceil(entries.length / inRow)
    const boxes = (y: number) => {
      let x = LEFT
      return entries.map(({ label, share }, index) => {
        if (index % inRow === 0) x = LEFT
        const width = variant === 'large' ? WIDTH / inRow : share * WIDTH
        const box = { x, y: y + Math.floor(index / inRow) * cellHigh, width, height: cellHigh }
        x += width
        return { label, box }
      })
    }
    return [
      space(metrics.section),
      {
        height: labelHigh + height,
        keepWithNext: false,
        place: (y, page) => [
          text('label', { text: words, lines: [1, 1] }, variant, { x: LEFT, y, width: WIDTH }),
          {
            part: 'field',
            field: {
              kind: 'registry',
              name: 'registru',
              label: words,
              page,
              box: { x: LEFT, y: y + labelHigh, width: WIDTH, height },
              entries: boxes(y + labelHigh),
            },
          },
        ],
      },
      space(metrics.gap),
    ]
  }

/** Small print beside the place for the code of values; in the large variant above it. */
export const information =
  (texts: readonly Words[], empty: Words): Block =>
  (variant) => {
    const metrics = METRICS[variant]
    const side = VALUES_SIDE + 2 * VALUES_QUIET
    const values = (x: number, y: number): Part => ({
      part: 'values',
      box: { x: x + VALUES_QUIET, y: y + VALUES_QUIET, width: VALUES_SIDE, height: VALUES_SIDE },
      text: empty.text,
      lines: count(empty.lines, variant),
    })
    if (variant === 'large')
      return [
        ...texts.flatMap((words) => paragraph(words, 'small')(variant)),
        { height: side, keepWithNext: false, place: (y) => [values(LEFT, y)] },
        space(metrics.gap),
      ]
    const width = WIDTH - side - 7
    const heights = texts.map((words) => highOf('small', words, variant) + 1.3)
    return [
      {
        height: Math.max(
          side,
          heights.reduce((sum, height) => sum + height, 0),
        ),
        keepWithNext: false,
        place: (y) => {
          let top = y
          const parts = texts.map((words, index) => {
            const part = text('small', words, variant, { x: LEFT, y: top, width })
            top += heights[index] ?? 0
            return part
          })
          return [...parts, values(LEFT + WIDTH - side, y)]
        },
      },
      space(metrics.gap),
    ]
  }
