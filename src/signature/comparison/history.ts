/**
 * All that happened after a signature, revision by revision. Each pair of neighbours is compared once, whoever asks.
 */
import { LimitExceeded, type Limits } from '../pdf/budget.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { compareDocuments } from './catalog.ts'
import type { Change, Modification } from './modification.ts'
import { judge, type Permissions } from './permissions.ts'

export interface ModificationHistory {
  /** `revisions`: those after the signed one, oldest first. */
  modifications(
    signed: PdfDocument,
    revisions: readonly PdfDocument[],
    permissions: Permissions,
  ): readonly Modification[]
}

/** More later revisions than this are not compared, and the question stays open. */
const mostRevisions = 200

export function createModificationHistory(limits: Limits): ModificationHistory {
  const known = new Map<string, readonly Change[]>()
  const compare = (before: PdfDocument, after: PdfDocument): readonly Change[] => {
    const key = `${before.end} ${after.end}`
    const changes = known.get(key) ?? compareDocuments(before, after)
    known.set(key, changes)
    return changes
  }
  return {
    modifications(signed, revisions, permissions) {
      if (revisions.length > Math.min(mostRevisions, limits.sections)) throw new LimitExceeded('sections')
      return revisions.flatMap((revision, index) =>
        compare(revisions[index - 1] ?? signed, revision).map((change) => judge(change, index + 1, permissions)),
      )
    },
  }
}
