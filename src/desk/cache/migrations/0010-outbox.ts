/**
 * Facts of the workstation, and the outbox (docs/protocol.md S3): the content of an act never changes, only its
 * outcome.
 */
export const statements = [
  `CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE outbox (
    device_seq INTEGER PRIMARY KEY,
    command_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    kind_version INTEGER NOT NULL,
    aggregate_id TEXT NOT NULL,
    expected_revision INTEGER,
    payload TEXT NOT NULL,
    payload_hash TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    chain_hash TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    session_id TEXT NOT NULL,
    offline INTEGER NOT NULL CHECK (offline IN (0, 1)),
    occurred_at TEXT NOT NULL,
    clock_offset_ms INTEGER,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'applied', 'rejected', 'parked')),
    receipt TEXT,
    receipt_position INTEGER,
    receipted_at TEXT,
    resolution TEXT CHECK (resolution IN ('again', 'drop', 'told'))
  ) STRICT`,
  `CREATE INDEX outbox_by_state ON outbox (state, device_seq)`,
  `CREATE INDEX outbox_by_aggregate ON outbox (aggregate_id, device_seq)`,
  `CREATE INDEX outbox_awaiting_pull ON outbox (receipt_position) WHERE state = 'applied'`,
  `CREATE TRIGGER outbox_acts_are_final
    BEFORE UPDATE OF device_seq, command_id, kind, kind_version, aggregate_id, expected_revision, payload, payload_hash, prev_hash, chain_hash,
      actor_id, actor_name, session_id, offline, occurred_at, clock_offset_ms ON outbox
    BEGIN SELECT RAISE(ABORT, 'an act in the outbox is final'); END`,
  `CREATE TRIGGER outbox_keeps_what_is_not_receipted
    BEFORE DELETE ON outbox WHEN OLD.state NOT IN ('applied', 'rejected')
    BEGIN SELECT RAISE(ABORT, 'not receipted yet'); END`,
  /** The end of the device's chain; it stays when the rows are deleted after their retention period. */
  `CREATE TABLE outbox_tip (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    device_seq INTEGER NOT NULL,
    chain_hash TEXT NOT NULL
  ) STRICT`,
  `INSERT INTO outbox_tip VALUES (1, 0, '${'0'.repeat(64)}')`,
  `CREATE TABLE local_audit (
    n INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor_id TEXT,
    act TEXT NOT NULL,
    subject TEXT
  ) STRICT`,
]
