import { type Kysely, sql } from 'kysely'

/** Enrolled workstations with the end of their chain of commands, and the one-time codes that enrol them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table device (
    id text primary key not null,
    desk_number integer not null unique check (desk_number > 0),
    name text not null,
    public_key blob not null,
    state text not null check (state in ('active', 'frozen', 'revoked')),
    last_seq integer not null default 0,
    last_hash text not null,
    enrolled_at text not null,
    last_seen_at text
  ) strict`.execute(db)
  await sql`create table enrolment_code (
    code_hash text primary key not null,
    created_at text not null,
    created_by text not null,
    expires_at text not null,
    used_at text,
    device_id text references device (id)
  ) strict`.execute(db)
}
