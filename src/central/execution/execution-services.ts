/** What an execution needs. */
import type { Author } from '../../protocol/values.ts'
import { ERASURE_STEPS } from '../dossiers/erase-dossier.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { PaperMaker } from '../papers/paper-maker.ts'
import type { Random } from '../random.ts'
import type { Store } from '../store/store.ts'

/** The steps after each of which a crash must leave nothing half done. A test stops the process after each of them. */
export const EXECUTION_STEPS = [
  'claimed',
  'sealed',
  'opened',
  ...ERASURE_STEPS,
  'certified',
  'receipted',
  'before-commit',
  'committed',
  'forgotten',
] as const
export type ExecutionStep = (typeof EXECUTION_STEPS)[number]

export interface ExecutionServices {
  readonly store: Store
  readonly keys: KeyRing
  readonly random: Random
  readonly now: () => string
  readonly make: PaperMaker
  /** The central store itself, who acts here. */
  readonly actor: Author
  /** Called after each step, for tests that stop there. */
  readonly reached: (step: ExecutionStep) => void
}
