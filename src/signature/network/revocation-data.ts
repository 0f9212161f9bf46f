/** Fetching revocation data and missing issuers that a certificate points to, and keeping what came as evidence. */
import { parseRevocationList } from '../revocation/crl.ts'
import { encodeOcspRequest, parseOcspResponse } from '../revocation/ocsp.ts'
import { parseCertificate, parsePemCertificates } from '../x509/certificate.ts'
import type { RevocationList } from '../revocation/crl.ts'
import type { OcspResponse } from '../revocation/ocsp.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Fetched, Fetcher, FetchProblem } from './fetch.ts'

export type FetchFailure = {
  readonly url: string
  readonly problem: FetchProblem | { readonly code: 'malformed'; readonly detail: string }
}

export type RevocationData = {
  readonly lists: readonly RevocationList[]
  readonly responses: readonly OcspResponse[]
  /** everything that came, to be kept with the report */
  readonly evidence: readonly Fetched[]
  readonly failures: readonly FetchFailure[]
}

type RevocationFetchLimits = {
  readonly timeout: number
  readonly maximumListBytes: number
  readonly maximumResponseBytes: number
  readonly maximumAddresses: number
}

const usualLimits: RevocationFetchLimits = {
  timeout: 10_000,
  maximumListBytes: 50_000_000,
  maximumResponseBytes: 200_000,
  maximumAddresses: 4,
}

export type RevocationFetchInput = {
  readonly certificate: Certificate
  readonly issuer: Pick<Certificate, 'publicKey'>
  readonly fetcher: Fetcher
  /** 16 to 32 random octets; without them responders may answer from a cache (RFC 9654) */
  readonly nonce?: Uint8Array
  readonly limits?: RevocationFetchLimits
  readonly signal?: AbortSignal
}

/** OCSP first; the lists only when no responder answered. A failure is a fact for the report, never a verdict. */
export async function fetchRevocationData(input: RevocationFetchInput): Promise<RevocationData> {
  const limits = input.limits ?? usualLimits
  const failures: FetchFailure[] = []
  const evidence: Fetched[] = []
  const options = { timeout: limits.timeout, ...(input.signal && { signal: input.signal }) }
  for (const url of webAddresses(input.certificate.authorityInfoAccess?.ocsp, limits)) {
    const body = encodeOcspRequest(input.certificate, input.issuer, input.nonce)
    const result = await input.fetcher({
      url,
      body,
      contentType: 'application/ocsp-request',
      accept: 'application/ocsp-response',
      maximumBytes: limits.maximumResponseBytes,
      ...options,
    })
    if (!result.ok) {
      failures.push({ url, problem: result.problem })
      continue
    }
    const response = parseOcspResponse(result.value.bytes)
    if (!response.ok) {
      failures.push({ url, problem: { code: 'malformed', detail: response.problem.detail } })
      continue
    }
    evidence.push(result.value)
    return { lists: [], responses: [response.value], evidence, failures }
  }
  const lists: RevocationList[] = []
  const points = [...(input.certificate.crlDistributionPoints ?? []), ...(input.certificate.freshestCrl ?? [])]
  const addresses = points
    .flatMap(({ fullName }) => fullName ?? [])
    .flatMap((name) => (name.kind === 'uri' ? [name.text] : []))
  for (const url of webAddresses(addresses, limits)) {
    const result = await input.fetcher({
      url,
      accept: 'application/pkix-crl',
      maximumBytes: limits.maximumListBytes,
      ...options,
    })
    if (!result.ok) {
      failures.push({ url, problem: result.problem })
      continue
    }
    const list = parseRevocationList(fromPem(result.value.bytes))
    if (list.ok) {
      lists.push(list.value)
      evidence.push(result.value)
    } else failures.push({ url, problem: { code: 'malformed', detail: list.problem.detail } })
  }
  return { lists, responses: [], evidence, failures }
}

/**
 * Issuers behind caIssuers (RFC 5280, 4.2.2.1): one certificate in DER, or PEM. They are only candidates: path
 * validation judges.
 */
export async function fetchIssuers({
  certificate,
  fetcher,
  limits = usualLimits,
  signal,
}: Pick<RevocationFetchInput, 'certificate' | 'fetcher' | 'limits' | 'signal'>): Promise<{
  certificates: Certificate[]
  evidence: Fetched[]
  failures: FetchFailure[]
}> {
  const certificates: Certificate[] = []
  const evidence: Fetched[] = []
  const failures: FetchFailure[] = []
  for (const url of webAddresses(certificate.authorityInfoAccess?.caIssuers, limits)) {
    const result = await fetcher({
      url,
      maximumBytes: limits.maximumResponseBytes,
      timeout: limits.timeout,
      ...(signal && { signal }),
    })
    if (!result.ok) {
      failures.push({ url, problem: result.problem })
      continue
    }
    const single = parseCertificate(result.value.bytes)
    const several = single.ok ? { ok: true as const, value: [single.value] } : parsePemCertificates(result.value.bytes)
    if (several.ok && several.value.length > 0) {
      certificates.push(...several.value)
      evidence.push(result.value)
    } else failures.push({ url, problem: { code: 'malformed', detail: 'no certificate' } })
  }
  return { certificates, evidence, failures }
}

/** ldap and other schemes are not served; a certificate with hundreds of addresses is not humoured. */
function webAddresses(addresses: readonly string[] | undefined, { maximumAddresses }: RevocationFetchLimits): string[] {
  return [...new Set(addresses ?? [])].filter((address) => /^https?:\/\//i.test(address)).slice(0, maximumAddresses)
}

function fromPem(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x2d) return bytes
  const body = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]*)-----END/.exec(Buffer.from(bytes).toString('latin1'))?.[1]
  return body === undefined ? bytes : Buffer.from(body, 'base64')
}
