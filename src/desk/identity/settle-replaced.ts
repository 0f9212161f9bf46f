/**
 * Acts of an earlier identity whose answer this workstation never got: the central store is asked what became of them,
 * so that nobody takes over what has arrived.
 */
import { ok, type Result } from '../../domain/problem.ts'
import { LIMITS } from '../../protocol/central/limits.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { Outbox, OutboxEntry } from '../outbox/outbox.ts'
import type { Pages } from '../sync/apply-page.ts'

interface SettleOptions {
  readonly outbox: Pick<Outbox, 'undecided' | 'resolve'>
  readonly pages: Pick<Pages, 'takeReceipts' | 'refresh'>
  readonly client: Pick<CentralClient, 'call'>
  readonly clock: Pick<ServerClock, 'iso'>
  readonly signal?: AbortSignal | undefined
}

export const isReplaced = ({ receipt }: OutboxEntry): boolean =>
  receipt?.outcome === 'rejected' && receipt.problem.code === 'device.replaced'

/** Under this id somebody may have decided on the act. */
const originOf = ({ envelope }: OutboxEntry): string => envelope.takenOver?.commandId ?? envelope.commandId

/** Returns the requests that changed. */
export async function settleReplaced(options: SettleOptions): Promise<Result<string[]>> {
  const { outbox, pages, client, clock, signal } = options
  const open = outbox.undecided().filter(isReplaced)
  const touched: string[] = []
  for (let from = 0; from < open.length; from += LIMITS.pushCommands / 2) {
    const some = open.slice(from, from + LIMITS.pushCommands / 2)
    const commandIds = [...new Set(some.flatMap((entry) => [entry.envelope.commandId, originOf(entry)]))]
    const answer = await client.call('commandOutcomes', { commandIds }, { signal })
    // A central store of an earlier version cannot answer; a person who takes the act over gets its refusal.
    if (!answer.ok) return answer.problem.code === 'route.unknown' ? ok(touched) : answer
    const outcomes = new Map(answer.value.map((outcome) => [outcome.commandId, outcome]))
    for (const entry of some) {
      const { commandId, aggregateId, deviceSeq } = entry.envelope
      const receipt = outcomes.get(commandId)?.receipt ?? null
      const decided = outcomes.get(originOf(entry))?.decided ?? null
      if (receipt === null && decided === null) continue
      if (receipt !== null) pages.takeReceipts([receipt], new Map([[deviceSeq, aggregateId]]), clock.iso())
      if (decided !== null) outbox.resolve(commandId, decided === 'taken-over' ? 'again' : 'drop')
      pages.refresh(aggregateId)
      touched.push(aggregateId)
    }
  }
  return ok(touched)
}
