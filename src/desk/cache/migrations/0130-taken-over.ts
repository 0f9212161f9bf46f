/** The act that a command takes over from an earlier identity of this workstation (ADR 0089). */
export const statements = [
  'ALTER TABLE outbox ADD COLUMN taken_over TEXT',
  'DROP TRIGGER outbox_acts_are_final',
  `CREATE TRIGGER outbox_acts_are_final
    BEFORE UPDATE OF device_seq, command_id, kind, kind_version, aggregate_id, expected_revision, payload, payload_hash, prev_hash, chain_hash,
      actor_id, actor_name, session_id, offline, occurred_at, clock_offset_ms, proof, taken_over ON outbox
    BEGIN SELECT RAISE(ABORT, 'an act in the outbox is final'); END`,
]
