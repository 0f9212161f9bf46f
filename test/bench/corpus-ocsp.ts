/**
 * Scores OCSP checking on the cases of a corpus folder (`ocsp/`). An answer is right if it is accepted, or refused with
 * revocation unknown, as the case states.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validateCertificate } from '../../src/signature/revocation/certificate-validation.ts'
import { parseOcspResponse } from '../../src/signature/revocation/ocsp.ts'
import { parsePemCertificates } from '../../src/signature/x509/certificate.ts'
import { indexByName } from '../../src/signature/x509/path-building.ts'
import { anchorOf } from '../../src/signature/x509/path-validation.ts'
import type { Score } from './corpus-path-validation.ts'

type Case = {
  readonly name: string
  readonly root: string
  readonly cert: string
  readonly other_certs?: readonly string[]
  readonly ocsps: readonly string[]
  readonly moment: string
  readonly error?: unknown
}

export async function score(dir: string): Promise<Score> {
  const cases = JSON.parse(readFileSync(join(dir, 'openssl-ocsp.json'), 'utf8')) as readonly Case[]
  const certificates = (name: string) => {
    const result = parsePemCertificates(readFileSync(join(dir, name)))
    return result.ok ? result.value : []
  }
  const response = (name: string) => {
    const result = parseOcspResponse(Buffer.from(readFileSync(join(dir, name), 'latin1'), 'base64'))
    return result.ok ? [result.value] : []
  }
  const wrong: string[] = []
  for (const { name, root, cert, other_certs = [], ocsps, moment, error } of cases) {
    const [target] = certificates(cert)
    const at = new Date(moment)
    const result =
      target &&
      validateCertificate({
        target,
        at,
        now: at,
        certificates: indexByName(other_certs.flatMap(certificates)),
        anchors: indexByName(certificates(root).map(anchorOf)),
        lists: [],
        // The cases contain no revocation lists, and some no response about an intermediate; upstream tolerates that.
        missingAuthorityEvidence: 'tolerated',
        responses: ocsps.flatMap(response),
      })
    const said = result?.conclusion.subIndication ?? result?.conclusion.indication ?? 'unreadable'
    if (said !== (error === undefined ? 'PASSED' : 'TRY_LATER')) wrong.push(`${name}: ${said}`)
  }
  return { right: cases.length - wrong.length, total: cases.length, wrong }
}
