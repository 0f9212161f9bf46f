import { type Kysely, sql } from 'kysely'

/** Papers: what a sealed one says, the sealed bytes once they are there, and every print. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table paper (
    id text primary key not null,
    request_id text not null references request (id),
    n integer not null,
    kind text not null check (kind in ('proof-of-registration', 'receipt', 'letter')),
    letter text,
    content text,
    verification_code text unique,
    at text not null,
    sealed_at text,
    sha256 text,
    pdf blob,
    printed integer not null default 0,
    unique (request_id, n),
    check ((pdf is null) = (sealed_at is null))
  ) strict`.execute(db)
  // A request has one receipt, whatever runs twice.
  await sql`create unique index one_receipt on paper (request_id) where kind = 'receipt'`.execute(db)
  await sql`create index paper_to_seal on paper (at) where content is not null and pdf is null`.execute(db)
  await sql`create table print (
    command_id text primary key not null,
    paper_id text not null references paper (id),
    sha256 text not null,
    duplicate integer not null check (duplicate in (0, 1)),
    by_id text not null,
    at text not null
  ) strict`.execute(db)
}
