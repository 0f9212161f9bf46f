/** A workstation identifies the store and enrols, and a person signs in at it. */
import { z } from 'zod'
import { actor, id, instant, line, role, sha256 } from '../values.ts'
import { anyone, get, post, remove, signedIn, workstationOnce } from './call.ts'

export const hello = z.object({
  storeId: id,
  epoch: id,
  protocol: z.int(),
  /** Desks below this version are asked to update, and get no pages. They keep pushing. */
  minimumProtocol: z.int(),
  serverTime: instant,
  head: z.int().nonnegative(),
  demonstration: z.boolean(),
})
export const grantedSession = z.object({
  sessionId: id,
  token: z.string(),
  actor: actor.extend({ username: z.string(), role }),
  grantedAt: instant,
  /** Another person set the password: the session may only change it. */
  mustChangePassword: z.boolean().default(false),
  /** The online session ends here. */
  expiresAt: instant,
  /** The desk may unlock for this person without the central store until here. */
  offlineUntil: instant,
})

export const sessionCalls = {
  hello: get('/v1/hello', { caller: anyone, output: hello }),
  /** A one-time code makes the sender of this key a workstation. */
  enrol: post('/v1/enrol', {
    caller: anyone,
    body: z.object({
      code: line(40),
      publicKey: z.string().max(200),
      name: line(60),
      /** The end of the chain that a workstation continues under a new identity; absent for a new workstation. */
      continues: z.object({ deviceSeq: z.int().nonnegative(), chainHash: sha256 }).optional(),
    }),
    output: hello.extend({ deviceId: id, deskNumber: z.int().positive(), deskName: z.string() }),
    perMinute: 20,
  }),
  signIn: post('/v1/sessions', {
    caller: workstationOnce,
    /** `publicKey`: the Ed25519 key of the session to grant, which signs every command given under it. */
    body: z.object({ username: line(60), password: z.string().max(200), publicKey: z.string().max(200).optional() }),
    output: grantedSession,
    perMinute: 120,
  }),
  /** Ends all sessions of the person, this one too. */
  changePassword: post('/v1/sessions/current/password', {
    caller: signedIn,
    body: z.object({ current: z.string().max(200), next: z.string().max(200) }),
    output: z.object({}),
    perMinute: 60,
  }),
  renewSession: post('/v1/sessions/current', { caller: signedIn, output: grantedSession }),
  signOut: remove('/v1/sessions/current', { caller: signedIn, output: z.object({}) }),
} as const
