/**
 * Gives back blocks of numbers that serve no more (product.md section 4): those of a year that is over, and those that
 * the central store has leased to this desk and of which the desk has lost the record. A block is closed here for good
 * before anything is said of it, so that no clock set back can take a number from it afterwards; and it waits while a
 * registration with one of its numbers still has to find its end.
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
 * Compares the desk's blocks with those the central store has open for it. `refused`: what it said to a block it would
 * not take back; it is offered again next time.
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
      // Ended at the centre, or asked for and never given: either way not ours. What is asked for in a year that still
      // runs may yet be given.
    } else if (block.from !== null || block.year < year) numbers.drop(block.blockId)
  }
  const held = new Map(numbers.blocks().map((block) => [block.blockId, block]))
  // No registration of a block that goes back is among what is still unsent: all of them are at the centre up to here.
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
