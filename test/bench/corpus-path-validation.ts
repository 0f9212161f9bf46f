/**
 * Scores path validation on the NIST PKITS cases of a corpus folder (`path-validation/`). A result is right if PKITS
 * gives the same one.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRevocationList } from '../../src/signature/revocation/crl.ts'
import { validateCertificate } from '../../src/signature/revocation/certificate-validation.ts'
import { parseCertificate } from '../../src/signature/x509/certificate.ts'
import { indexByName } from '../../src/signature/x509/path-building.ts'
import { anchorOf } from '../../src/signature/x509/path-validation.ts'

type Case = {
  readonly id: string
  readonly name: string
  readonly cert: string
  readonly other_certs?: readonly string[]
  readonly crls?: readonly string[]
  readonly error?: unknown
  readonly params?: {
    readonly user_initial_policy_set?: readonly string[]
    readonly initial_explicit_policy?: boolean
    readonly initial_policy_mapping_inhibit?: boolean
    readonly initial_any_policy_inhibit?: boolean
  }
}

export type Score = { readonly right: number; readonly total: number; readonly wrong: string[] }

/** All PKITS certificates and lists are valid at this moment. */
const moment = new Date('2020-01-01T00:00:00Z')

export async function score(dir: string): Promise<Score> {
  const cases = JSON.parse(readFileSync(join(dir, 'pkits.json'), 'utf8')) as readonly Case[]
  const certificate = (name: string) => {
    const result = parseCertificate(readFileSync(join(dir, 'certs', name)))
    return result.ok ? [result.value] : []
  }
  const list = (name: string) => {
    const result = parseRevocationList(readFileSync(join(dir, 'crls', name)))
    return result.ok ? [result.value] : []
  }
  const [root] = certificate('TrustAnchorRootCertificate.crt')
  if (root === undefined) throw new Error('cannot read the trust anchor of PKITS')
  const rootLists = list('TrustAnchorRootCRL.crl')
  const wrong: string[] = []
  for (const { id, name, cert, other_certs = [], crls = [], error, params = {} } of cases) {
    const [target] = certificate(cert)
    const accepted =
      target !== undefined &&
      validateCertificate({
        target,
        at: moment,
        now: moment,
        certificates: indexByName(other_certs.flatMap(certificate)),
        anchors: indexByName([anchorOf(root)]),
        lists: [...rootLists, ...crls.flatMap(list)],
        responses: [],
        ...(params.user_initial_policy_set && { policies: params.user_initial_policy_set }),
        requireExplicitPolicy: params.initial_explicit_policy === true,
        inhibitPolicyMapping: params.initial_policy_mapping_inhibit === true,
        inhibitAnyPolicy: params.initial_any_policy_inhibit === true,
      }).conclusion.indication === 'PASSED'
    if (accepted !== (error === undefined)) wrong.push(`${id} ${name}: ${accepted ? 'accepted' : 'refused'}`)
  }
  return { right: cases.length - wrong.length, total: cases.length, wrong }
}
