import { type Kysely, sql } from 'kysely'

/**
 * What a proof of registration said when it was first printed; a duplicate says the same whatever was corrected since.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table proof_as_printed (
    paper_id text primary key not null references paper (id),
    said text not null
  ) strict`.execute(db)
  for (const act of ['update', 'delete'])
    await sql
      .raw(
        `create trigger proof_as_printed_no_${act} before ${act} on proof_as_printed begin select raise(abort, 'proof_as_printed is append-only'); end`,
      )
      .execute(db)
}
