import { type Kysely, sql } from 'kysely'

/** Requests with their registration. A number is given once per registry and year, whoever gives it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table number_block (
    id text primary key not null,
    registry text not null,
    year integer not null,
    first integer not null check (first > 0),
    last integer not null check (last >= first),
    device_id text not null references device (id),
    leased_at text not null
  ) strict`.execute(db)
  await sql`create index number_block_of_device on number_block (device_id, registry, year)`.execute(db)
  await sql`create table registry_counter (
    registry text not null,
    year integer not null,
    next integer not null check (next > 0),
    primary key (registry, year)
  ) strict`.execute(db)
  await sql`create table request (
    id text primary key not null,
    version integer not null,
    revision integer not null check (revision <= version),
    kind text not null check (kind in ('anonymise', 'revert')),
    channel text not null,
    state text not null,
    requested_day text not null,
    requested_at text,
    due_day text not null,
    extended_days integer not null default 0,
    holder_cnp text not null,
    holder text not null,
    capacity text not null,
    representative text,
    questions_asked text,
    decision text,
    registered_by text not null,
    registered_by_name text not null,
    desk_number integer not null
  ) strict`.execute(db)
  await sql`create index request_of_person on request (holder_cnp)`.execute(db)
  await sql`create index request_in_state on request (state)`.execute(db)
  await sql`create table registration (
    request_id text primary key not null references request (id),
    registry text not null,
    year integer not null,
    sequence integer not null check (sequence > 0),
    provisional text unique,
    day text not null,
    at text not null,
    unique (registry, year, sequence)
  ) strict`.execute(db)
}
