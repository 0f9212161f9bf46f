import { bytes, instant, integer, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * The audit chain. Entries cannot be changed or removed. A body may be removed; its commitment stays in the
 * chain.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('audit_entry', {
    n: integer({ key: true }),
    at: instant(),
    actor: text(),
    device: text({ nullable: true }),
    action: text(),
    subject_ref: text({ nullable: true }),
    commitment: text(),
    prev_hash: text(),
    hash: text({ unique: true }),
  })
  await ddl.createTable('audit_body', {
    n: integer({ key: true, references: 'audit_entry.n' }),
    salt: bytes(),
    body: json(),
  })
  await ddl.refuse({
    table: 'audit_entry',
    act: 'update',
    name: 'audit_entry_is_never_changed',
    message: 'the audit is append-only',
  })
  await ddl.refuse({
    table: 'audit_entry',
    act: 'delete',
    name: 'audit_entry_is_never_removed',
    message: 'the audit is append-only',
  })
  await ddl.refuse({
    table: 'audit_body',
    act: 'update',
    name: 'audit_body_is_never_changed',
    message: 'the audit is append-only',
  })
}
