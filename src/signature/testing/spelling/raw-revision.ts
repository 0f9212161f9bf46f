/** A revision of one object that is written to the octet: header, body and end are the test's own. */
import { lastStartXref, latin1 } from '../plain-pdf.ts'

export interface RawObject {
  readonly number: number
  /** All of it, from `n g obj` to the line after `endobj`. */
  readonly text: string
}

/** The usual spelling. */
export function rawObject(number: number, body: string): RawObject {
  return { number, text: `${String(number)} 0 obj\n${body}\nendobj\n` }
}

export function appendRaw(pdf: Uint8Array, { number, text }: RawObject): Buffer {
  const object = latin1(text)
  const table = `xref\n${String(number)} 1\n${String(pdf.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 100 /Root 1 0 R /Prev ${String(lastStartXref(pdf))} >>\nstartxref\n${String(pdf.length + object.length)}\n%%EOF\n`
  return Buffer.concat([pdf, object, latin1(table)])
}
