/** A form that many people sign, one after the other: each in a new field without a face. */
import type { Signer } from '../signing/index.ts'
import { bodies, formDocument, numbers as n, signatureBody } from './form-document.ts'
import { signPlain } from './test-signer.ts'

const firstField = 30
/** Fields that fit below the size that the tables of test documents state. */
export const mostSignatures = 65

export async function signedByMany(signer: Signer, count: number): Promise<Buffer> {
  let pdf = formDocument()
  let fields = '7 0 R 9 0 R 8 0 R'
  for (let index = 0; index < Math.min(count, mostSignatures); index++) {
    const field = firstField + index
    fields += ` ${String(field)} 0 R`
    const entries = `/Type /Annot /Subtype /Widget /FT /Sig /T (Martor ${String(index)}) /Rect [0 0 0 0] /P 3 0 R /F 132`
    const objects = new Map([
      [n.form, bodies.form(fields)],
      [n.page, bodies.page('', fields)],
      [field, `<< ${entries} /V ${signatureBody()} >>`],
    ])
    pdf = await signPlain(pdf, objects, signer)
  }
  return pdf
}
