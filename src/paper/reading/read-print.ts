/**
 * Reads print: the lines and combs of a form, and CNPs anywhere on other papers. Handwriting is not reported, because
 * its
 * reading is not reliable enough.
 */
import { parseCnp } from '../../domain/person/cnp.ts'
import type { Field } from '../forms/index.ts'
import { inset } from './ink.ts'
import { pixelsOf, type Raster, type Rect } from './raster.ts'
import type { ReadValue } from './reading.ts'
import type { ReadLine, TextReader } from './text-reader.ts'

/** The print of a form has a confidence of 0.9 and more, handwriting mostly under 0.6. */
const LEAST_CONFIDENCE = 0.75
/** The gap in pixels between places that are put below each other. */
const GAP = 16

interface Piece {
  readonly field: string
  readonly box: Rect
  readonly place: Rect
}

/** One line for each place with writing; a comb without the lines between its cells. */
function piecesOf(fields: readonly Field[], written: ReadonlySet<string>): Piece[] {
  return fields.flatMap((field): Piece[] => {
    if (!written.has(field.name)) return []
    if (field.kind === 'text')
      return Array.from({ length: field.lines }, (_, line) => ({
        field: field.name,
        place: field.box,
        box: inset(
          {
            ...field.box,
            y: field.box.y + (line * field.box.height) / field.lines,
            height: field.box.height / field.lines,
          },
          0.5,
        ),
      }))
    return []
  })
}

/** Puts crops of the page below each other, so that Tesseract is called once instead of once for each. */
function stacked(page: Raster, pixelsPerMm: number, boxes: readonly Rect[]): { picture: Raster; tops: number[] } {
  const cuts = boxes.map((box) => pixelsOf(page, box, pixelsPerMm) ?? { left: 0, top: 0, width: 1, height: 1 })
  const width = Math.max(...cuts.map((cut) => cut.width)) + 2 * GAP
  const height = cuts.reduce((sum, cut) => sum + cut.height + GAP, GAP)
  const data = new Uint8Array(width * height).fill(255)
  const tops: number[] = []
  let at = GAP
  for (const cut of cuts) {
    tops.push(at)
    for (let row = 0; row < cut.height; row++)
      for (let column = 0; column < cut.width; column++) {
        const from = ((cut.top + row) * page.width + cut.left + column) * page.channels
        data[(at + row) * width + GAP + column] =
          ((page.data[from] ?? 255) + (page.data[from + page.channels - 1] ?? 255)) / 2
      }
    at += cut.height + GAP
  }
  return { picture: { data, width, height, channels: 1 }, tops }
}

/** l and I look the same in the font of the forms. A name never begins with a small letter, and the town is Iași. */
const capitalI = (field: string, text: string): string =>
  /\.(nume|prenume)$/.test(field)
    ? text.replace(/(?<=^|[\s-])l(?=\p{Ll})/gu, 'I')
    : text.replace(/(?<!\p{L})lași(?!\p{L})/gu, 'Iași')

const rounded = (confidence: number): number => Number(confidence.toFixed(3))

/** The recogniser reads `@` as a letter, so only what has its one `@` in place can be an address. */
const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text)
/** What fails its check is only shown, beside its crop. */
const DOUBTFUL = 0.5

/** What the text of a field must look like; null for a field without a rule. */
function checkOf(field: string, text: string): ReadValue['check'] {
  return field.endsWith('.email') ? { rule: 'email', holds: isAddress(text) } : null
}

/** A page of a form, and which of its fields have ink. */
export interface PrintedFields {
  readonly reader: TextReader
  readonly page: Raster
  readonly pixelsPerMm: number
  readonly fields: readonly Field[]
  readonly written: ReadonlySet<string>
}

/** Reads text fields in which ink was found. */
export async function readPrintedFields({
  reader,
  page,
  pixelsPerMm,
  fields,
  written,
}: PrintedFields): Promise<ReadValue[]> {
  const pieces = piecesOf(fields, written)
  if (pieces.length === 0) return []
  const { picture, tops } = stacked(
    page,
    pixelsPerMm,
    pieces.map(({ box }) => box),
  )
  const lines = await reader.read(picture, 'block')
  const found = new Map<string, { texts: string[]; confidence: number; place: Rect }>()
  pieces.forEach(({ field, place }, at) => {
    const [top, next] = [tops[at] ?? 0, tops[at + 1] ?? Infinity]
    for (const line of lines) {
      const middle = (line.top + line.bottom) / 2
      if (middle < top || middle >= next - GAP / 2 || line.text === '') continue
      const before = found.get(field)
      found.set(field, {
        texts: [...(before?.texts ?? []), line.text],
        confidence: Math.min(before?.confidence ?? 1, line.confidence),
        place,
      })
    }
  })
  return [...found].flatMap(([field, { texts, confidence, place }]): ReadValue[] => {
    if (confidence < LEAST_CONFIDENCE) return []
    const value = capitalI(field, texts.join(' '))
    const check = checkOf(field, value)
    const believed = check?.holds === false ? Math.min(confidence, DOUBTFUL) : confidence * 0.98
    return [{ field, value, source: 'ocr', confidence: rounded(believed), place, check }]
  })
}

/** The gap between two digits in pixels, as in print; digits farther apart are taken for words or dirt. */
const DIGIT_GAP = 5
/** Pixels darker than this on whitened paper belong to a digit. */
const DIGIT_INK = 150

/** Puts the content of the cells side by side as in print; null when a cell is empty. */
function movedTogether(page: Raster, cells: readonly ReturnType<typeof pixelsOf>[]): Raster | null {
  const digits: { left: number; right: number; top: number; height: number }[] = []
  const red = (x: number, y: number): number => page.data[(y * page.width + x) * page.channels] ?? 255
  for (const cell of cells) {
    if (cell === null) return null
    const columns = Array.from({ length: cell.width }, (_, x) => cell.left + x).filter((x) =>
      Array.from({ length: cell.height }, (_, y) => red(x, cell.top + y)).some((value) => value < DIGIT_INK),
    )
    const [left, right] = [columns[0], columns.at(-1)]
    if (left === undefined || right === undefined) return null
    digits.push({ left, right: right + 1, top: cell.top, height: cell.height })
  }
  const height = Math.max(...digits.map((digit) => digit.height)) + 2 * GAP
  const width = digits.reduce((sum, { left, right }) => sum + right - left + DIGIT_GAP, 2 * GAP)
  const data = new Uint8Array(width * height).fill(244)
  let at = GAP
  for (const { left, right, top, height: down } of digits) {
    for (let y = 0; y < down; y++)
      for (let x = left; x < right; x++) data[(GAP + y) * width + at + x - left] = red(x, top + y)
    at += right - left + DIGIT_GAP
  }
  return { data, width, height, channels: 1 }
}

async function digitsIn(
  reader: TextReader,
  page: Raster,
  pixelsPerMm: number,
  cells: readonly Rect[],
): Promise<ReadLine | undefined> {
  const strip = movedTogether(
    page,
    cells.map((cell) => pixelsOf(page, inset(cell, 0.6), pixelsPerMm)),
  )
  return strip === null ? undefined : (await reader.read(strip, 'block', '0123456789'))[0]
}

/** Reads the cells of all written fields of a kind. `valueOf` returns null for digits that are no such value. */
async function readCells(
  kind: 'date' | 'comb',
  valueOf: (line: ReadLine) => Pick<ReadValue, 'value' | 'confidence' | 'check'> | null,
  { reader, page, pixelsPerMm, fields, written }: PrintedFields,
): Promise<ReadValue[]> {
  const values: ReadValue[] = []
  for (const field of fields) {
    if (field.kind !== kind || !written.has(field.name)) continue
    const line = await digitsIn(reader, page, pixelsPerMm, field.cells)
    const value = line === undefined ? null : valueOf(line)
    if (value !== null) values.push({ field: field.name, source: 'ocr', place: field.box, ...value })
  }
  return values
}

/** Reads dates in cells. Only a field of the file can confirm them. */
export const readPrintedDates = (printed: PrintedFields): Promise<ReadValue[]> =>
  readCells(
    'date',
    ({ text, confidence }) => {
      const [, day, month, year] = /^(\d{2})(\d{2})(\d{4})$/.exec(text.replaceAll(' ', '')) ?? []
      if (day === undefined || month === undefined || year === undefined) return null
      return { value: `${day}.${month}.${year}`, confidence: rounded(confidence * 0.98), check: null }
    },
    printed,
  )

/**
 * Reads combs: the cells are cut out and moved together. The result is accepted only as a whole CNP with a valid
 * control digit.
 */
export const readPrintedCnps = (printed: PrintedFields): Promise<ReadValue[]> =>
  readCells(
    'comb',
    ({ text, confidence }) => {
      const cnp = parseCnp(text)
      if (!cnp.ok) return null
      return {
        value: cnp.value.value,
        confidence: rounded(0.5 + confidence * 0.49),
        check: { rule: 'cnp', holds: true },
      }
    },
    printed,
  )

/**
 * Finds CNPs printed anywhere: thirteen digits with a valid control digit and an existing date. One number in eleven
 * passes by chance, so a result is only a candidate.
 */
export async function readCnpCandidates(reader: TextReader, page: Raster, pixelsPerMm: number): Promise<ReadValue[]> {
  const lines = await reader.read(page, 'page')
  const values = lines.flatMap(({ text, confidence, left, top, right, bottom }) =>
    [...text.matchAll(/(?<!\d)\d(?:[ .-]?\d){12}(?!\d)/g)].flatMap(([digits]): ReadValue[] => {
      const cnp = parseCnp(digits.replace(/\D/g, ''))
      const place = {
        x: left / pixelsPerMm,
        y: top / pixelsPerMm,
        width: (right - left) / pixelsPerMm,
        height: (bottom - top) / pixelsPerMm,
      }
      return cnp.ok
        ? [
            {
              field: 'cnp',
              value: cnp.value.value,
              source: 'ocr',
              confidence: Number((confidence * 0.95).toFixed(3)),
              place,
              check: { rule: 'cnp', holds: true },
            },
          ]
        : []
    }),
  )
  return values.filter(({ value }, at) => values.findIndex((other) => other.value === value) === at)
}
