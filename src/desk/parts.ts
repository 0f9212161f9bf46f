/** The parts of an open desk: what `compose.ts` puts together and procedures take. */
import type { WatchedFolder } from '../devices/scanner/folder/watched-folder.ts'
import type { Logger } from 'pino'
import type { House } from '../paper/house.ts'
import type { LocalAudit } from './audit/local-audit.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import type { Database } from './cache/open-cache.ts'
import type { Settings } from './cache/settings.ts'
import type { ChosenDevices } from './devices/chosen-devices.ts'
import type { Scanning } from './scanning/scanning.ts'
import type { Drafts } from './drafts/drafts.ts'
import type { LookedUp } from './drafts/looked-up.ts'
import type { DraftReadings } from './reading/draft-readings.ts'
import type { TakeFile } from './drafts/take-file.ts'
import type { RunErasures } from './erasure/run-erasures.ts'
import type { Incidents } from './incidents/incidents.ts'
import type { ReplaceIdentity } from './identity/replace-identity.ts'
import type { Journal } from './journal/journal.ts'
import type { Numbers } from './numbers/numbers.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { SealCheck } from './papers/seal-check.ts'
import type { Perform } from './outbox/perform.ts'
import type { WaitingPapers } from './printing/waiting-papers.ts'
import type { DeskSession } from './session/session.ts'
import type { Pages } from './sync/apply-page.ts'
import type { CentralClient } from './central-client/central-client.ts'
import type { Changes } from './events/changes.ts'
import type { ServerClock } from './clock/server-clock.ts'
import type { SyncLoop } from './sync/sync.ts'
import type { Held } from './parked/held.ts'
import type { Queue } from './queue/queue.ts'
import type { RequestStore } from './requests/request-store.ts'

export interface DeskParts {
  readonly db: Database
  readonly settings: Settings
  readonly outbox: Outbox
  readonly numbers: Numbers
  readonly journal: Journal
  readonly blobs: BlobStore
  readonly requests: RequestStore
  readonly queue: Queue
  readonly held: Held
  readonly pages: Pages
  readonly drafts: Drafts
  readonly scans: WatchedFolder
  readonly takeFile: TakeFile
  readonly clock: ServerClock
  readonly client: CentralClient
  readonly session: DeskSession
  /** Enrols the workstation again with a one-time code, where the central store admits it no more. */
  readonly replaceIdentity: ReplaceIdentity
  readonly sync: SyncLoop
  /** Since when nothing queued has advanced although the central store answers, or null. */
  readonly stalledSince: () => string | null
  readonly changes: Changes
  readonly perform: Perform
  readonly audit: LocalAudit
  readonly incidents: Incidents
  readonly erase: RunErasures
  readonly devices: ChosenDevices
  readonly scanning: Scanning
  readonly waiting: WaitingPapers
  /** Readings of scanned pages, by a thread of its own, which starts with the first one. */
  readonly readings: DraftReadings
  readonly lookedUp: LookedUp
  /** Checks seals in a thread of its own, which starts with the first sealed paper. */
  readonly sealCheck: SealCheck
  readonly newId: () => string
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number
  readonly log: Logger
  readonly cacheBytes: () => number
  readonly freeBytes: () => number
  /** Day of Bucharest by the best known time. */
  readonly today: () => string
  /** The house as the central store described it last, for papers made here. */
  /** Null until the desk knows it. */
  readonly house: () => House | null
}
