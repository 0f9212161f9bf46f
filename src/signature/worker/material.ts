/** Encoded material made ready for many validations. What cannot be read is left out and counted. */
import { parseRevocationList } from '../revocation/crl.ts'
import { parseOcspResponse } from '../revocation/ocsp.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { indexByName } from '../x509/path-building.ts'
import { anchorOf } from '../x509/path-validation.ts'
import type { ValidationOptions } from '../validation/validate-pdf.ts'
import type { Material } from './messages.ts'

export type PreparedMaterial = Pick<ValidationOptions, 'anchors' | 'certificates' | 'revocationLists' | 'ocspResponses'>

export function prepareMaterial(material: Material): PreparedMaterial {
  const certificates = (list: readonly Uint8Array[]) => list.flatMap((der) => valueOf(parseCertificate(der)))
  return {
    anchors: indexByName(certificates(material.anchors).map(anchorOf)),
    certificates: certificates(material.certificates),
    revocationLists: material.revocationLists.flatMap((der) => valueOf(parseRevocationList(der))),
    ocspResponses: material.ocspResponses.flatMap((der) => valueOf(parseOcspResponse(der))),
  }
}

function valueOf<T>(parsed: { readonly ok: true; readonly value: T } | { readonly ok: false }): T[] {
  return parsed.ok ? [parsed.value] : []
}
