import { type Kysely, sql } from 'kysely'

/** What holds up an execution, as the desks show it; a row goes when the execution goes on or is called off. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table execution_hold (
    request_id text primary key not null references execution (request_id),
    since text not null,
    hold text not null
  ) strict`.execute(db)
}
