import { type Kysely, sql } from 'kysely'

/** People of the house and their sessions. Tokens are kept as hashes only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table user_account (
    id text primary key not null,
    username text not null unique,
    name text not null,
    role text not null check (role in ('clerk', 'supervisor', 'administrator', 'auditor')),
    password_hash text not null,
    failed_attempts integer not null default 0,
    locked_until text,
    disabled integer not null default 0 check (disabled in (0, 1)),
    version integer not null default 1,
    created_at text not null
  ) strict`.execute(db)
  await sql`create table session (
    id text primary key not null,
    token_hash text not null unique,
    user_id text not null references user_account (id),
    device_id text not null,
    role text not null,
    granted_at text not null,
    expires_at text not null,
    offline_until text not null,
    ended_at text
  ) strict`.execute(db)
  await sql`create index session_of_user on session (user_id)`.execute(db)
}
