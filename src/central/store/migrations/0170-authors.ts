import { text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

const TABLES = ['request_attachment', 'identity_check', 'note', 'timeline', 'order_decision'] as const
const kind = () => text({ default: 'person', oneOf: ['person', 'mailbox', 'holder', 'doctor', 'system'] })

/**
 * Every act on a request records the kind of its author. Until now every author was a person, except for the central
 * store's own acts in the history.
 */
export async function up(ddl: Ddl): Promise<void> {
  for (const table of TABLES) await ddl.addColumn(table, 'by_kind', kind())
  await ddl.addColumn('request', 'registered_by_kind', kind())
  await ddl.run(`update timeline set by_kind = 'system' where act in ('begin', 'executed')`)
}
