/** The records of the journal: enough to rebuild outbox, used numbers and logins without the cache. */
import { z } from 'zod'
import { commandEnvelope } from '../../protocol/commands.ts'

const command = commandEnvelope.extend({ actorName: z.string(), chainHash: z.string() })
/** What a workstation that was enrolled again knows of its earlier identities (ADR 0089). */
export const laterIdentity = {
  /** The key of the present identity; absent: the first key. */
  publicKey: z.string().optional(),
  /** Acts up to `lastSeq` belong to that device, unless they belong to one before it. */
  earlier: z.array(z.object({ deviceId: z.string(), deskNumber: z.int(), lastSeq: z.int() })).optional(),
}

export const journalRecord = z.discriminatedUnion('type', [
  /** One counter action: its commands are kept together or not at all. */
  z.object({ type: z.literal('acts'), commands: z.array(command).min(1), draftId: z.string().nullable() }),
  /** An acknowledged command whose content was removed, by age or erasure; its place in the chain stays. */
  z.object({ type: z.literal('gone'), deviceSeq: z.int(), chainHash: z.string() }),
  z.object({
    type: z.literal('enrolled'),
    deviceId: z.string(),
    deskNumber: z.int(),
    deskName: z.string(),
    storeId: z.string(),
    epoch: z.string(),
    ...laterIdentity,
  }),
  z.object({
    type: z.literal('login'),
    actorId: z.string(),
    username: z.string(),
    name: z.string(),
    role: z.string(),
    verifier: z.string(),
    sessionId: z.string(),
    grantedAt: z.string(),
    expiresAt: z.string(),
    offlineUntil: z.string(),
    /** The key of the session, sealed with the password; absent in records of earlier versions. */
    sealedKey: z.string().optional(),
  }),
])
export type JournalRecord = z.infer<typeof journalRecord>
export type JournalledCommand = z.infer<typeof command>
