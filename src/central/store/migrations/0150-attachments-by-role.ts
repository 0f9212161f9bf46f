import { type Kysely, sql } from 'kysely'

/**
 * One file may be two things of a request (the request and the proof of capacity on one sheet): it is attached once for
 * each. A key cannot be widened in place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table request_attachment_by_role (
    request_id text not null references request (id),
    sha256 text not null references attachment_file (sha256),
    n integer not null,
    role text not null,
    media_type text not null,
    pages integer not null,
    name text not null,
    bytes integer not null,
    by_id text not null,
    by_name text not null,
    at text not null,
    primary key (request_id, sha256, role)
  ) strict`.execute(db)
  await sql`insert into request_attachment_by_role (request_id, sha256, n, role, media_type, pages, name, bytes, by_id, by_name, at)
    select request_id, sha256, n, role, media_type, pages, name, bytes, by_id, by_name, at from request_attachment`.execute(
    db,
  )
  await sql`drop table request_attachment`.execute(db)
  await sql`alter table request_attachment_by_role rename to request_attachment`.execute(db)
  await sql`create index request_attachment_of_file on request_attachment (sha256)`.execute(db)
}
