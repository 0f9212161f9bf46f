/**
 * What happened to the data of this desk, or prevents its work: logged at once, and shown on every screen until a
 * person confirms it (table `incident`). Carries no personal data.
 */
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { incident, IncidentKind } from '../../protocol/desk/incidents.ts'
import type { Database } from '../cache/open-cache.ts'

export type Incident = z.infer<typeof incident>

export interface Incidents {
  /** Inside a transaction of the caller, the incident is part of it. */
  readonly report: (kind: IncidentKind, about?: { count?: number; requestId?: string }) => void
  /** Unconfirmed incidents, the newest first. */
  readonly open: () => Incident[]
  readonly confirm: (ids: readonly number[], actorId: string) => void
}

interface IncidentRow {
  id: number
  at: string
  kind: string
  count: number | null
  request_id: string | null
}

/** A screen shows no more; the rest follows when these are confirmed. */
const MOST_SHOWN = 100

export function incidentsOf(
  db: Database,
  { now, log, onChange }: { now: () => string; log: Logger; onChange: () => void },
): Incidents {
  const insert = db.prepare('INSERT INTO incident (at, kind, count, request_id) VALUES (?, ?, ?, ?)')
  const open = db.prepare<[number], IncidentRow>(
    'SELECT id, at, kind, count, request_id FROM incident WHERE confirmed_at IS NULL ORDER BY id DESC LIMIT ?',
  )
  const confirm = db.prepare(
    'UPDATE incident SET confirmed_at = ?, confirmed_by = ? WHERE id = ? AND confirmed_at IS NULL',
  )
  return {
    report: (kind, { count, requestId } = {}) => {
      log.error({ incident: kind, count, requestId }, 'an incident at this desk')
      insert.run(now(), kind, count ?? null, requestId ?? null)
      onChange()
    },
    open: () =>
      open.all(MOST_SHOWN).map(({ id, at, kind, count, request_id: requestId }) => ({
        ...{ id, at, count, requestId },
        kind: kind as IncidentKind,
      })),
    confirm: (ids, actorId) => {
      for (const id of ids) confirm.run(now(), actorId, id)
    },
  }
}
