/** What the handlers work with; put together once, in central.ts. */
import type { Words } from '../../domain/papers/words.ts'
import type { HeadsVerdict } from '../audit/signed-heads.ts'
import type { AttachmentFiles } from '../sync/attachments/attachment-files.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { SealedPapers } from '../papers/paper-maker.ts'
import type { Alarm } from '../commands/run-command.ts'
import type { Random } from '../random.ts'
import type { Store } from '../store/store.ts'

export interface RouteServices {
  readonly store: Store
  readonly keys: KeyRing
  readonly random: Random
  readonly now: () => string
  readonly identity: { readonly storeId: string; readonly epoch: string; readonly demonstration: boolean }
  /** Desks below this version of the protocol receive no pages. */
  readonly minimumProtocol: number
  readonly decoyHash: string
  readonly attachments: AttachmentFiles
  /** The signed heads beside the database, as they are now. */
  readonly readOwnHeads: () => HeadsVerdict
  readonly alarm: Alarm
  /** Wakes the worker: something was approved, or a letter ordered. */
  readonly wake: () => void
  readonly houseName: Words
  /** Renders and seals papers on demand; null while the store has no seal. */
  readonly papers: () => SealedPapers | null
}
