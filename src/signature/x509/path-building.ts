/**
 * Building certification paths from a certificate to trust anchors (RFC 4158), with limits against hostile collections
 * of certificates.
 */
import { signatureScheme } from './algorithm.ts'
import { usableKey } from './public-key.ts'
import { verifySignature } from './verify-signature.ts'
import type { Certificate } from './certificate.ts'
import type { Name } from './name.ts'
import type { TrustAnchor } from './path-validation.ts'

/** Something that finds certificates or anchors by the name they carry. */
export type ByName<T> = { readonly withName: (name: Name) => readonly T[] }

/**
 * Groups by folded subject name; build it once for a set that serves many validations (all trusted lists: some 4,000).
 */
export function indexByName<T extends { readonly subject: Name }>(items: Iterable<T>): ByName<T> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(item.subject.key)
    if (group === undefined) groups.set(item.subject.key, [item])
    else group.push(item)
  }
  return { withName: (name) => groups.get(name.key) ?? [] }
}

/** Looks through several sources, first ones first. */
export function joinedNames<T>(...sources: readonly ByName<T>[]): ByName<T> {
  return { withName: (name) => sources.flatMap((source) => source.withName(name)) }
}

export type CandidatePath = { readonly anchor: TrustAnchor; readonly path: readonly Certificate[] }

export type BuildLimits = { readonly maxLength: number; readonly maxPaths: number; readonly maxSignatures: number }
const usualLimits: BuildLimits = { maxLength: 12, maxPaths: 20, maxSignatures: 150 }

/**
 * Candidate paths from `target` to an anchor, best first (fewer certificates, matching key identifiers). Every link's
 * signature already verifies; when no such path exists, one that chains by names alone is given, so that the report can
 * say what is wrong. A target that is itself an anchor yields the empty path.
 */
export function buildPaths(
  target: Certificate,
  certificates: ByName<Certificate>,
  anchors: ByName<TrustAnchor>,
  limits: BuildLimits = usualLimits,
): CandidatePath[] {
  const found: CandidatePath[] = []
  let byNameOnly: CandidatePath | undefined
  let signatures = 0

  const signed = (child: Certificate, issuer: Pick<TrustAnchor, 'publicKey'>): boolean => {
    if (signatures++ >= limits.maxSignatures) return false
    const scheme = signatureScheme(child.signatureAlgorithm)
    const key = usableKey(issuer.publicKey)
    // A key that needs its issuer's parameters cannot be tried alone: path validation will.
    if (key.kind === 'unusable') return true
    return scheme !== undefined && verifySignature(key, scheme, child.signed, child.signature) === 'valid'
  }

  for (const anchor of anchors.withName(target.subject))
    if (anchor.certificate?.fingerprint === target.fingerprint) found.push({ anchor, path: [] })

  // Breadth first: short paths come out first, and a hostile bag exhausts the bounds instead of the stack.
  type Open = { readonly path: readonly Certificate[]; readonly verified: boolean }
  const queue: Open[] = [{ path: [target], verified: true }]
  for (let visited = 0; visited < queue.length && visited < 1000 && found.length < limits.maxPaths; visited++) {
    const { path, verified } = queue[visited] ?? { path: [], verified: false }
    const top = path[0]
    if (top === undefined) break
    for (const anchor of ranked(top, anchors.withName(top.issuer))) {
      const right = verified && signed(top, anchor)
      if (right) found.push({ anchor, path })
      else byNameOnly ??= { anchor, path }
    }
    if (path.length >= limits.maxLength) continue
    for (const issuer of ranked(top, certificates.withName(top.issuer))) {
      if (path.some((member) => sameKeyAndName(member, issuer))) continue
      const right = verified && signed(top, issuer)
      if (right || (byNameOnly === undefined && queue.length < 200))
        queue.push({ path: [issuer, ...path], verified: right })
    }
  }
  if (found.length > 0) return found.slice(0, limits.maxPaths)
  return byNameOnly === undefined ? [] : [byNameOnly]
}

function sameKeyAndName(left: Certificate, right: Certificate): boolean {
  return left.subject.key === right.subject.key && Buffer.compare(left.publicKey.raw, right.publicKey.raw) === 0
}

/** Those whose key identifier is the one that the child names come first. */
function ranked<T extends { readonly subject: Name }>(child: Certificate, issuers: readonly T[]): T[] {
  const wanted = child.authorityKeyIdentifier?.keyIdentifier
  if (wanted === undefined) return [...issuers]
  const fits = (issuer: T) => keyIdentifierOf(issuer) === wanted
  return [...issuers.filter(fits), ...issuers.filter((issuer) => !fits(issuer))]
}

function keyIdentifierOf(issuer: object): string | undefined {
  const certificate =
    'certificate' in issuer ? (issuer.certificate as Certificate | undefined) : (issuer as Partial<Certificate>)
  return certificate?.subjectKeyIdentifier
}
