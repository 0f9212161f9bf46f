/** Text strings of ISO 32000-2, 7.9.2.2: UTF-16BE with a mark, UTF-8 with a mark (PDF 2.0), else PDFDocEncoding. */
import { latin1, type PdfString } from './objects.ts'

/** PDFDocEncoding where it differs from Latin-1 (annex D.3). */
const special: Readonly<Record<number, string>> = {
  0x18: '\u02d8',
  0x19: '\u02c7',
  0x1a: '\u02c6',
  0x1b: '\u02d9',
  0x1c: '\u02dd',
  0x1d: '\u02db',
  0x1e: '\u02da',
  0x1f: '\u02dc',
  0x80: '\u2022',
  0x81: '\u2020',
  0x82: '\u2021',
  0x83: '\u2026',
  0x84: '\u2014',
  0x85: '\u2013',
  0x86: '\u0192',
  0x87: '\u2044',
  0x88: '\u2039',
  0x89: '\u203a',
  0x8a: '\u2212',
  0x8b: '\u2030',
  0x8c: '\u201e',
  0x8d: '\u201c',
  0x8e: '\u201d',
  0x8f: '\u2018',
  0x90: '\u2019',
  0x91: '\u201a',
  0x92: '\u2122',
  0x93: '\ufb01',
  0x94: '\ufb02',
  0x95: '\u0141',
  0x96: '\u0152',
  0x97: '\u0160',
  0x98: '\u0178',
  0x99: '\u017d',
  0x9a: '\u0131',
  0x9b: '\u0142',
  0x9c: '\u0153',
  0x9d: '\u0161',
  0x9e: '\u017e',
  0xa0: '\u20ac',
}

export function textOf(string: PdfString): string {
  const { bytes } = string
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2))
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return new TextDecoder('utf-8').decode(bytes.subarray(3))
  return Array.from(latin1(bytes), (char) => special[char.charCodeAt(0)] ?? char).join('')
}

/** A date string `D:YYYYMMDDHHmmSSOHH'mm` (7.9.4) as ISO 8601 in UTC; undefined where it is no date. */
export function dateOf(text: string): string | undefined {
  const match = /^D?:?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([+\-Zz])(?:(\d{2})'?(\d{2})?'?)?)?/.exec(
    text.trim(),
  )
  if (!match) return undefined
  const part = (index: number, otherwise: number) => (match[index] === undefined ? otherwise : Number(match[index]))
  const utc = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0))
  const offset = (part(8, 0) * 60 + part(9, 0)) * 60_000 * (match[7] === '-' ? -1 : 1)
  const moment = new Date(utc - (match[7] === undefined || /z/i.test(match[7]) ? 0 : offset))
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
