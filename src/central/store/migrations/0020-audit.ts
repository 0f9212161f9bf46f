import { type Kysely, sql } from 'kysely'

/**
 * The audit chain. Entries can neither be changed nor removed; a body may be removed, and its commitment stays in the
 * chain.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table audit_entry (
    n integer primary key,
    at text not null,
    actor text not null,
    device text,
    action text not null,
    subject_ref text,
    commitment text not null,
    prev_hash text not null,
    hash text not null unique
  ) strict`.execute(db)
  await sql`create table audit_body (
    n integer primary key references audit_entry (n),
    salt blob not null,
    body text not null
  ) strict`.execute(db)
  await sql`create trigger audit_entry_is_never_changed before update on audit_entry begin select raise(abort, 'the audit is append-only'); end`.execute(
    db,
  )
  await sql`create trigger audit_entry_is_never_removed before delete on audit_entry begin select raise(abort, 'the audit is append-only'); end`.execute(
    db,
  )
  await sql`create trigger audit_body_is_never_changed before update on audit_body begin select raise(abort, 'the audit is append-only'); end`.execute(
    db,
  )
}
