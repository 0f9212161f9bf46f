import { type Kysely, sql } from 'kysely'

/** Executions, at most one for each request; who is anonymised, by keyed reference; and the certificates of erasure. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table execution (
    request_id text primary key not null references request (id),
    state text not null check (state in ('due', 'running', 'waiting', 'blocked', 'executed', 'withdrawn')),
    fence integer not null default 0,
    plan_hash text not null,
    problem text,
    due_at text not null,
    finished_at text,
    paper_id text references paper (id),
    check ((state = 'executed') = (finished_at is not null))
  ) strict`.execute(db)
  await sql`create index execution_open on execution (due_at) where state in ('due', 'running', 'waiting', 'blocked')`.execute(
    db,
  )
  await sql`create table anonymised_person (
    person_ref text not null,
    request_id text not null references request (id),
    anonymised_at text not null,
    reverted_by text references request (id),
    primary key (person_ref, request_id)
  ) strict`.execute(db)
  await sql`create unique index one_standing_anonymisation on anonymised_person (person_ref) where reverted_by is null`.execute(
    db,
  )
  await sql`create table erasure_certificate (
    request_id text primary key not null references request (id),
    at text not null,
    body text not null,
    hash text not null
  ) strict`.execute(db)
}
