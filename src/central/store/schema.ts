/**
 * The tables of the central store as the query builder sees them. The migrations define them; the conformance suite
 * compares both.
 */
import type { Kysely } from 'kysely'
import type { RecordClass } from '../../domain/dossier/holdings.ts'
import type { AuthorKind } from '../../domain/request/author.ts'
import type { VoidReason } from '../../domain/request/registry-account.ts'
import type {
  AttachmentRole,
  Capacity,
  Channel,
  LetterKind,
  Paper,
  RequestKind,
  RequestState,
} from '../../domain/request/request.ts'
import type { Role } from '../../domain/rights.ts'

/** The author of what a row records. */
export type AuthorColumns = Pick<Database['note'], 'by_kind' | 'by_id' | 'by_name'>

/** 0 or 1: SQLite has no booleans, and a STRICT table takes nothing else. */
type Flag = 0 | 1

export interface Database {
  meta: { key: string; value: string }
  feed_head: { one: 1; position: number; floor: number }
  feed_mark: { position: number; hash: string }
  change: {
    position: number
    entity: string
    entity_id: string
    version: number
    op: 'upsert' | 'tombstone' | 'erase'
    body: string | null
  }
  audit_entry: {
    n: number
    at: string
    actor: string
    device: string | null
    action: string
    subject_ref: string | null
    commitment: string
    prev_hash: string
    hash: string
  }
  audit_body: { n: number; salt: Uint8Array; body: string }
  user_account: {
    id: string
    username: string
    name: string
    role: Role
    password_hash: string
    /** Always 0, and null: earlier versions counted wrong passwords here. Now `wrong_password` does. */
    failed_attempts: number
    locked_until: string | null
    disabled: Flag
    version: number
    created_at: string
    /** Set by another person: nothing is done with it but choosing another one. */
    must_change_password: Flag
    /** When another person last set the password. */
    password_by_other_at: string | null
    /** Who gave the role, until a second person has confirmed it. */
    unconfirmed_by: string | null
  }
  /** `name_ref`: id of the account, or keyed reference of a name that none has; `device_id` is empty for all others. */
  wrong_password: {
    name_ref: string
    device_id: string
    attempts: number
    locked_until: string | null
    last_at: string
  }
  session: {
    id: string
    token_hash: string
    user_id: string
    device_id: string
    role: Role
    granted_at: string
    expires_at: string
    offline_until: string
    /** Ended by a change of the person: password, role, disabled. */
    ended_at: string | null
    /** Raw Ed25519 key of 32 bytes; null for a session granted to a desk of an earlier version. */
    public_key: Uint8Array | null
    signed_out_at: string | null
  }
  device: {
    id: string
    desk_number: number
    name: string
    public_key: Uint8Array
    state: DeviceState
    last_seq: number
    last_hash: string
    enrolled_at: string
    last_seen_at: string | null
  }
  enrolment_code: {
    code_hash: string
    created_at: string
    created_by: string
    expires_at: string
    used_at: string | null
    device_id: string | null
  }
  holder: {
    id: string
    cnp: string
    surname: string
    given_names: string
    birth_day: string
    sex: 'male' | 'female'
    county: string
    deceased_day: string | null
  }
  dossier: {
    id: string
    holder_id: string
    generation: number
    state: 'active' | 'anonymised'
    opened_at: string
    content_from_day: string | null
    closed_at: string | null
    closed_by: string | null
  }
  dossier_key: { dossier_id: string; wrapped_key: Uint8Array; created_at: string }
  clinical_document: {
    id: string
    dossier_id: string
    type: string
    format: string
    recorded_day: string
    recorded_at: string
    content: Uint8Array
  }
  dossier_record: {
    id: string
    dossier_id: string
    class: RecordClass
    recorded_day: string
    content: Uint8Array
  }
  access_grant: {
    id: string
    dossier_id: string
    grantee: string
    scope: string
    granted_at: string
    until: string | null
  }
  access_log: { id: string; dossier_id: string; at: string; who: string; act: string }
  security_matrix: { dossier_id: string; position: string; code_hash: Uint8Array }
  portal_link: { id: string; dossier_id: string; account_ref: string; created_at: string }
  number_block: {
    id: string
    registry: string
    year: number
    first: number
    last: number
    device_id: string
    leased_at: string
  }
  registry_counter: { registry: string; year: number; next: number }
  request: {
    id: string
    version: number
    revision: number
    kind: RequestKind
    channel: Channel
    state: RequestState
    requested_day: string
    requested_at: string | null
    due_day: string
    extended_days: number
    holder_cnp: string
    holder: string
    capacity: Capacity
    representative: string | null
    questions_asked: string | null
    comparison: string | null
    decision: string | null
    registered_by_kind: AuthorKind
    registered_by: string
    registered_by_name: string
    desk_number: number
  }
  registration: {
    request_id: string
    registry: string
    year: number
    sequence: number
    provisional: string | null
    day: string
    at: string
    given_before: string | null
  }
  taken_over: {
    command_id: string
    device_id: string
    /** The command that took the act over; null where it was set aside. */
    by_command: string | null
    by_id: string
    reason: string | null
    at: string
  }
  upload: {
    sha256: string
    device_id: string
    session_id: string
    bytes: number
    begun_at: string
    last_at: string
  }
  attachment_file: { sha256: string; bytes: number; received_at: string }
  request_attachment: {
    request_id: string
    sha256: string
    n: number
    role: AttachmentRole
    media_type: string
    pages: number
    name: string
    bytes: number
    by_kind: AuthorKind
    by_id: string
    by_name: string
    at: string
  }
  identity_check: {
    request_id: string
    n: number
    record: string
    by_kind: AuthorKind
    by_id: string
    by_name: string
    at: string
  }
  note: {
    id: string
    request_id: string
    n: number
    text: string
    by_kind: AuthorKind
    by_id: string
    by_name: string
    at: string
  }
  timeline: {
    request_id: string
    n: number
    id: string
    at: string
    by_kind: AuthorKind
    by_id: string
    by_name: string
    act: string
    from_state: RequestState | null
    to_state: RequestState
    facts: string
    offline: Flag
    first: string | null
  }
  paper: {
    id: string
    request_id: string
    n: number
    kind: Paper
    letter: LetterKind | null
    content: string | null
    verification_code: string | null
    at: string
    sealed_at: string | null
    sha256: string | null
    pdf: Uint8Array | null
    printed: number
  }
  proof_as_printed: { paper_id: string; said: string }
  sealed_proof: { paper_id: string; said: string }
  sealed_duplicate: { paper_id: string; of_sha256: string; sealed_at: string; sha256: string; pdf: Uint8Array }
  print: { command_id: string; paper_id: string; sha256: string; duplicate: Flag; by_id: string; at: string }
  command_receipt: {
    device_id: string
    device_seq: number
    command_id: string
    kind: string
    aggregate_id: string
    chain_hash: string
    outcome: 'applied' | 'rejected' | 'parked'
    receipt: string
    /** The command itself, stored only while a person still has to decide on it. */
    envelope: string | null
    occurred_at: string
    clock_offset_ms: number | null
    received_at: string
  }
  execution: {
    request_id: string
    state: ExecutionState
    fence: number
    plan_hash: string
    problem: string | null
    due_at: string
    finished_at: string | null
    paper_id: string | null
  }
  /** `hold`: the `execution` of the request without its moment. */
  execution_hold: { request_id: string; since: string; hold: string }
  anonymised_person: { person_ref: string; request_id: string; anonymised_at: string; reverted_by: string | null }
  erased_cache: { request_id: string; device_id: string; at: string }
  block_return: { block_id: string; reason: VoidReason; by_id: string; at: string }
  number_void: { block_id: string; first: number; last: number; reason: VoidReason }
  superseded_void: { request_id: string; block_id: string; sequence: number; at: string }
  device_retirement: { device_id: string; explanation: string; by_id: string; at: string }
  order_decision: {
    n: number
    command_id: string
    first_id: string
    second_id: string
    reason: string
    by_kind: AuthorKind
    by_id: string
    by_name: string
    at: string
  }
  erasure_certificate: { request_id: string; at: string; body: string; hash: string }
}

export type DeviceState = 'active' | 'frozen' | 'revoked'
/** The store as a reader sees it: one snapshot. */
export type Reading = Kysely<Database>

/**
 * `due`: approved, not begun · `running`: begun, its transaction not committed · `waiting`: behind another request ·
 * `blocked`: needs a supervisor.
 */
type ExecutionState = 'due' | 'running' | 'waiting' | 'blocked' | 'executed' | 'withdrawn'
