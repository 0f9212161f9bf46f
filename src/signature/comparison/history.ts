/** All that happened after a signature, revision by revision. Each pair of neighbours is compared only once. */
import type { SignatureDictionary } from '../discovery/signature-dictionary.ts'
import { LimitExceeded, type Limits } from '../pdf/budget.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { Proof } from './acts/act.ts'
import { compareRevisions } from './compare.ts'
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

/** @param isVerified whether the cryptography of a signature is right */
export function createModificationHistory(
  limits: Limits,
  isVerified: (signature: SignatureDictionary) => boolean,
): ModificationHistory {
  const known = new Map<string, readonly Change[]>()
  const isProved: Proof = (signature, before, after) => coversStep(signature, before, after) && isVerified(signature)
  const compare = (before: PdfDocument, after: PdfDocument): readonly Change[] => {
    const key = `${before.end} ${after.end}`
    const changes = known.get(key) ?? compareRevisions(before, after, { isProved }).changes
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

/** The value is new in the later revision, and its byte range ends in it. */
function coversStep(signature: SignatureDictionary, before: PdfDocument, after: PdfDocument): boolean {
  const [, , second = 0, length = 0] = signature.byteRange ?? []
  const section = after.sections[0]?.offset ?? 0
  const isNew = signature.contents !== undefined && signature.contents.start >= before.end
  return isNew && second + length > section && second + length <= after.end
}
