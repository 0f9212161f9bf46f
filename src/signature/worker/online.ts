/**
 * Validation with what can be fetched: missing issuers and revocation data, asked for only when the file and the lists
 * leave the question open. A failure to fetch is reported and leaves the answer "to be revalidated"; it never makes a
 * signer untrusted.
 */
import type { Fetched, Fetcher } from '../network/fetch.ts'
import { fetchIssuers, fetchRevocationData, type FetchFailure } from '../network/revocation-data.ts'
import type { SignatureReport, ValidationReport } from '../validation/report.ts'
import { type Certificate, parseCertificate } from '../x509/certificate.ts'
import type { FileEvidence } from './messages.ts'
import type { ValidationOutcome, ValidationTask, Validator } from './validator.ts'

export interface OnlineOptions {
  readonly validator: Validator
  readonly fetcher: Fetcher
  /** For the nonces of OCSP requests. */
  readonly randomBytes: (length: number) => Uint8Array
  readonly signal?: AbortSignal
}

export interface OnlineOutcome extends ValidationOutcome {
  /** Everything that came, to be kept with the report. */
  readonly fetched: readonly Fetched[]
  readonly failures: readonly FetchFailure[]
}

interface Gathered {
  readonly evidence: { certificates: Uint8Array[]; revocationLists: Uint8Array[]; ocspResponses: Uint8Array[] }
  readonly fetched: Fetched[]
  readonly failures: FetchFailure[]
  readonly asked: Set<string>
}

/** What fetching can settle; integrity that failed is settled already. */
const open: readonly SignatureReport['trust']['subIndication'][] = [
  'TRY_LATER',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'REVOKED_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
]

/** A file whose issuers' addresses lead to further issuers is asked about so many times. */
const rounds = 3

export async function validateOnline(task: ValidationTask, options: OnlineOptions): Promise<OnlineOutcome> {
  const given = task.evidence
  const gathered: Gathered = {
    evidence: {
      certificates: [...(given?.certificates ?? [])],
      revocationLists: [...(given?.revocationLists ?? [])],
      ocspResponses: [...(given?.ocspResponses ?? [])],
    },
    fetched: [],
    failures: [],
    asked: new Set(),
  }
  let outcome = await options.validator.validate(task)
  for (let round = 0; round < rounds && options.signal?.aborted !== true; round++) {
    const before = gathered.fetched.length
    await gather(outcome.report, gathered, options)
    if (gathered.fetched.length === before) break
    const evidence: FileEvidence = gathered.evidence
    outcome = await options.validator.validate({ ...task, evidence })
  }
  return { ...outcome, fetched: gathered.fetched, failures: gathered.failures }
}

async function gather(report: ValidationReport, gathered: Gathered, options: OnlineOptions): Promise<void> {
  for (const { trust, integrity } of report.signatures) {
    if (
      trust.indication !== 'INDETERMINATE' ||
      !open.includes(trust.subIndication) ||
      !integrity.verdict.startsWith('valid')
    )
      continue
    const chain = trust.certificates.flatMap((base64) => {
      const parsed = parseCertificate(Buffer.from(base64, 'base64'))
      return parsed.ok ? [parsed.value] : []
    })
    if (trust.subIndication === 'NO_CERTIFICATE_CHAIN_FOUND') await gatherIssuers(chain, gathered, options)
    else
      for (const [index, certificate] of chain.entries())
        await gatherRevocation(certificate, chain[index + 1], gathered, options)
  }
}

async function gatherIssuers(
  chain: readonly Certificate[],
  gathered: Gathered,
  { fetcher, signal }: OnlineOptions,
): Promise<void> {
  const known = gathered.evidence.certificates.flatMap((der) => {
    const parsed = parseCertificate(der)
    return parsed.ok ? [parsed.value] : []
  })
  for (const certificate of [...chain, ...known]) {
    if (gathered.asked.has(`issuer ${certificate.fingerprint}`)) continue
    gathered.asked.add(`issuer ${certificate.fingerprint}`)
    const { certificates, evidence, failures } = await fetchIssuers({
      certificate,
      fetcher,
      ...(signal ? { signal } : {}),
    })
    gathered.evidence.certificates.push(...certificates.map((issuer) => issuer.raw))
    gathered.fetched.push(...evidence)
    gathered.failures.push(...failures)
  }
}

/** The anchor at the end of the chain has no issuer here: its status is decided by the lists. */
async function gatherRevocation(
  certificate: Certificate,
  issuer: Certificate | undefined,
  gathered: Gathered,
  { fetcher, randomBytes, signal }: OnlineOptions,
): Promise<void> {
  if (!issuer || gathered.asked.has(certificate.fingerprint)) return
  gathered.asked.add(certificate.fingerprint)
  const { lists, responses, evidence, failures } = await fetchRevocationData({
    certificate,
    issuer,
    fetcher,
    nonce: randomBytes(32),
    ...(signal ? { signal } : {}),
  })
  const bytes = evidence.map((item) => item.bytes)
  gathered.evidence.ocspResponses.push(...(responses.length > 0 ? bytes : []))
  gathered.evidence.revocationLists.push(...lists.map((list) => list.raw))
  gathered.fetched.push(...evidence)
  gathered.failures.push(...failures)
}
