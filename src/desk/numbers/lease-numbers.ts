/** Keeps enough registration numbers leased, so that work without the central store has real ones. */
import { ok, type Result } from '../../domain/problem.ts'
import { REGISTRY } from '../../domain/request/request.ts'
import type { Numbers } from './numbers.ts'
import type { CentralClient } from '../central-client/central-client.ts'

/** Enough for several days of the busiest counter. */
const BLOCK_SIZE = 100

/**
 * In the last days of December the next year's numbers are fetched too: New Year's morning may be without a network.
 */
function yearsNeeded(localDay: string): number[] {
  const year = Number(localDay.slice(0, 4))
  return localDay.slice(5) >= '12-15' ? [year, year + 1] : [year]
}

export async function leaseNumbers(options: {
  numbers: Numbers
  client: CentralClient
  localDay: string
  newId: () => string
  signal?: AbortSignal | undefined
}): Promise<Result<{ leased: number; retired: boolean }>> {
  const { numbers, client, signal } = options
  let leased = 0
  for (const year of yearsNeeded(options.localDay)) {
    if (numbers.left(REGISTRY, year) >= BLOCK_SIZE / 2) continue
    let asked = numbers.asked(REGISTRY, year)
    if (asked === null) {
      // Stored before the call: if the answer is lost, the same block is requested again under the same id.
      numbers.ask(options.newId(), REGISTRY, year, BLOCK_SIZE)
      asked = numbers.asked(REGISTRY, year)
    }
    if (asked === null) continue
    const answer = await client.call(
      'leaseNumbers',
      { blockId: asked.blockId, registry: REGISTRY, year, size: asked.size },
      { signal },
    )
    // A retired desk gets no numbers, and continues to send what it has.
    if (!answer.ok) return answer.problem.code === 'device.retired' ? ok({ leased, retired: true }) : answer
    numbers.grant(asked.blockId, answer.value)
    leased += 1
  }
  return ok({ leased, retired: false })
}
