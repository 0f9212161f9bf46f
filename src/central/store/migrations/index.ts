/** The steps of the central store's schema, in order. */
import type { Migration } from 'kysely/migration'
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

export const MIGRATIONS: Record<string, Migration> = {
  '0010-meta-and-feed': { up: metaAndFeed },
  '0020-audit': { up: audit },
  '0030-people': { up: people },
  '0040-workstations': { up: workstations },
  '0050-holders-and-dossiers': { up: holdersAndDossiers },
  '0060-registry': { up: registry },
  '0070-records-of-a-request': { up: recordsOfARequest },
  '0080-papers': { up: papers },
  '0090-command-receipts': { up: commandReceipts },
  '0100-executions': { up: executions },
  '0110-voided-numbers': { up: voidedNumbers },
  '0120-order-decisions': { up: orderDecisions },
  '0130-execution-holds': { up: executionHolds },
  '0140-proofs-as-printed': { up: proofsAsPrinted },
  '0150-attachments-by-role': { up: attachmentsByRole },
  '0160-sealed-proofs': { up: sealedProofs },
}
