import { type Kysely, sql } from 'kysely'

/**
 * Holders, and their dossiers as generations. What is medical is encrypted under its dossier's key; the key is a row of
 * its own, so that destroying it is one delete.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table holder (
    id text primary key not null,
    cnp text not null unique,
    surname text not null,
    given_names text not null,
    birth_day text not null,
    sex text not null check (sex in ('male', 'female')),
    county text not null,
    deceased_day text
  ) strict`.execute(db)
  await sql`create table dossier (
    id text primary key not null,
    holder_id text not null references holder (id),
    generation integer not null check (generation > 0),
    state text not null check (state in ('active', 'anonymised')),
    opened_at text not null,
    content_from_day text,
    closed_at text,
    closed_by text,
    unique (holder_id, generation),
    check ((state = 'active') = (closed_at is null))
  ) strict`.execute(db)
  // However many commands race, a person has one active dossier.
  await sql`create unique index one_active_dossier on dossier (holder_id) where state = 'active'`.execute(db)
  await sql`create table dossier_key (
    dossier_id text primary key not null references dossier (id),
    wrapped_key blob not null,
    created_at text not null
  ) strict`.execute(db)
  await sql`create table clinical_document (
    id text primary key not null,
    dossier_id text not null references dossier (id),
    type text not null,
    format text not null check (format in ('cda-r2', 'fhir-r4')),
    recorded_day text not null,
    recorded_at text not null,
    content blob not null
  ) strict`.execute(db)
  await sql`create index clinical_document_of_dossier on clinical_document (dossier_id, type, recorded_day)`.execute(db)
  await sql`create table dossier_record (
    id text primary key not null,
    dossier_id text not null references dossier (id),
    class text not null check (class in ('emergency-summary', 'medical-history', 'declared-history')),
    recorded_day text not null,
    content blob not null
  ) strict`.execute(db)
  await sql`create index dossier_record_of_dossier on dossier_record (dossier_id, class)`.execute(db)
  await sql`create table access_grant (
    id text primary key not null,
    dossier_id text not null references dossier (id),
    grantee text not null,
    scope text not null,
    granted_at text not null,
    until text
  ) strict`.execute(db)
  await sql`create index access_grant_of_dossier on access_grant (dossier_id)`.execute(db)
  await sql`create table access_log (
    id text primary key not null,
    dossier_id text not null references dossier (id),
    at text not null,
    who text not null,
    act text not null
  ) strict`.execute(db)
  await sql`create index access_log_of_dossier on access_log (dossier_id)`.execute(db)
  await sql`create table security_matrix (
    dossier_id text not null references dossier (id),
    position text not null,
    code_hash blob not null,
    primary key (dossier_id, position)
  ) strict`.execute(db)
  await sql`create table portal_link (
    id text primary key not null,
    dossier_id text not null references dossier (id),
    account_ref text not null,
    created_at text not null
  ) strict`.execute(db)
  await sql`create index portal_link_of_dossier on portal_link (dossier_id)`.execute(db)
}
