import { type Kysely, sql } from 'kysely'

/**
 * What supervisors decided on the order of two opposite requests of one person; the last decision on a pair counts,
 * none is ever changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table order_decision (
    n integer primary key,
    command_id text not null unique,
    first_id text not null references request (id),
    second_id text not null references request (id),
    reason text not null,
    by_id text not null,
    by_name text not null,
    at text not null,
    check (first_id <> second_id)
  ) strict`.execute(db)
  await sql`create index order_decision_of_first on order_decision (first_id)`.execute(db)
  await sql`create index order_decision_of_second on order_decision (second_id)`.execute(db)
  for (const act of ['update', 'delete'])
    await sql
      .raw(
        `create trigger order_decision_no_${act} before ${act} on order_decision begin select raise(abort, 'order_decision is append-only'); end`,
      )
      .execute(db)
}
