/**
 * Returns number blocks that can no longer be used: those of a past year, and those leased to this desk that it has no
 * record of. A block is closed here for good before it is returned, so that a clock set back cannot use a number of it
 * afterwards. It is not returned while the outcome of a registration with one of its numbers is open.
 */
import { ok, type Problem, type Result } from '../../domain/problem.ts'
import { COMMANDS } from '../../request/acts.ts'
import type { Numbers } from './numbers.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { CentralClient } from '../central-client/central-client.ts'

interface ReturnOptions {
  readonly numbers: Numbers
  readonly outbox: Pick<Outbox, 'tip' | 'toSend' | 'unsettledRegistrations'>
  readonly client: Pick<CentralClient, 'call'>
  /** Day of Bucharest by the central store's time. */
  readonly localDay: string
  readonly signal?: AbortSignal | undefined
}

/** Whether a registration that is not settled holds a number of the block. */
function isAwaited(
  outbox: ReturnOptions['outbox'],
  block: { registry: string; year: number; from: number; to: number },
): boolean {
  return outbox.unsettledRegistrations().some(({ envelope }) => {
    const payload = COMMANDS['register-request'].payload.safeParse(envelope.payload)
    if (!payload.success) return false
    const { registry, year, sequence } = payload.data.registration
    return (
      registry === block.registry &&
      year === block.year &&
      sequence !== null &&
      sequence >= block.from &&
      sequence <= block.to
    )
  })
}

/**
 * Compares the desk's blocks with those the central store has open for it. `refused`: the problem of a block that it
 * did not take back; it is offered again next time.
 */
export async function returnNumbers({
  numbers,
  outbox,
  client,
  localDay,
  signal,
}: ReturnOptions): Promise<Result<{ returned: number; refused: Problem | null }>> {
  const listed = await client.call('numberBlocks', {}, { signal })
  if (!listed.ok) return listed
  const year = Number(localDay.slice(0, 4))
  const open = new Set(listed.value.map(({ blockId }) => blockId))
  for (const block of numbers.blocks()) {
    if (open.has(block.blockId)) {
      if (block.year < year && !block.closed) numbers.close(block.blockId)
      // Ended by the central store, or requested and never granted: either way not this desk's. A block requested for
      // the current year may still be granted.
    } else if (block.from !== null || block.year < year) numbers.drop(block.blockId)
  }
  // Numbers that the central store has a registration for are used, whatever the cache remembers.
  for (const { blockId, unusedFrom } of listed.value) if (unusedFrom !== null) numbers.advance(blockId, unusedFrom)
  const held = new Map(numbers.blocks().map((block) => [block.blockId, block]))
  // Unsent commands contain no registration of a returned block: the central store has all of them up to here.
  const [unsent] = outbox.toSend(1)
  const afterSeq = unsent === undefined ? outbox.tip().deviceSeq : unsent.envelope.deviceSeq - 1
  let returned = 0
  let refused: Problem | null = null
  for (const block of listed.value) {
    const mine = held.get(block.blockId)
    if ((mine !== undefined && !mine.closed) || isAwaited(outbox, block)) continue
    const unusedFrom = mine === undefined ? null : (mine.next ?? block.from)
    const answer = await client.call('returnNumbers', { blockId: block.blockId, afterSeq, unusedFrom }, { signal })
    if (answer.ok) {
      numbers.drop(block.blockId)
      returned += 1
    } else if (answer.problem.code === 'central.unreachable') return answer
    else refused = answer.problem
  }
  return ok({ returned, refused })
}
