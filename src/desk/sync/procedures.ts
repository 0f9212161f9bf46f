import { ok } from '../../domain/problem.ts'
import { REGISTRY } from '../../domain/request/request.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import type { DeskParts } from '../parts.ts'
import { outboxRowOf } from '../requests/request-detail.ts'
import { numberOf } from '../../request/paper-facts.ts'
import type { Group, Handlers } from '../door/handlers.ts'

/** How long a person waits for "send and receive now" before the screen continues. */
const NOW_LIMIT_MS = 15_000

type Status = ProcedureOutput<'sync.status'>

function syncStatusOf(
  parts: Pick<DeskParts, 'db' | 'settings' | 'outbox' | 'numbers' | 'sync' | 'stalledSince' | 'today'>,
): Status {
  const { db, settings, outbox, numbers, sync, today } = parts
  const toSend = db
    .prepare<[], { files: number; bytes: number; sent: number }>(
      `SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes, coalesce(sum(sent_bytes), 0) AS sent FROM blob WHERE uploaded = 0 AND sha256 IN
         (SELECT json_extract(payload, '$.attachment.sha256') FROM outbox WHERE state IN ('queued', 'sent') AND kind = 'attach-document')`,
    )
    .get()
  const { phase, failures } = sync.state()
  const stoppedBy = sync.stoppedBy()
  const state = (): Status['state'] => {
    if (stoppedBy !== null) return stoppedBy.code === 'protocol.too-old' ? 'outdated' : 'stopped'
    if (phase === 'backing-off' || failures > 0) return 'offline'
    if (phase === 'resting') return 'online'
    return settings.get('lastContactAt') === null || phase === 'off' ? 'starting' : 'syncing'
  }
  return {
    state: state(),
    offlineSince: sync.offlineSince(),
    lastContactAt: settings.get('lastContactAt'),
    lastPullAt: settings.get('lastPullAt'),
    clockOffsetMs: settings.get('clockOffsetMs'),
    cursor: settings.get('cursor') ?? 0,
    head: settings.get('head'),
    ...outbox.counts(),
    attachmentsToSend: { files: toSend?.files ?? 0, bytes: toSend?.bytes ?? 0, sentBytes: toSend?.sent ?? 0 },
    nextTryAt: sync.nextTryAt(),
    lastProblem: sync.lastProblem(),
    numbersLeft: numbers.left(REGISTRY, Number(today().slice(0, 4))),
    stoppedBy,
    stalledSince: parts.stalledSince(),
  }
}

export const syncProcedures = (parts: DeskParts): Handlers<Group<'sync'>> => ({
  'sync.status': () => ok(syncStatusOf(parts)),
  'sync.now': async () => {
    await parts.sync.now(NOW_LIMIT_MS)
    return ok(syncStatusOf(parts))
  },
  'sync.outbox': ({ states, limit }) =>
    ok(
      parts.outbox.list(states, limit).map((entry) => {
        const request = parts.requests.open(entry.envelope.aggregateId)
        return outboxRowOf(entry, request === null ? '' : numberOf(request.body))
      }),
    ),
})
