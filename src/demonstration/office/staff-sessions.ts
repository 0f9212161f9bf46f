/** Creates the staff, as an administrator would, and their sessions on past working days. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { sha256Hex } from '../../files/sha256.ts'
import type { OpenedStore } from '../../central/open-central-store.ts'
import { OFFLINE_DAYS, SESSION_HOURS } from '../../central/people/sign-in.ts'
import { createUser, hashPassword } from '../../central/people/users.ts'
import type { Role } from '../../domain/rights.ts'
import { provedPart } from '../../protocol/canonical.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import type { Actor } from '../../protocol/values.ts'
import { demonstrationLogins } from '../population/staff.ts'
import type { Seeded } from '../seeded.ts'

export interface Colleague extends Actor {
  readonly role: Role
}

export async function createStaff({ store, identity, clock }: OpenedStore, chance: Seeded): Promise<Colleague[]> {
  const people = await Promise.all(
    demonstrationLogins().map(async ({ password, ...person }) => ({
      ...person,
      id: chance.id(clock()),
      passwordHash: await hashPassword(password),
    })),
  )
  return store.write(async (writing) => {
    for (const person of people) {
      const created = await createUser(writing, person)
      if (!created.ok) throw new Error(`${person.username} cannot be created: ${created.problem.code}`)
      writing.audited({
        actor: identity.storeId,
        device: null,
        action: 'user.created',
        subjectRef: null,
        body: { userId: person.id, role: person.role, by: 'demonstration' },
      })
    }
    return people.map(({ id, name, role }) => ({ id, name, role }))
  })
}

/** A session of the history, with the key that signs its commands. */
export interface StaffSession {
  readonly actor: Actor
  readonly sessionId: string
  readonly prove: (envelope: CommandEnvelope) => string
}

export interface Sessions {
  /** The session of a person at a desk at the current time of the store: the open one, or a new one. */
  of(person: Colleague, deviceId: string): Promise<StaffSession>
}

/**
 * Grants sessions without a password. Their tokens are hashes of random bytes that are not kept, so nobody can use
 * them.
 */
export function staffSessions({ store, random, clock }: OpenedStore, chance: Seeded): Sessions {
  const open = new Map<string, StaffSession & { readonly until: number }>()
  return {
    async of(person, deviceId) {
      const actor = { id: person.id, name: person.name }
      const key = `${person.id} ${deviceId}`
      const known = open.get(key)
      if (known && known.until > clock()) return known
      const now = clock()
      const sessionId = chance.id(now)
      const { publicKey, privateKey } = generateKeyPairSync('ed25519')
      await store.write(async ({ db, at, audited }) => {
        await db
          .insertInto('session')
          .values({
            id: sessionId,
            token_hash: sha256Hex(random.bytes(32)),
            user_id: person.id,
            device_id: deviceId,
            role: person.role,
            granted_at: at,
            expires_at: new Date(now + SESSION_HOURS * 3_600_000).toISOString(),
            offline_until: new Date(now + OFFLINE_DAYS * 86_400_000).toISOString(),
            ended_at: null,
            public_key: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
            signed_out_at: null,
          })
          .execute()
        audited({ actor: person.id, device: deviceId, action: 'login', subjectRef: null, body: {} })
      })
      const session = {
        actor,
        sessionId,
        prove: (envelope: CommandEnvelope) =>
          sign(null, Buffer.from(provedPart(envelope)), privateKey).toString('base64url'),
      }
      open.set(key, { ...session, until: now + (SESSION_HOURS - 1) * 3_600_000 })
      return session
    },
  }
}
