/**
 * The first of the four answers: is the cryptography right, does the signature cover all that a reader shows, and what
 * changed after it? Needs no trust anchor, no network and no clock.
 */
import { createCryptography, type Cryptography } from '../cms/cryptography.ts'
import { coverageFacts, type CoverageFacts } from '../discovery/coverage.ts'
import {
  discoverSignatures,
  type DiscoveredSignature,
  type Discovery,
  signaturesInForm,
} from '../discovery/discover.ts'
import { createBudget, defaultLimits, LimitExceeded, type Limits } from '../pdf/budget.ts'
import type { SignatureDictionary } from '../discovery/signature-dictionary.ts'
import { createSharedReading, openDocument, type PdfDocument, type SharedReading } from '../pdf/document.ts'
import { recoverDocument } from '../pdf/recovery.ts'
import { createModificationHistory, type ModificationHistory } from '../comparison/history.ts'
import type { Modification } from '../comparison/modification.ts'
import { permissionsAfter, type Permissions } from '../comparison/permissions.ts'
import { overlappingAnnotations, shadowFindings } from '../comparison/shadow-content.ts'
import { type Check, check, type Verdict, verdictOf, worse } from './check.ts'
import { cryptographicChecks, type CryptographicResult, isKnownSubFilter } from './cryptographic-checks.ts'
import { createReading, type Reading } from './reading-checks.ts'
import { createRevisions, type Revisions } from './revisions.ts'
import { emptyStore, readSecurityStore, type SecurityStore } from './security-store.ts'

export interface IntegrityOptions {
  readonly password?: string
  readonly limits?: Partial<Limits>
  readonly cryptography?: Cryptography
}

export type Coverage = 'whole-file' | 'whole-revision' | 'partial'

export interface SignatureIntegrity {
  /** Fully qualified field name; empty where no field holds the signature. */
  readonly field: string
  readonly discovered: DiscoveredSignature
  readonly kind: 'signature' | 'time-stamp'
  readonly verdict: Verdict
  readonly coverage: Coverage
  /** What later revisions changed. */
  readonly modifications: readonly Modification[]
  readonly checks: readonly Check[]
  readonly cryptographic: CryptographicResult | undefined
  /** Length of the signed revision: the first so many bytes of the file are what was signed. */
  readonly signedLength: number
}

export interface IntegrityReport {
  readonly verdict: Verdict
  readonly signatures: readonly SignatureIntegrity[]
  /** Checks about the file as a whole. */
  readonly checks: readonly Check[]
  /** What came with the file to validate its certificates with. */
  readonly store: SecurityStore
  /** Steps that the answer took: objects read, pairs compared. */
  readonly steps: number
  /** The vendor of a viewer has let it save the form; this is the signature of no person. */
  readonly usageRights: boolean
}

/** What every report has before anything was found. */
const nothingFound = { signatures: [], store: emptyStore, usageRights: false } as const

/**
 * Integrity of all signatures of a file. Never throws for what the file contains.
 * @param bytes the whole file
 */
export function checkIntegrity(bytes: Uint8Array, options: IntegrityOptions = {}): IntegrityReport {
  const limits = { ...defaultLimits, ...options.limits }
  if (bytes.length > limits.fileBytes)
    return {
      ...nothingFound,
      verdict: 'indeterminate',
      checks: [check('limits-kept', false, { limit: 'fileBytes' })],
      steps: 0,
    }
  const budget = createBudget(limits)
  try {
    const shared = createSharedReading()
    const opened = openDocument(bytes, { budget, password: options.password ?? '', shared })
    if (!opened.ok) return unreadable(bytes, opened.fault, options, budget)
    return assess(opened.document, options, limits, shared)
  } catch (fault) {
    // Nesting is bounded everywhere; the stack itself is the last bound.
    const limit = fault instanceof LimitExceeded ? fault.limit : fault instanceof RangeError ? 'depth' : undefined
    if (limit === undefined) throw fault
    return {
      ...nothingFound,
      verdict: 'indeterminate',
      checks: [check('limits-kept', false, { limit })],
      steps: budget.steps(),
    }
  }
}

/** A file whose structure no reader agrees on: only whether it carries a signature can be decided. */
function unreadable(
  bytes: Uint8Array,
  fault: string,
  options: IntegrityOptions,
  budget: ReturnType<typeof createBudget>,
): IntegrityReport {
  const checks = [check('file-readable', false, { fault })]
  const recovered = recoverDocument(bytes, { budget, password: options.password ?? '' })
  const discovery = recovered && discoverSignatures(recovered)
  const signed = discovery
    ? discovery.signatures.length + discovery.unreadable > 0
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/ByteRange')
  const verdict = signed ? 'invalid' : recovered ? 'no-signature' : 'error'
  return { ...nothingFound, verdict, checks, steps: budget.steps() }
}

interface Context {
  readonly latest: PdfDocument
  readonly discovery: Discovery
  readonly revisions: Revisions
  readonly history: ModificationHistory
  readonly cryptography: Cryptography
  /** Of each signature; undefined where its byte range or its contents are none. */
  readonly cryptographic: readonly (CryptographicResult | undefined)[]
  readonly reading: Reading
  /** Prepared content in the file as it is, the same for every signature. */
  readonly shadow: readonly Check[]
}

function assess(
  latest: PdfDocument,
  options: IntegrityOptions,
  limits: Limits,
  shared: SharedReading,
): IntegrityReport {
  const revisions = createRevisions(latest, latest.budget, options.password ?? '', shared)
  const discovery = discoverSignatures(latest, revisions.at)
  if (discovery.signatures.length === 0) {
    const { usageRights } = discovery
    const base = { ...nothingFound, usageRights, steps: latest.budget.steps() }
    if (discovery.unreadable > 0) return { ...base, verdict: 'invalid', checks: [check('signature-dictionary', false)] }
    return { ...base, verdict: 'no-signature', checks: [] }
  }
  const store = readSecurityStore(latest)
  const ranges = discovery.signatures.map((discovered) =>
    coverageFacts(latest.bytes, discovered.signature.byteRange, discovered.signature.contents),
  )
  const cryptography = options.cryptography ?? createCryptography()
  // Before any comparison: a signature that a later revision brings is one only if it verifies.
  const cryptographic = discovery.signatures.map(({ signature }, index) =>
    verified(latest, signature, ranges[index], store.certificates, cryptography),
  )
  const context: Context = {
    latest,
    discovery,
    revisions,
    history: createModificationHistory(limits, (signature) =>
      discovery.signatures.some(
        (discovered, index) =>
          discovered.signature.contents?.start === signature.contents?.start &&
          ranges[index]?.gapIsContents === true &&
          isProof(cryptographic[index]),
      ),
    ),
    cryptography,
    cryptographic,
    reading: createReading(latest),
    shadow: shadowFindings(latest).map((finding) => check('no-shadow-content', false, { ...finding })),
  }
  const signatures = discovery.signatures.map((discovered, index) =>
    assessSignature(context, discovered, index, ranges),
  )
  const checks = discovery.unreadable > 0 ? [check('signature-dictionary', false)] : []
  const verdict = signatures.map((signature) => signature.verdict).reduce(worse, verdictOf(checks))
  const { usageRights } = discovery
  return { verdict, signatures, checks, store, usageRights, steps: latest.budget.steps() }
}

function verified(
  { bytes }: PdfDocument,
  signature: SignatureDictionary,
  coverage: CoverageFacts | undefined,
  candidates: readonly Uint8Array[],
  cryptography: Cryptography,
): CryptographicResult | undefined {
  if (!coverage?.wellFormed || !signature.contents) return undefined
  const [, firstLength = 0, second = 0] = signature.byteRange ?? []
  const content = [bytes.subarray(0, firstLength), bytes.subarray(second, coverage.end)]
  return cryptographicChecks(signature, signature.contents.bytes, content, candidates, cryptography)
}

/** Whether nothing that was checked is wrong. What could not be checked counts against the signature itself. */
function isProof(result: CryptographicResult | undefined): boolean {
  return result !== undefined && !['invalid', 'tampered'].includes(verdictOf(result.checks))
}

function assessSignature(
  context: Context,
  discovered: DiscoveredSignature,
  index: number,
  ranges: readonly CoverageFacts[],
): SignatureIntegrity {
  const { signature } = discovered
  const { latest } = context
  const coverage = ranges[index] ?? coverageFacts(latest.bytes, undefined, undefined)
  // Object streams of a locked file are unreadable, and the form with them: so the field was not hidden.
  const formUnknown = latest.locked && latest.oddities.has('object-stream-unreadable')
  if (formUnknown && discovered.field === undefined) return withoutPassword(context, discovered, coverage)
  const checks: Check[] = [
    check('signature-in-form', discovered.hidden === undefined, { hidden: discovered.hidden ?? '' }),
    check(
      'signature-dictionary',
      signature.contents !== undefined &&
        !['ByteRange', 'Contents', 'SubFilter'].some((key) => signature.duplicateKeys.includes(key)),
    ),
    check('sub-filter-known', isKnownSubFilter(signature.subFilter), { subFilter: signature.subFilter ?? '' }),
    // Nobody can look at what cannot be opened.
    ...(latest.locked ? [check('content-opened', false)] : []),
    check('byte-range-form', coverage.wellFormed, { byteRange: (signature.byteRange ?? []).join(' ') }),
  ]
  const kind = signature.subFilter === 'ETSI.RFC3161' ? 'time-stamp' : 'signature'
  const result = (more: Partial<SignatureIntegrity>): SignatureIntegrity => ({
    field: discovered.fieldName,
    discovered,
    kind,
    verdict: verdictOf(checks),
    coverage: 'partial',
    modifications: [],
    checks,
    cryptographic: undefined,
    signedLength: Math.max(0, coverage.end),
    ...more,
  })
  if (!coverage.wellFormed || !signature.contents) return result({})
  checks.push(check('byte-range-gap', coverage.gapIsContents), check('byte-range-overlap', !overlaps(ranges, index)))
  const cryptographic = context.cryptographic[index]
  if (!cryptographic) return result({})
  checks.push(...cryptographic.checks)
  const later = laterChanges(context, discovered, coverage, checks)
  const whole = coverage.gapIsContents && coverage.endsRevision
  const reach: Coverage = whole && coverage.rest !== 'more' ? 'whole-file' : whole ? 'whole-revision' : 'partial'
  return result({ verdict: verdictOf(checks), coverage: reach, modifications: later, cryptographic })
}

/**
 * What can be reported about a signature in a file that does not open: the cryptography over the bytes, and no more.
 */
function withoutPassword(
  context: Context,
  discovered: DiscoveredSignature,
  coverage: CoverageFacts,
): SignatureIntegrity {
  const { signature } = discovered
  const { bytes } = context.latest
  // A signature that covers every byte proves the file as it is, opened or not; with less, changes could not be
  // recognised.
  const everything = coverage.rest === 'nothing' && discovered.hidden === 'not-in-form'
  const checks: Check[] = [
    everything ? check('content-opened', false) : check('password-known', false),
    check('byte-range-form', coverage.wellFormed),
  ]
  const [, firstLength = 0, second = 0] = signature.byteRange ?? []
  const cryptographic =
    coverage.wellFormed && signature.contents
      ? cryptographicChecks(
          signature,
          signature.contents.bytes,
          [bytes.subarray(0, firstLength), bytes.subarray(second, coverage.end)],
          [],
          context.cryptography,
        )
      : undefined
  checks.push(
    check('byte-range-gap', coverage.gapIsContents),
    check('revision-end', coverage.endsRevision),
    ...(cryptographic?.checks ?? []),
  )
  return {
    field: '',
    discovered,
    kind: signature.subFilter === 'ETSI.RFC3161' ? 'time-stamp' : 'signature',
    verdict: verdictOf(checks),
    coverage: everything ? 'whole-file' : 'partial',
    modifications: [],
    checks,
    cryptographic,
    signedLength: Math.max(0, coverage.end),
  }
}

/**
 * Two signatures may lie one inside the other's covered part; their gaps may not touch, and none may begin inside
 * another's gap.
 */
function overlaps(ranges: readonly CoverageFacts[], index: number): boolean {
  const own = ranges[index]
  return ranges.some(
    (other, position) => position !== index && own !== undefined && other.wellFormed && own.end === other.end,
  )
}

function laterChanges(
  context: Context,
  discovered: DiscoveredSignature,
  coverage: CoverageFacts,
  checks: Check[],
): readonly Modification[] {
  const { latest, revisions } = context
  checks.push(check('revision-end', coverage.endsRevision))
  if (!coverage.endsRevision) return []
  const signed = revisions.at(coverage.end)
  checks.push(check('signed-revision-readable', signed !== undefined))
  if (!signed) return []
  const there = signed === latest ? context.discovery : { signatures: signaturesInForm(signed) }
  const same = there.signatures.find(
    (other) => other.signature.contents?.start === discovered.signature.contents?.start,
  )
  checks.push(check('signature-in-signed-revision', same?.field !== undefined))
  checks.push(check('nothing-after-last-revision', !latest.oddities.has('end-of-file-marker') || signed === latest))
  const after = revisions.after(signed)
  checks.push(check('revision-chain', after.ok, after.ok ? undefined : { reason: after.reason }))
  // What follows must be a revision. White space shows nothing: mail gateways add it, and it is reported.
  checks.push(
    check('covers-to-the-end', coverage.rest !== 'more' || !after.ok || after.revisions.length > 0),
    check('nothing-after-end', coverage.rest !== 'white-space'),
  )
  if (!after.ok) return []
  context.reading.include(signed, after.revisions)
  checks.push(...context.shadow)
  const overlap = overlappingAnnotations(signed)
  checks.push(check('annotations-apart', overlap === undefined, { page: overlap ?? 0 }))
  const permissions: Permissions = permissionsAfter(signed, there.signatures, discovered)
  const modifications = context.history.modifications(signed, after.revisions, permissions)
  // After the comparison, which may have read more than can be reached.
  checks.push(...context.reading.checksAfter(signed, after.revisions))
  checks.push(
    check(
      'later-changes-permitted',
      modifications.every((made) => made.level !== 'forbidden'),
      { count: modifications.filter((made) => made.level === 'forbidden').length },
    ),
  )
  checks.push(
    check(
      'no-later-changes',
      modifications.every((made) => made.level === 'silent'),
      { count: modifications.length },
    ),
  )
  return modifications
}
