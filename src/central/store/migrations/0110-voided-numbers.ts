import { type Kysely, sql } from 'kysely'

/**
 * What becomes of numbers that nobody registered with: blocks given back, their voids, voids superseded by what arrived
 * later, desks retired. On the record for good.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table block_return (
    block_id text primary key not null references number_block (id),
    reason text not null,
    by_id text not null,
    at text not null
  ) strict`.execute(db)
  await sql`create table number_void (
    block_id text not null references block_return (block_id),
    first integer not null check (first > 0),
    last integer not null check (last >= first),
    reason text not null check (reason in ('year-ended', 'not-taken', 'block-lost', 'desk-retired', 'desk-revoked')),
    primary key (block_id, first)
  ) strict`.execute(db)
  await sql`create table superseded_void (
    request_id text primary key not null references registration (request_id),
    block_id text not null references block_return (block_id),
    sequence integer not null,
    at text not null,
    unique (block_id, sequence)
  ) strict`.execute(db)
  await sql`create table device_retirement (
    device_id text primary key not null references device (id),
    explanation text not null,
    by_id text not null,
    at text not null
  ) strict`.execute(db)
  for (const table of ['block_return', 'number_void', 'superseded_void', 'device_retirement'])
    for (const act of ['update', 'delete'])
      await sql
        .raw(
          `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, '${table} is append-only'); end`,
        )
        .execute(db)
}
