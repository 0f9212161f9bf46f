/**
 * The text of the QR code on every page: form, version, page and variant. It is alphanumeric, so that the code is
 * small.
 */
import { FORM_CODES, type FormCode, type Variant } from './description.ts'

export interface PageCode {
  readonly code: FormCode
  readonly version: number
  readonly page: number
  readonly pages: number
  readonly variant: Variant
}

const LETTERS: Record<Variant, string> = { standard: 'S', large: 'L' }

/** `DES1:ANON:1:2/2:S`: 17 characters, 25 × 25 modules at error correction H. */
export const pageCodeText = ({ code, version, page, pages, variant }: PageCode): string =>
  `DES1:${code}:${String(version)}:${String(page)}/${String(pages)}:${LETTERS[variant]}`

/** Reads the text of a code; null for any other code on a paper. */
export function parsePageCode(text: string): PageCode | null {
  const [, letters, version, page, pages, variant] =
    /^DES1:([A-Z]{4}):([1-9][0-9]{0,2}):([1-9][0-9]?)\/([1-9][0-9]?):([SL])$/.exec(text) ?? []
  const code = FORM_CODES.find((known) => known === letters)
  if (code === undefined || Number(page) > Number(pages)) return null
  return {
    code,
    version: Number(version),
    page: Number(page),
    pages: Number(pages),
    variant: variant === LETTERS.large ? 'large' : 'standard',
  }
}
