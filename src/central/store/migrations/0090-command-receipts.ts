import { type Kysely, sql } from 'kysely'

/** One row for every command ever received: the same command is answered again with what it was answered first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table command_receipt (
    device_id text not null references device (id),
    device_seq integer not null,
    command_id text not null unique,
    kind text not null,
    aggregate_id text not null,
    chain_hash text not null,
    outcome text not null check (outcome in ('applied', 'rejected', 'parked')),
    receipt text not null,
    envelope text,
    occurred_at text not null,
    clock_offset_ms integer,
    received_at text not null,
    primary key (device_id, device_seq)
  ) strict`.execute(db)
  await sql`create index command_parked on command_receipt (aggregate_id) where outcome = 'parked'`.execute(db)
}
