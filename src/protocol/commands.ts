/**
 * The envelope of a command, the only way to change anything (docs/protocol.md S1, S3). Counter, mailbox and portal all
 * use it. A command records what was done; its payload never changes once it is in an outbox. The payloads are defined
 * with the acts (src/request).
 */
import { z } from 'zod'
import { id, instant, line, sha256 } from './values.ts'

/**
 * An act that a workstation recorded under an earlier identity and could not send, as it was signed then: everything of
 * its envelope but kind, request and payload, which the command that takes it over repeats.
 */
export const takenOverAct = z.object({
  /** The workstation as it was enrolled when the act was done. */
  deviceId: id,
  /** Number and name as the desk knew them; the central store uses its own. */
  deskNumber: z.int(),
  actorName: line(120),
  deviceSeq: z.int().positive(),
  commandId: id,
  kindVersion: z.int().positive(),
  expectedRevision: z.int().positive().nullable(),
  payloadHash: sha256,
  prevHash: sha256,
  actorId: id,
  sessionId: id,
  offline: z.boolean(),
  occurredAt: instant,
  clockOffsetMs: z.int().nullable(),
  proof: z.string().max(100).optional(),
})
export type TakenOverAct = z.infer<typeof takenOverAct>

/** A command as it is sent: signed by its device as part of a batch, chained to the command before it. */
export const commandEnvelope = z.object({
  deviceSeq: z.int().positive(),
  commandId: id,
  kind: z.string().max(60),
  kindVersion: z.int().positive(),
  /** The request it is about. */
  aggregateId: id,
  /** The revision that the person saw; null for what always applies. */
  expectedRevision: z.int().positive().nullable(),
  payload: z.json(),
  /** SHA-256 over the canonical JSON (RFC 8785) of `payload`. */
  payloadHash: sha256,
  /** `chainHash` of the command before it; 64 zeros for the first. */
  prevHash: sha256,
  actorId: id,
  /** The session, granted by the central store, under which the person acted. */
  sessionId: id,
  /** True when the person had unlocked the desk without the central store. */
  offline: z.boolean(),
  occurredAt: instant,
  /** Desk clock minus server clock at the last contact, milliseconds; null before the first contact. */
  clockOffsetMs: z.int().nullable(),
  /**
   * The signature of the session's key over `provedPart`, base64url. Absent only where a desk of an earlier version
   * wrote the command; such a command decides nothing (ADR 0071).
   */
  proof: z.string().max(100).optional(),
  /** The act that this command takes over; absent for an act that is done for the first time (ADR 0089). */
  takenOver: takenOverAct.optional(),
})
export type CommandEnvelope = z.infer<typeof commandEnvelope>
