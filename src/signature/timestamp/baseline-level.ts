/** The PAdES baseline level that a signature reaches (EN 319 142-1, 6.3), from facts alone. */

export type BaselineLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'

export type LevelFacts = {
  /** signed attributes are those of a baseline signature: content-type, message-digest, signing-certificate(-v2) */
  readonly baseline: boolean
  /** a signature time-stamp, or a document time-stamp over the signature, whose integrity is right */
  readonly trustedTime: boolean
  /** the document carries the certificates of the path and revocation data for each that needs some */
  readonly validationData: boolean
  /** a document time-stamp covers that data */
  readonly archiveTimestamp: boolean
}

/** Each level needs the one below; undefined when it is no baseline signature at all. */
export function baselineLevel({
  baseline,
  trustedTime,
  validationData,
  archiveTimestamp,
}: LevelFacts): BaselineLevel | undefined {
  if (!baseline) return undefined
  if (!trustedTime) return 'B-B'
  if (!validationData) return 'B-T'
  return archiveTimestamp ? 'B-LTA' : 'B-LT'
}

/**
 * Was every piece of evidence that decided found in the document? `embedded` holds fingerprints of what the document
 * carries.
 */
export function isSelfContained(
  path: readonly { readonly fingerprint: string }[],
  evidence: readonly { readonly fingerprint: string }[],
  embedded: ReadonlySet<string>,
): boolean {
  return (
    path.every(({ fingerprint }) => embedded.has(fingerprint)) &&
    evidence.every(({ fingerprint }) => embedded.has(fingerprint))
  )
}
