import { type Kysely, sql } from 'kysely'

/**
 * What belongs to a request besides its own facts: files, identity checks, notes and the timeline. Nothing of it is
 * ever overwritten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table attachment_file (
    sha256 text primary key not null,
    bytes integer not null check (bytes > 0),
    received_at text not null
  ) strict`.execute(db)
  await sql`create table request_attachment (
    request_id text not null references request (id),
    sha256 text not null references attachment_file (sha256),
    n integer not null,
    role text not null,
    media_type text not null,
    pages integer not null,
    name text not null,
    bytes integer not null,
    by_id text not null,
    by_name text not null,
    at text not null,
    primary key (request_id, sha256)
  ) strict`.execute(db)
  await sql`create index request_attachment_of_file on request_attachment (sha256)`.execute(db)
  await sql`create table identity_check (
    request_id text not null references request (id),
    n integer not null,
    record text not null,
    by_id text not null,
    by_name text not null,
    at text not null,
    primary key (request_id, n)
  ) strict`.execute(db)
  await sql`create table note (
    id text primary key not null,
    request_id text not null references request (id),
    n integer not null,
    text text not null,
    by_id text not null,
    by_name text not null,
    at text not null
  ) strict`.execute(db)
  await sql`create index note_of_request on note (request_id, n)`.execute(db)
  await sql`create table timeline (
    request_id text not null references request (id),
    n integer not null,
    id text not null unique,
    at text not null,
    by_id text not null,
    by_name text not null,
    act text not null,
    from_state text,
    to_state text not null,
    facts text not null,
    offline integer not null check (offline in (0, 1)),
    primary key (request_id, n)
  ) strict`.execute(db)
}
