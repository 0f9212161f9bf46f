/**
 * Corrects characters that recognition confuses, by position. If the class of a place is certain, it alone decides. A
 * document number may hold letters and digits, so only the regular shape of letters and then digits is restored, and
 * only if the check digit proves it.
 */
import { checkHolds } from './check-digit.ts'
import { classesOf, type Layout, type Span } from './format.ts'

/** A corrected character: line and column from 1, as people count. */
export interface MrzCorrection {
  readonly line: number
  readonly column: number
  readonly from: string
  readonly to: string
}

const TO_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  B: '8',
  S: '5',
  Z: '2',
  G: '6',
}
const TO_LETTER: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '8': 'B', '5': 'S', '2': 'Z', '6': 'G' }

/** A zone being corrected: characters by line and column. */
export interface Sheet {
  readonly cells: string[][]
}

export const sheetOf = (lines: readonly string[]): Sheet => ({ cells: lines.map((line) => [...line]) })
export const read = (sheet: Sheet, [line, from, to]: Span): string => (sheet.cells[line] ?? []).slice(from, to).join('')

export function write(sheet: Sheet, [line, from]: Span, text: string): void {
  const row = sheet.cells[line]
  if (row) for (let index = 0; index < text.length; index++) row[from + index] = text.charAt(index)
}

/** Digits for letters in places where only digits are possible. */
export const asDigits = (text: string): string =>
  text.replace(/[OQDILBSZG]/g, (character) => TO_DIGIT[character] ?? character)

/** Corrects every place whose class is certain. */
export function correctByClass(sheet: Sheet, layout: Layout): void {
  for (const [span, kind] of classesOf(layout)) {
    const text = read(sheet, span)
    if (kind === 'digit') write(sheet, span, asDigits(text))
    if (kind === 'letter') write(sheet, span, asLetters(text))
  }
}

/** Letters for digits in places where only letters are possible. */
const asLetters = (text: string): string => text.replace(/[018526]/g, (character) => TO_LETTER[character] ?? character)

/**
 * A document number brought into its regular shape, some letters and then digits only; null when its check digit does
 * not prove exactly one. `letters` are the counts of leading letters to try. Exchanging characters until the digit
 * happens to hold would turn one wrong digit into a wrong number in a tenth of all cases, so a number that is regular
 * already is never touched.
 */
export function regularReading(field: string, digit: string, letters: readonly number[]): string | null {
  if (letters.some((count) => isRegular(field, count))) return null
  const proved = new Set(
    letters
      .map((count) => asLetters(field.slice(0, count)) + asDigits(field.slice(count)))
      .filter((candidate, index) => isRegular(candidate, letters[index] ?? 0) && checkHolds(candidate, digit)),
  )
  return proved.size === 1 ? ([...proved][0] ?? null) : null
}

const isRegular = (field: string, letters: number): boolean =>
  /^[A-Z]*$/.test(field.slice(0, letters)) && /^\d+<*$/.test(field.slice(letters))

/** The differences between the lines as received and as corrected. */
export const correctionsOf = (lines: readonly string[], sheet: Sheet): MrzCorrection[] =>
  lines.flatMap((line, row) =>
    [...line].flatMap((from, column) => {
      const to = sheet.cells[row]?.[column] ?? from
      return to === from ? [] : [{ line: row + 1, column: column + 1, from, to }]
    }),
  )
