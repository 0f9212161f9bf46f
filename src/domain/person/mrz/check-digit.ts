/** Check digits of the machine-readable zone (ICAO Doc 9303-3 section 4.9). */

const WEIGHTS = [7, 3, 1] as const

/** Value of a character: digits as they are, A–Z as 10–35, `<` as 0; null for anything else. */
function valueOf(character: string): number | null {
  if (character === '<') return 0
  if (/^[0-9]$/.test(character)) return Number(character)
  return /^[A-Z]$/.test(character) ? character.charCodeAt(0) - 55 : null
}

/**
 * Check digit over a field: Σ value × 7, 3, 1 … mod 10. Throws RangeError on a character that the zone does not know.
 */
export function mrzCheckDigit(field: string): number {
  let sum = 0
  for (let index = 0; index < field.length; index++) {
    const value = valueOf(field.charAt(index))
    if (value === null) throw new RangeError(`not a character of the machine-readable zone at ${String(index)}`)
    sum += value * (WEIGHTS[index % 3] ?? 0)
  }
  return sum % 10
}

/**
 * Whether a field's check digit holds; a filler in its place counts as 0 where the field is empty (Doc 9303-3 section
 * 4.9).
 */
export function checkHolds(field: string, digit: string): boolean {
  if (digit === '<') return /^<*$/.test(field)
  return String(mrzCheckDigit(field)) === digit
}
