/**
 * Fiscal code (CUI, CIF) of a Romanian body: up to nine digits and a control digit, with or without `RO` (HG 1045/1996
 * and its forms).
 */

/** Weights of the digits before the control digit, aligned at the right. */
const KEY = [7, 5, 3, 2, 1, 7, 5, 3, 2] as const

/** Whether the control digit is right: ten times the weighted sum, modulo 11, with ten counted as zero. */
export function isFiscalCode(text: string): boolean {
  const digits = /^(?:RO)?\s?([1-9]\d{1,9})$/.exec(text)?.[1]
  if (digits === undefined) return false
  const body = digits.slice(0, -1).padStart(KEY.length, '0')
  const sum = KEY.reduce<number>((total, weight, index) => total + weight * Number(body[index]), 0)
  return ((sum * 10) % 11) % 10 === Number(digits.at(-1))
}
