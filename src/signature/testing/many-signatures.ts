/** A form that many people sign, one after the other, without a face. */
import type { Signer } from '../signing/index.ts'
import { bodies, formDocument, numbers as n, signatureBody } from './form-document.ts'
import { appendStreamRevision, type Objects } from './plain-pdf.ts'
import { signPlain } from './test-signer.ts'

const firstField = 30
/** Fields that fit below the size that the tables of test documents state. */
export const mostSignatures = 65

const usual = '7 0 R 9 0 R 8 0 R'
const fieldBody = (index: number, entries = '') =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor ${String(index)}) /Rect [0 0 0 0] /P 3 0 R /F 132 ${entries} >>`

/** Each in a new field: every revision writes the lists of fields anew, each longer than the one before. */
export async function signedByMany(signer: Signer, count: number): Promise<Buffer> {
  let pdf = formDocument()
  let fields = usual
  for (let index = 0; index < Math.min(count, mostSignatures); index++) {
    const field = firstField + index
    fields += ` ${String(field)} 0 R`
    const objects = new Map([
      [n.form, bodies.form(fields)],
      [n.page, bodies.page('', fields)],
      [field, fieldBody(index, `/V ${signatureBody()}`)],
    ])
    pdf = await signPlain(pdf, objects, signer)
  }
  return pdf
}

/**
 * Each in a field that waited: a revision holds its field and nothing else. With `inStreams` the form, the page and the
 * waiting fields are in an object stream.
 */
export async function signedInWaitingFields(signer: Signer, count: number, inStreams = false): Promise<Buffer> {
  const numbers = Array.from({ length: Math.min(count, mostSignatures) }, (_, index) => firstField + index)
  const fields = [usual, ...numbers.map((field) => `${String(field)} 0 R`)].join(' ')
  const waiting: Objects = new Map([
    [n.form, bodies.form(fields)],
    [n.page, bodies.page('', fields)],
    ...numbers.map((field, index) => [field, fieldBody(index)] as const),
  ])
  let pdf = inStreams ? appendStreamRevision(formDocument(), waiting, 97) : formDocument(waiting)
  for (const [index, field] of numbers.entries())
    pdf = await signPlain(pdf, new Map([[field, fieldBody(index, `/V ${signatureBody()}`)]]), signer)
  return pdf
}
