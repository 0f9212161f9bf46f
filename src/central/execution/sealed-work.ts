/** What only a store with a seal does: papers made on demand, and the worker that executes and seals letters. */
import type { Logger } from 'pino'
import type { HouseData } from '../../domain/house/house.ts'
import { houseOf } from '../../paper/house.ts'
import type { Signer } from '../../signature/signing/index.ts'
import { paperMaker, type SealedPapers } from '../papers/paper-maker.ts'
import type { ExecutionServices } from './execution-services.ts'
import { startWorker, type Worker } from './worker.ts'

export interface SealedWork {
  readonly papers: SealedPapers
  readonly worker: Worker
}

export function startSealedWork(
  services: Omit<ExecutionServices, 'make' | 'actor'> & { readonly storeId: string },
  house: HouseData,
  signer: Signer,
  log: Logger,
): SealedWork {
  const papers = paperMaker(houseOf(house), signer)
  const actor = { kind: 'system' as const, id: services.storeId, name: 'Sistemul central' }
  const worker = startWorker({ ...services, make: papers.paper, actor }, log)
  worker.wake()
  return { papers, worker }
}
