CREATE TABLE meta (key text primary key not null, value text not null) strict
CREATE TABLE feed_head (one integer primary key check (one = 1), position integer not null check (position >= 0), floor integer not null default 0 check (floor <= position)) strict
CREATE TABLE change (position integer primary key, entity text not null, entity_id text not null, version integer not null, op text not null check (op in ('upsert', 'tombstone', 'erase')), body text, unique (entity, entity_id)) strict
CREATE TABLE audit_entry (n integer primary key, at text not null, actor text not null, device text, action text not null, subject_ref text, commitment text not null, prev_hash text not null, hash text not null unique) strict
CREATE TABLE audit_body (n integer primary key references audit_entry (n), salt blob not null, body text not null) strict
CREATE TRIGGER audit_entry_is_never_changed before update on audit_entry begin select raise(abort, 'the audit is append-only'); end
CREATE TRIGGER audit_entry_is_never_removed before delete on audit_entry begin select raise(abort, 'the audit is append-only'); end
CREATE TRIGGER audit_body_is_never_changed before update on audit_body begin select raise(abort, 'the audit is append-only'); end
CREATE TABLE user_account (id text primary key not null, username text not null unique, name text not null, role text not null check (role in ('clerk', 'supervisor', 'administrator', 'auditor')), password_hash text not null, failed_attempts integer not null default 0, locked_until text, disabled integer not null default 0 check (disabled in (0, 1)), version integer not null default 1, created_at text not null) strict
CREATE TABLE session (id text primary key not null, token_hash text not null unique, user_id text not null references user_account (id), device_id text not null, role text not null, granted_at text not null, expires_at text not null, offline_until text not null, ended_at text) strict
CREATE INDEX session_of_user on session (user_id)
CREATE TABLE device (id text primary key not null, desk_number integer not null unique check (desk_number > 0), name text not null, public_key blob not null, state text not null check (state in ('active', 'frozen', 'revoked')), last_seq integer not null default 0, last_hash text not null, enrolled_at text not null, last_seen_at text) strict
CREATE TABLE enrolment_code (code_hash text primary key not null, created_at text not null, created_by text not null, expires_at text not null, used_at text, device_id text references device (id)) strict
CREATE TABLE holder (id text primary key not null, cnp text not null unique, surname text not null, given_names text not null, birth_day text not null, sex text not null check (sex in ('male', 'female')), county text not null, deceased_day text) strict
CREATE TABLE dossier (id text primary key not null, holder_id text not null references holder (id), generation integer not null check (generation > 0), state text not null check (state in ('active', 'anonymised')), opened_at text not null, content_from_day text, closed_at text, closed_by text, unique (holder_id, generation), check ((state = 'active') = (closed_at is null))) strict
CREATE UNIQUE INDEX one_active_dossier on dossier (holder_id) where state = 'active'
CREATE TABLE dossier_key (dossier_id text primary key not null references dossier (id), wrapped_key blob not null, created_at text not null) strict
CREATE TABLE clinical_document (id text primary key not null, dossier_id text not null references dossier (id), type text not null, format text not null check (format in ('cda-r2', 'fhir-r4')), recorded_day text not null, recorded_at text not null, content blob not null) strict
CREATE INDEX clinical_document_of_dossier on clinical_document (dossier_id, type, recorded_day)
CREATE TABLE dossier_record (id text primary key not null, dossier_id text not null references dossier (id), class text not null check (class in ('emergency-summary', 'medical-history', 'declared-history')), recorded_day text not null, content blob not null) strict
CREATE INDEX dossier_record_of_dossier on dossier_record (dossier_id, class)
CREATE TABLE access_grant (id text primary key not null, dossier_id text not null references dossier (id), grantee text not null, scope text not null, granted_at text not null, until text) strict
CREATE INDEX access_grant_of_dossier on access_grant (dossier_id)
CREATE TABLE access_log (id text primary key not null, dossier_id text not null references dossier (id), at text not null, who text not null, act text not null) strict
CREATE INDEX access_log_of_dossier on access_log (dossier_id)
CREATE TABLE security_matrix (dossier_id text not null references dossier (id), position text not null, code_hash blob not null, primary key (dossier_id, position)) strict
CREATE TABLE portal_link (id text primary key not null, dossier_id text not null references dossier (id), account_ref text not null, created_at text not null) strict
CREATE INDEX portal_link_of_dossier on portal_link (dossier_id)
CREATE TABLE number_block (id text primary key not null, registry text not null, year integer not null, first integer not null check (first > 0), last integer not null check (last >= first), device_id text not null references device (id), leased_at text not null) strict
CREATE INDEX number_block_of_device on number_block (device_id, registry, year)
CREATE TABLE registry_counter (registry text not null, year integer not null, next integer not null check (next > 0), primary key (registry, year)) strict
CREATE TABLE request (id text primary key not null, version integer not null, revision integer not null check (revision <= version), kind text not null check (kind in ('anonymise', 'revert')), channel text not null, state text not null, requested_day text not null, requested_at text, due_day text not null, extended_days integer not null default 0, holder_cnp text not null, holder text not null, capacity text not null, representative text, questions_asked text, decision text, registered_by text not null, registered_by_name text not null, desk_number integer not null) strict
CREATE INDEX request_of_person on request (holder_cnp)
CREATE INDEX request_in_state on request (state)
CREATE TABLE registration (request_id text primary key not null references request (id), registry text not null, year integer not null, sequence integer not null check (sequence > 0), provisional text unique, day text not null, at text not null, unique (registry, year, sequence)) strict
CREATE TABLE attachment_file (sha256 text primary key not null, bytes integer not null check (bytes > 0), received_at text not null) strict
CREATE TABLE identity_check (request_id text not null references request (id), n integer not null, record text not null, by_id text not null, by_name text not null, at text not null, primary key (request_id, n)) strict
CREATE TABLE note (id text primary key not null, request_id text not null references request (id), n integer not null, text text not null, by_id text not null, by_name text not null, at text not null) strict
CREATE INDEX note_of_request on note (request_id, n)
CREATE TABLE timeline (request_id text not null references request (id), n integer not null, id text not null unique, at text not null, by_id text not null, by_name text not null, act text not null, from_state text, to_state text not null, facts text not null, offline integer not null check (offline in (0, 1)), primary key (request_id, n)) strict
CREATE TABLE paper (id text primary key not null, request_id text not null references request (id), n integer not null, kind text not null check (kind in ('proof-of-registration', 'receipt', 'letter')), letter text, content text, verification_code text unique, at text not null, sealed_at text, sha256 text, pdf blob, printed integer not null default 0, unique (request_id, n), check ((pdf is null) = (sealed_at is null))) strict
CREATE UNIQUE INDEX one_receipt on paper (request_id) where kind = 'receipt'
CREATE INDEX paper_to_seal on paper (at) where content is not null and pdf is null
CREATE TABLE print (command_id text primary key not null, paper_id text not null references paper (id), sha256 text not null, duplicate integer not null check (duplicate in (0, 1)), by_id text not null, at text not null) strict
CREATE TABLE command_receipt (device_id text not null references device (id), device_seq integer not null, command_id text not null unique, kind text not null, aggregate_id text not null, chain_hash text not null, outcome text not null check (outcome in ('applied', 'rejected', 'parked')), receipt text not null, envelope text, occurred_at text not null, clock_offset_ms integer, received_at text not null, primary key (device_id, device_seq)) strict
CREATE INDEX command_parked on command_receipt (aggregate_id) where outcome = 'parked'
CREATE TABLE execution (request_id text primary key not null references request (id), state text not null check (state in ('due', 'running', 'waiting', 'blocked', 'executed', 'withdrawn')), fence integer not null default 0, plan_hash text not null, problem text, due_at text not null, finished_at text, paper_id text references paper (id), check ((state = 'executed') = (finished_at is not null))) strict
CREATE INDEX execution_open on execution (due_at) where state in ('due', 'running', 'waiting', 'blocked')
CREATE TABLE anonymised_person (person_ref text not null, request_id text not null references request (id), anonymised_at text not null, reverted_by text references request (id), primary key (person_ref, request_id)) strict
CREATE UNIQUE INDEX one_standing_anonymisation on anonymised_person (person_ref) where reverted_by is null
CREATE TABLE erasure_certificate (request_id text primary key not null references request (id), at text not null, body text not null, hash text not null) strict
CREATE TABLE block_return (block_id text primary key not null references number_block (id), reason text not null, by_id text not null, at text not null) strict
CREATE TABLE number_void (block_id text not null references block_return (block_id), first integer not null check (first > 0), last integer not null check (last >= first), reason text not null check (reason in ('year-ended', 'not-taken', 'block-lost', 'desk-retired', 'desk-revoked')), primary key (block_id, first)) strict
CREATE TABLE superseded_void (request_id text primary key not null references registration (request_id), block_id text not null references block_return (block_id), sequence integer not null, at text not null, unique (block_id, sequence)) strict
CREATE TABLE device_retirement (device_id text primary key not null references device (id), explanation text not null, by_id text not null, at text not null) strict
CREATE TRIGGER block_return_no_update before update on block_return begin select raise(abort, 'block_return is append-only'); end
CREATE TRIGGER block_return_no_delete before delete on block_return begin select raise(abort, 'block_return is append-only'); end
CREATE TRIGGER number_void_no_update before update on number_void begin select raise(abort, 'number_void is append-only'); end
CREATE TRIGGER number_void_no_delete before delete on number_void begin select raise(abort, 'number_void is append-only'); end
CREATE TRIGGER superseded_void_no_update before update on superseded_void begin select raise(abort, 'superseded_void is append-only'); end
CREATE TRIGGER superseded_void_no_delete before delete on superseded_void begin select raise(abort, 'superseded_void is append-only'); end
CREATE TRIGGER device_retirement_no_update before update on device_retirement begin select raise(abort, 'device_retirement is append-only'); end
CREATE TRIGGER device_retirement_no_delete before delete on device_retirement begin select raise(abort, 'device_retirement is append-only'); end
CREATE TABLE order_decision (n integer primary key, command_id text not null unique, first_id text not null references request (id), second_id text not null references request (id), reason text not null, by_id text not null, by_name text not null, at text not null, check (first_id <> second_id)) strict
CREATE INDEX order_decision_of_first on order_decision (first_id)
CREATE INDEX order_decision_of_second on order_decision (second_id)
CREATE TRIGGER order_decision_no_update before update on order_decision begin select raise(abort, 'order_decision is append-only'); end
CREATE TRIGGER order_decision_no_delete before delete on order_decision begin select raise(abort, 'order_decision is append-only'); end
CREATE TABLE execution_hold (request_id text primary key not null references execution (request_id), since text not null, hold text not null) strict
CREATE TABLE proof_as_printed (paper_id text primary key not null references paper (id), said text not null) strict
CREATE TRIGGER proof_as_printed_no_update before update on proof_as_printed begin select raise(abort, 'proof_as_printed is append-only'); end
CREATE TRIGGER proof_as_printed_no_delete before delete on proof_as_printed begin select raise(abort, 'proof_as_printed is append-only'); end
CREATE TABLE "request_attachment" (request_id text not null references request (id), sha256 text not null references attachment_file (sha256), n integer not null, role text not null, media_type text not null, pages integer not null, name text not null, bytes integer not null, by_id text not null, by_name text not null, at text not null, primary key (request_id, sha256, role)) strict
CREATE INDEX request_attachment_of_file on request_attachment (sha256)
CREATE TABLE sealed_proof (paper_id text primary key not null references paper (id), said text not null) strict
CREATE TABLE sealed_duplicate (paper_id text primary key not null references paper (id), of_sha256 text not null, sealed_at text not null, sha256 text not null, pdf blob not null) strict
