import { type Kysely, sql } from 'kysely'

/**
 * Identity of the store, and the feed of changes: the newest of each entity, at positions handed out in commit order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table meta (key text primary key not null, value text not null) strict`.execute(db)
  await sql`create table feed_head (
    one integer primary key check (one = 1),
    position integer not null check (position >= 0),
    floor integer not null default 0 check (floor <= position)
  ) strict`.execute(db)
  await sql`insert into feed_head (one, position) values (1, 0)`.execute(db)
  await sql`create table change (
    position integer primary key,
    entity text not null,
    entity_id text not null,
    version integer not null,
    op text not null check (op in ('upsert', 'tombstone', 'erase')),
    body text,
    unique (entity, entity_id)
  ) strict`.execute(db)
}
