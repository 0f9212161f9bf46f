/** All kinds of caller that the security tests try, and how each of them sends a call. */
import { generateKeyPairSync } from 'node:crypto'
import { type Role, ROLES } from '../../../src/domain/rights.ts'
import { type CallName, CENTRAL } from '../../../src/protocol/central.ts'
import { requestOfCall, type WireRequest } from '../../../src/desk/central-client/request-of-call.ts'
import type { Problem, Result } from '../../../src/domain/problem.ts'
import { type Office, PASSWORD } from './office.ts'
import { type CallOptions, enrolWorkstation, type Workstation } from './workstation.ts'

export const CALLERS = [
  'anyone',
  'anyone with the token of a session',
  'a holder with a bearer token',
  'a service that names a certificate',
  'a workstation',
  'a workstation that signs with another key',
  'a workstation whose timestamp is old',
  'a frozen workstation',
  'a revoked workstation',
  ...ROLES,
  'an ended session',
  'an expired session',
  'a session of another workstation',
  'a disabled person',
  'a made-up token',
] as const
export type CallerName = (typeof CALLERS)[number]

/** Signing callers have a workstation and options; the others have headers only. */
type Way = { readonly headers: Record<string, string> } | { readonly desk: Workstation; readonly options: CallOptions }

async function deskIn(office: Office, state: 'active' | 'frozen' | 'revoked'): Promise<Workstation> {
  const { code } = await office.central.issueEnrolmentCode()
  const desk = await enrolWorkstation(office.central.url, code, { now: () => office.clock.now })
  const json = { state }
  const session = office.session.administrator
  if (state !== 'active') await office.desk.must('PATCH', `/v1/devices/${desk.deviceId}`, { json, session })
  return desk
}

/** Prepares every caller in an open office; returns how to send as each of them. */
export async function callersOf(office: Office) {
  const { desk, session, central } = office
  const ended = await desk.signIn('supervisor', PASSWORD)
  await desk.must('DELETE', CENTRAL.signOut.path, { session: ended })
  await central.store.write(async ({ db }) => {
    const expired = { expires_at: new Date(office.clock.now - 1).toISOString() }
    await db.updateTable('session').set(expired).where('id', '=', session.clerk2.sessionId).execute()
    await db.updateTable('user_account').set({ disabled: 1 }).where('id', '=', session.supervisor2.actor.id).execute()
  })
  const other = await deskIn(office, 'active')
  const elsewhere = await other.signIn('supervisor', PASSWORD)
  const { privateKey } = generateKeyPairSync('ed25519')
  const old = new Date(office.clock.now - 6 * 60_000).toISOString()
  const signed = (options: CallOptions, by = desk): Way => ({ desk: by, options })
  const roles = Object.fromEntries(ROLES.map((role) => [role, signed({ session: session[role] })]))
  const ways: Record<CallerName, Way> = {
    anyone: { headers: {} },
    'anyone with the token of a session': { headers: { 'x-des-session': session.supervisor.token } },
    'a holder with a bearer token': { headers: { authorization: `Bearer ${session.supervisor.token}` } },
    'a service that names a certificate': {
      headers: { 'x-client-cert': 'a'.repeat(64), 'x-ssl-client-verify': 'SUCCESS' },
    },
    'a workstation': signed({}),
    'a workstation that signs with another key': signed({ session: session.supervisor, key: privateKey }),
    'a workstation whose timestamp is old': signed({ session: session.supervisor, timestamp: old }),
    'a frozen workstation': signed({}, await deskIn(office, 'frozen')),
    'a revoked workstation': signed({}, await deskIn(office, 'revoked')),
    ...(roles as Record<Role, Way>),
    'an ended session': signed({ session: ended }),
    'an expired session': signed({ session: session.clerk2 }),
    'a session of another workstation': signed({ session: elsewhere }),
    'a disabled person': signed({ session: session.supervisor2 }),
    'a made-up token': signed({ session: { ...session.supervisor, token: 'AAAA' } }),
  }

  /** Streams and pages are not read to their end; their `code` is null, as for every success. */
  async function sendWire(caller: CallerName, wire: WireRequest, url = central.url, more: CallOptions = {}) {
    const way = ways[caller]
    const { method, target, body } = wire
    const response =
      'headers' in way
        ? await fetch(url + target, {
            method,
            headers: { ...way.headers, ...more.headers },
            ...(body && method !== 'GET' ? { body: Buffer.from(body) } : {}),
          })
        : await way.desk.fetchSigned(method, target, { ...way.options, ...(body ? { bytes: body } : {}), ...more, url })
    if (!(response.headers.get('content-type') ?? '').includes('json')) {
      await response.body?.cancel()
      return { status: response.status, code: null, result: null }
    }
    const result = (await response.json()) as Result<unknown, Problem>
    return { status: response.status, code: result.ok ? null : result.problem.code, result }
  }
  return {
    sendWire,
    send: (caller: CallerName, name: CallName, input: object) => sendWire(caller, requestOfCall(name, input)),
    /** Signs in again, after a call that ended the session. */
    renew: async (role: Role) => (ways[role] = signed({ session: await desk.signIn(role, PASSWORD) })),
  }
}
export type Callers = Awaited<ReturnType<typeof callersOf>>
