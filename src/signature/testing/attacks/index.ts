/** Every attack class of the literature on signed PDFs, mounted on documents of our own. */
import { ambiguousTables } from './ambiguous-tables.ts'
import type { Attack } from './attack.ts'
import { formAndAnnotations } from './form-and-annotations.ts'
import { incrementalSaving } from './incremental-saving.ts'
import { laterRevisions } from './later-revisions.ts'
import { preparedDocuments } from './prepared-documents.ts'
import { secondSignature } from './second-signature.ts'
import { sharedObjects } from './shared-objects.ts'
import { signatureObject } from './signature-object.ts'

export type { Attack }
export const attacks: readonly Attack[] = [
  ...ambiguousTables,
  ...incrementalSaving,
  ...signatureObject,
  ...formAndAnnotations,
  ...laterRevisions,
  ...preparedDocuments,
  ...secondSignature,
  ...sharedObjects,
]
