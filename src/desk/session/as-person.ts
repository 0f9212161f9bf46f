/** Calls the central store for a person; without their online session it refuses and makes no call. */
import type { Result } from '../../domain/problem.ts'
import type { CallInput, CallOutput } from '../../protocol/central.ts'
import type { CentralClient, OptionsOf, PersonCall } from '../central-client/central-client.ts'
import type { SyncLoop } from '../sync/sync.ts'
import { centralToken } from './central-token.ts'
import type { Person } from './session.ts'

export async function asPerson<N extends PersonCall>(
  { client, sync }: { client: Pick<CentralClient, 'call'>; sync: Pick<SyncLoop, 'online' | 'stoppedBy'> },
  person: Person,
  name: N,
  input: CallInput<N>,
): Promise<Result<CallOutput<N>>> {
  const token = centralToken(person, sync)
  return token.ok ? client.call(name, input, ...([{ token: token.value }] as OptionsOf<N>)) : token
}
