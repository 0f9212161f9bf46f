/** The steps of the central store's schema, in order. */
import type { Step } from '../ddl/ddl.ts'
import { up as metaAndFeed } from './0010-meta-and-feed.ts'
import { up as audit } from './0020-audit.ts'
import { up as people } from './0030-people.ts'
import { up as workstations } from './0040-workstations.ts'
import { up as holdersAndDossiers } from './0050-holders-and-dossiers.ts'
import { up as registry } from './0060-registry.ts'
import { up as recordsOfARequest } from './0070-records-of-a-request.ts'
import { up as papers } from './0080-papers.ts'
import { up as commandReceipts } from './0090-command-receipts.ts'
import { up as executions } from './0100-executions.ts'
import { up as voidedNumbers } from './0110-voided-numbers.ts'
import { up as orderDecisions } from './0120-order-decisions.ts'
import { up as executionHolds } from './0130-execution-holds.ts'
import { up as proofsAsPrinted } from './0140-proofs-as-printed.ts'
import { up as attachmentsByRole } from './0150-attachments-by-role.ts'
import { up as sealedProofs } from './0160-sealed-proofs.ts'
import { up as authors } from './0170-authors.ts'
import { up as auditBodiesStay } from './0180-audit-bodies-stay.ts'
import { up as sessionKeys } from './0190-session-keys.ts'
import { up as feedMarks } from './0200-feed-marks.ts'
import { up as uploads } from './0210-uploads.ts'
import { up as authority } from './0220-authority.ts'
import { up as wrongPasswords } from './0230-wrong-passwords.ts'
import { up as comparison } from './0240-comparison.ts'
import { up as takenOver } from './0250-taken-over.ts'
import { up as erasedCaches } from './0260-erased-caches.ts'

export const MIGRATIONS: Readonly<Record<string, Step>> = {
  '0010-meta-and-feed': metaAndFeed,
  '0020-audit': audit,
  '0030-people': people,
  '0040-workstations': workstations,
  '0050-holders-and-dossiers': holdersAndDossiers,
  '0060-registry': registry,
  '0070-records-of-a-request': recordsOfARequest,
  '0080-papers': papers,
  '0090-command-receipts': commandReceipts,
  '0100-executions': executions,
  '0110-voided-numbers': voidedNumbers,
  '0120-order-decisions': orderDecisions,
  '0130-execution-holds': executionHolds,
  '0140-proofs-as-printed': proofsAsPrinted,
  '0150-attachments-by-role': attachmentsByRole,
  '0160-sealed-proofs': sealedProofs,
  '0170-authors': authors,
  '0180-audit-bodies-stay': auditBodiesStay,
  '0190-session-keys': sessionKeys,
  '0200-feed-marks': feedMarks,
  '0210-uploads': uploads,
  '0220-authority': authority,
  '0230-wrong-passwords': wrongPasswords,
  '0240-comparison': comparison,
  '0250-taken-over': takenOver,
  '0260-erased-caches': erasedCaches,
}
