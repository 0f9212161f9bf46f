/** Verifies that commands were signed by the keys of the sessions that they name. */
import { type KeyObject, verify } from 'node:crypto'
import { provedPart, provedPartOfTakenOver } from '../../protocol/canonical.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import { ed25519Key } from '../keys/ed25519.ts'
import type { Reading } from '../store/schema.ts'

const SIGNATURE_BYTES = 64

/** Whether a command carries a signature by this key over everything it states; verified on a thread of Node's pool. */
const isProved = (envelope: CommandEnvelope, key: KeyObject): Promise<boolean> =>
  isSigned(provedPart(envelope), envelope.proof, key)

const isSigned = (signed: string, proof: string | undefined, key: KeyObject): Promise<boolean> => {
  const signature = Buffer.from(proof ?? '', 'base64url')
  if (signature.length !== SIGNATURE_BYTES) return Promise.resolve(false)
  return new Promise((resolve, reject) =>
    verify(null, Buffer.from(signed), key, signature, (error, holds) =>
      error === null ? resolve(holds) : reject(error),
    ),
  )
}

/** Whether the act that a command takes over carries a signature by the key of the session in which it was done. */
export const isTakenOverProved = (
  envelope: Parameters<typeof provedPartOfTakenOver>[0],
  publicKey: Uint8Array,
): Promise<boolean> => isSigned(provedPartOfTakenOver(envelope), envelope.takenOver.proof, ed25519Key(publicKey))

/**
 * Those of the commands that their session's key signed. The key of a session never changes, so this is verified before
 * the transaction that applies them, for a whole batch at once.
 */
export async function provedCommands(
  db: Reading,
  envelopes: readonly CommandEnvelope[],
): Promise<ReadonlySet<CommandEnvelope>> {
  const sessionIds = [...new Set(envelopes.map(({ sessionId }) => sessionId))]
  if (sessionIds.length === 0) return new Set()
  const sessions = await db.selectFrom('session').select(['id', 'public_key']).where('id', 'in', sessionIds).execute()
  const keys = new Map(
    sessions.flatMap(({ id, public_key: raw }) => (raw === null ? [] : [[id, ed25519Key(raw)] as const])),
  )
  const proved = await Promise.all(
    envelopes.map(async (envelope) => {
      const key = keys.get(envelope.sessionId)
      return key !== undefined && (await isProved(envelope, key)) ? [envelope] : []
    }),
  )
  return new Set(proved.flat())
}
