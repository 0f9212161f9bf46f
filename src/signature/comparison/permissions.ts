/**
 * What may change after a signature: DocMDP, FieldMDP and field locks of all signatures up to it (ISO 32000-2, 12.8.2.2
 * to 12.8.2.4).
 */
import { type FieldLock, readFieldLock } from '../discovery/signature-dictionary.ts'
import type { DiscoveredSignature } from '../discovery/discover.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { isDictionary } from '../pdf/objects.ts'
import type { Change, Level, Modification } from './modification.ts'

export interface Permissions {
  /** The strictest access permission in force; undefined where no signature certifies. */
  readonly certificationLevel: 1 | 2 | 3 | undefined
  /**
   * Stated where the standard gives it no force (`P` of a FieldMDP transform): what goes against it is reported as a
   * warning.
   */
  readonly advisoryLevel: 1 | 2 | 3 | undefined
  /** Length of the signed part: what stands in it is covered. */
  readonly signedLength: number
  readonly locks: readonly FieldLock[]
}

/** `signatures`: those of the signed revision. */
export function permissionsAfter(
  signed: PdfDocument,
  signatures: readonly DiscoveredSignature[],
  discovered: DiscoveredSignature,
): Permissions {
  const locks: FieldLock[] = []
  let certificationLevel: 1 | 2 | 3 | undefined
  for (const { signature, field } of [...signatures, discovered]) {
    const lock = field ? signed.entry(field.dictionary, 'Lock') : null
    const lockLevel = isDictionary(lock) ? signed.entry(lock, 'P') : null
    for (const level of [signature.certificationLevel, lockLevel])
      if (level === 1 || level === 2 || level === 3)
        certificationLevel = certificationLevel === undefined || level < certificationLevel ? level : certificationLevel
    const own = isDictionary(lock) ? readFieldLock(lock, signed) : undefined
    locks.push(...signature.fieldLocks, ...(own ? [own] : []))
  }
  const advisory = [...signatures, discovered].flatMap(({ signature }) => signature.advisoryLevel ?? [])
  const advisoryLevel = advisory.sort((a, b) => a - b)[0]
  return { certificationLevel, advisoryLevel, signedLength: signed.end, locks }
}

/**
 * A lock names a field or an ancestor of it, by whole partial names. Fields inherit values: what changes above a named
 * field changes it too.
 */
export function isLocked(fieldName: string, locks: readonly FieldLock[]): boolean {
  return locks.some((lock) => {
    const named = lock.fields.some((name) => fieldName === name || fieldName.startsWith(`${name}.`))
    const above = lock.fields.some((name) => name.startsWith(`${fieldName}.`))
    return lock.action === 'All' || (lock.action === 'Include' ? named || above : !named)
  })
}

export function judge(change: Change, revision: number, permissions: Permissions): Modification {
  const level = levelOf(change, permissions, permissions.certificationLevel)
  if (level !== 'silent' || permissions.advisoryLevel === undefined) return { ...change, revision, level }
  const advised = levelOf(change, permissions, permissions.advisoryLevel)
  return { ...change, revision, level: advised === 'silent' ? 'silent' : 'permitted' }
}

function levelOf(change: Change, permissions: Permissions, certificationLevel: 1 | 2 | 3 | undefined): Level {
  switch (change.category) {
    case 'validation-data':
      return 'silent'
    case 'evidence-removed':
      return (change.standsAt ?? 0) < permissions.signedLength ? 'permitted' : 'silent'
    case 'signature':
      return certificationLevel === 1 ? 'forbidden' : 'silent'
    case 'visible-signature':
    case 'signature-field':
    case 'field-lock':
      return certificationLevel === 1 ? 'forbidden' : 'permitted'
    case 'form-value':
      return certificationLevel === 1 || isLocked(change.field ?? '', permissions.locks) ? 'forbidden' : 'permitted'
    case 'annotation':
      // Without a certification nothing permits comments on what was signed.
      return certificationLevel === 3 ? 'permitted' : 'forbidden'
    case 'content':
      return 'forbidden'
  }
}
