import { type Kysely, sql } from 'kysely'

/** What the sealed proof of a registration says, and the sealed copy marked DUPLICAT of a paper (docs/adr/0039). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table sealed_proof (
    paper_id text primary key not null references paper (id),
    said text not null
  ) strict`.execute(db)
  await sql`create table sealed_duplicate (
    paper_id text primary key not null references paper (id),
    of_sha256 text not null,
    sealed_at text not null,
    sha256 text not null,
    pdf blob not null
  ) strict`.execute(db)
}
