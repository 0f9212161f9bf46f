/**
 * The proof of each command, the sealed key of each login, and no tokens any more: a token is kept in memory only (ADR
 * 0071).
 */
export const statements = [
  'ALTER TABLE outbox ADD COLUMN proof TEXT',
  'DROP TRIGGER outbox_acts_are_final',
  `CREATE TRIGGER outbox_acts_are_final
    BEFORE UPDATE OF device_seq, command_id, kind, kind_version, aggregate_id, expected_revision, payload, payload_hash, prev_hash, chain_hash,
      actor_id, actor_name, session_id, offline, occurred_at, clock_offset_ms, proof ON outbox
    BEGIN SELECT RAISE(ABORT, 'an act in the outbox is final'); END`,
  "CREATE INDEX outbox_unsent_of_session ON outbox (session_id) WHERE state IN ('queued', 'sent')",
  'ALTER TABLE login ADD COLUMN sealed_key TEXT',
  'UPDATE login SET token = NULL',
]
