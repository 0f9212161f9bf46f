/** Name constraints (RFC 5280, 4.2.1.10 and 6.1.3 b, c; 6.1.4 g). */
import { attributeOid } from './oids.ts'
import { isEmptyName, nameWithin } from './name.ts'
import type { Certificate } from './certificate.ts'
import type { GeneralSubtree } from './extensions.ts'
import type { GeneralName } from './general-name.ts'

/**
 * What the certificates so far allow: every set of `permitted` must be met (their intersection), none of `excluded`
 * touched.
 */
export type NameConstraintState = {
  readonly permitted: readonly (readonly GeneralSubtree[])[]
  readonly excluded: readonly GeneralSubtree[]
}

export const unconstrained: NameConstraintState = { permitted: [], excluded: [] }

export function addConstraints(
  state: NameConstraintState,
  certificate: Pick<Certificate, 'nameConstraints'>,
): NameConstraintState {
  const added = certificate.nameConstraints
  if (added === undefined) return state
  return {
    permitted: added.permitted.length === 0 ? state.permitted : [...state.permitted, added.permitted],
    excluded: [...state.excluded, ...added.excluded],
  }
}

/** Names × subtrees above which a certificate is refused rather than computed (a way to occupy the validator). */
const maximumComparisons = 1_000_000

/** Why the names of a certificate break the constraints; undefined when they do not. */
export function constraintBreach(state: NameConstraintState, certificate: Certificate): string | undefined {
  if (state.permitted.length === 0 && state.excluded.length === 0) return undefined
  if (certificate.malformed.includes('2.5.29.17')) return 'the alternative names cannot be read'
  const names = constrainedNames(certificate)
  const subtrees = state.excluded.length + state.permitted.reduce((sum, set) => sum + set.length, 0)
  if (names.length * subtrees > maximumComparisons) return 'too many names and constraints'
  for (const name of names) {
    const same = (subtree: GeneralSubtree) => subtree.base.kind === name.kind
    for (const subtree of state.excluded.filter(same))
      if (judge(name, subtree) !== 'outside') return `${describe(name)} is excluded`
    for (const set of state.permitted) {
      const relevant = set.filter(same)
      if (relevant.length > 0 && !relevant.some((subtree) => judge(name, subtree) === 'inside'))
        return `${describe(name)} is not permitted`
    }
  }
  return undefined
}

function constrainedNames(certificate: Certificate): GeneralName[] {
  const subject: GeneralName[] = isEmptyName(certificate.subject)
    ? []
    : [{ kind: 'directory', name: certificate.subject }]
  const emails = certificate.subject.rdns
    .flat()
    .flatMap(({ type, text }): GeneralName[] =>
      type === attributeOid.emailAddress ? [{ kind: 'email', text: text ?? '' }] : [],
    )
  return [...subject, ...(certificate.subjectAltName ?? []), ...emails]
}

function describe(name: GeneralName): string {
  return 'text' in name ? `${name.kind} ${name.text}` : `a name of kind ${name.kind}`
}

/** `unknown`: a kind or a bound that cannot be judged; it counts as excluded and as not permitted. */
function judge(name: GeneralName, { base, bounded }: GeneralSubtree): 'inside' | 'outside' | 'unknown' {
  if (bounded) return 'unknown'
  const verdict = (inside: boolean | undefined) => (inside === undefined ? 'unknown' : inside ? 'inside' : 'outside')
  if (name.kind === 'directory' && base.kind === 'directory') return verdict(nameWithin(name.name, base.name))
  if (name.kind === 'ip' && base.kind === 'ip') return verdict(addressWithin(name.octets, base.octets))
  if (!('text' in name) || !('text' in base)) return 'unknown'
  switch (name.kind) {
    case 'email':
      return verdict(mailboxWithin(name.text, base.text))
    case 'dns':
      return verdict(hostWithin(name.text, base.text))
    case 'uri':
      return verdict(uriWithin(name.text, base.text))
  }
}

/**
 * Base without `@`: a host, or with a leading dot every host below it; with `@` one mailbox, whose local part is exact.
 */
function mailboxWithin(mailbox: string, base: string): boolean | undefined {
  const at = mailbox.lastIndexOf('@')
  if (at < 1 || at === mailbox.length - 1) return undefined
  const host = mailbox.slice(at + 1).toLowerCase()
  const baseAt = base.lastIndexOf('@')
  if (baseAt >= 0)
    return mailbox.slice(0, at) === base.slice(0, baseAt) && host === base.slice(baseAt + 1).toLowerCase()
  return exactOrBelow(host, base.toLowerCase())
}

function exactOrBelow(host: string, base: string): boolean {
  return base.startsWith('.') ? host.endsWith(base) && host.length > base.length : host === base
}

/** A DNS base covers itself and everything that adds labels on the left; an empty one covers all. */
function hostWithin(host: string, base: string): boolean {
  const [folded, foldedBase] = [host.toLowerCase().replace(/\.$/, ''), base.toLowerCase().replace(/\.$/, '')]
  if (foldedBase === '') return true
  if (foldedBase.startsWith('.')) return exactOrBelow(folded, foldedBase)
  return folded === foldedBase || folded.endsWith(`.${foldedBase}`)
}

/** Applies to the host part; a URI without one, or with an address, cannot be judged. */
function uriWithin(uri: string, base: string): boolean | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]@]+)(?::\d*)?(?:[/?#]|$)/i.exec(uri)?.[1]?.toLowerCase()
  if (host === undefined || /^[\d.]+$/.test(host)) return undefined
  return exactOrBelow(host, base.toLowerCase())
}

/** Address and mask, 8 octets for IPv4 and 32 for IPv6. */
function addressWithin(address: Uint8Array, base: Uint8Array): boolean | undefined {
  if (base.length !== 8 && base.length !== 32) return undefined
  if (address.length !== 4 && address.length !== 16) return undefined
  const size = base.length / 2
  if (address.length !== size) return false
  return address.every((octet, index) => ((octet ^ (base[index] ?? 0)) & (base[size + index] ?? 0)) === 0)
}
