/** Document time-stamps by the test authority. */
import { bodies, numbers as n, signatureBody } from '../form-document.ts'
import { romanianPki } from '../pki/romania.ts'
import { makeTimeStamp } from '../pki/time-stamps.ts'
import type { Objects } from '../plain-pdf.ts'
import { signRevision } from '../test-signer.ts'

const { timeStampUnit } = romanianPki()

/** A field that holds the time-stamp of the next number. */
export const stampField = (number: number) =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Marca${String(number)}) /Rect [0 0 0 0] /P 3 0 R /F 132 /V ${String(number + 1)} 0 R >>`
export const stampBody = () => signatureBody('', 'ETSI.RFC3161').replace('/Type /Sig', '/Type /DocTimeStamp')

/** The file with one more revision, which one waiting time-stamp covers. */
export async function stampRevision(file: Uint8Array, objects: Objects): Promise<Buffer> {
  return signRevision(file, objects, (digest) =>
    Promise.resolve(makeTimeStamp({ unit: timeStampUnit, at: new Date('2026-11-23T10:00:00Z'), digest })),
  )
}

const list = '7 0 R 9 0 R 8 0 R 50 0 R'

/** The signed form with a document time-stamp. */
export async function stamped(signed: Uint8Array): Promise<Buffer> {
  return stampRevision(
    signed,
    new Map([
      [n.form, bodies.form(list)],
      [n.page, bodies.page('', list)],
      [50, stampField(50)],
      [51, stampBody()],
    ]),
  )
}
