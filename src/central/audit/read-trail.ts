/** Pages of the audit trail, newest first, as an auditor reads it: with names instead of ids. */
import type { z } from 'zod'
import { dayBegins, dayEnds } from '../../domain/calendar/bucharest.ts'
import type { auditCalls, auditRow } from '../../protocol/central/audit.ts'
import type { Reading } from '../store/schema.ts'

type Query = z.output<typeof auditCalls.auditTrail.query>
type Row = z.infer<typeof auditRow>

/** Entries that match, and whether older ones match too. */
export async function readTrail(db: Reading, query: Query): Promise<{ entries: Row[]; more: boolean }> {
  let found = db
    .selectFrom('audit_entry')
    .leftJoin('user_account', 'user_account.id', 'audit_entry.actor')
    .leftJoin('device', 'device.id', 'audit_entry.device')
    .select([
      'audit_entry.n',
      'audit_entry.at',
      'audit_entry.action',
      'audit_entry.hash',
      'user_account.name as person',
      'device.desk_number as deskNumber',
    ])
  if (query.before !== undefined) found = found.where('audit_entry.n', '<', query.before)
  if (query.actor !== undefined) found = found.where('audit_entry.actor', '=', query.actor)
  if (query.deskNumber !== undefined) found = found.where('device.desk_number', '=', query.deskNumber)
  // "login" also finds "login.wrong". The point keeps "log" from finding it.
  const { action } = query
  if (action !== undefined)
    found = found.where((where) =>
      where.or([
        where('audit_entry.action', '=', action),
        where.and([where('audit_entry.action', '>=', `${action}.`), where('audit_entry.action', '<', `${action}/`)]),
      ]),
    )
  if (query.from !== undefined) found = found.where('audit_entry.at', '>=', dayBegins(query.from))
  if (query.to !== undefined) found = found.where('audit_entry.at', '<', dayEnds(query.to))
  const rows = await found
    .orderBy('audit_entry.n', 'desc')
    .limit(query.limit + 1)
    .execute()
  return { entries: rows.slice(0, query.limit), more: rows.length > query.limit }
}
