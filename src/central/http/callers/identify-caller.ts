/** The one place that decides who may call what, by the kind of caller that the contract names. */
import type { Result } from '../../../domain/problem.ts'
import type { CallerKind } from '../../../protocol/central/call.ts'
import type { CallerFacts, Evidence, Identify } from './caller.ts'
import { identifyHolder } from './holder.ts'
import { identifyPerson } from './person.ts'
import { identifyAnyone } from './public.ts'
import { identifyService } from './service.ts'
import { identifyWorkstation } from './workstation.ts'

/** A kind of caller without an identification does not compile. */
const IDENTIFY: { readonly [K in CallerKind]: Identify<K> } = {
  public: identifyAnyone,
  workstation: identifyWorkstation,
  person: identifyPerson,
  holder: identifyHolder,
  service: identifyService,
}

export const identifyCaller = <K extends CallerKind>(evidence: Evidence<K>): Promise<Result<CallerFacts[K]>> =>
  (IDENTIFY[evidence.caller.kind as K] as Identify<K>)(evidence)
