/**
 * Compares this desk with what the central store has of it (docs/protocol.md S9, ADR 0076). A workstation restored from
 * an older copy is behind: it would give numbers again that are on somebody's paper, so it registers nothing. A central
 * store restored from a backup has another history at the cursor of this desk, even if it has grown past it since.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { FIRST_PREV_HASH } from '../../protocol/canonical.ts'
import type { Settings } from '../cache/settings.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { Outbox } from '../outbox/outbox.ts'

interface PlaceOptions {
  readonly settings: Pick<Settings, 'get'>
  readonly outbox: Pick<Outbox, 'tip' | 'chainHashOf'>
  readonly client: Pick<CentralClient, 'call'>
  readonly signal?: AbortSignal | undefined
}

/** The chain hash that this desk has at a sequence; null if the command is no longer kept. */
function hashAt({ tip, chainHashOf }: PlaceOptions['outbox'], deviceSeq: number): string | null {
  if (deviceSeq === 0) return FIRST_PREV_HASH
  const last = tip()
  return (deviceSeq === last.deviceSeq ? last.chainHash : chainHashOf(deviceSeq)) || null
}

/**
 * Refuses with `device.behind` (the centre has more of this workstation), `device.forked` (it has something else), or
 * `store.different` (its feed is another one).
 */
export async function checkPlace({ settings, outbox, client, signal }: PlaceOptions): Promise<Result<true>> {
  const mark = settings.get('feedMark')
  const answer = await client.call('standing', { at: mark?.position ?? 0 }, { signal })
  // A central store of an earlier version cannot answer; it is then as it was before.
  if (!answer.ok) return answer.problem.code === 'route.unknown' ? ok(true) : answer
  const { lastSeq, lastHash, storeId, epoch, mark: known } = answer.value
  if (mark !== null && known !== mark.hash) return refuse('store.different', { storeId, epoch })
  const { deviceSeq } = outbox.tip()
  if (lastSeq > deviceSeq) return refuse('device.behind', { here: deviceSeq, centre: lastSeq })
  const own = hashAt(outbox, lastSeq)
  return own !== null && own !== lastHash ? refuse('device.forked', { deviceSeq: lastSeq }) : ok(true)
}
