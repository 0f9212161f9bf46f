/**
 * The one place where it is decided who may call what: from the access in the protocol's table of routes. A workstation
 * proves itself by signing the call, a person by the token of a session at that workstation, and a right by the
 * person's role.
 *
 * A signed call that is sent again within the window answers again: every route of a workstation is idempotent
 * (receipts by sequence, blocks by id, chunks by offset), and whoever could replay it has broken TLS already.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { hasRight, type Right } from '../../domain/rights.ts'
import { signedCall } from '../../protocol/canonical.ts'
import { LIMITS, type RouteAccess } from '../../protocol/sync.ts'
import { id as idSchema, instant } from '../../protocol/values.ts'
import { present } from '../sessions/sign-in.ts'
import { type Device, deviceById } from '../store/repositories/workstations.ts'
import type { Reading } from '../store/schema.ts'
import type { Caller } from './route.ts'

export interface Call {
  readonly method: string
  /** With its query, as sent. */
  readonly target: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
}

const single = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '')

/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410 section 4). */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

function signatureHolds(device: Device, text: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.concat([ED25519_PREFIX, device.public_key]), format: 'der', type: 'spki' })
  const bytes = Buffer.from(signature, 'base64')
  return bytes.length === 64 && verify(null, Buffer.from(text), key, bytes)
}

async function identifyDevice(db: Reading, call: Call, at: string): Promise<Result<Device>> {
  const deviceId = idSchema.safeParse(call.headers['x-des-device'])
  const timestamp = instant.safeParse(call.headers['x-des-timestamp'])
  if (!deviceId.success) return refuse('device.unknown')
  if (!timestamp.success) return refuse('device.signature')
  const device = await deviceById(db, deviceId.data)
  if (!device || device.state === 'revoked') return refuse('device.unknown')
  const text = signedCall({
    method: call.method,
    path: call.target,
    timestamp: timestamp.data,
    bodySha256: createHash('sha256').update(call.body).digest('hex'),
  })
  if (!signatureHolds(device, text, single(call.headers['x-des-signature']))) return refuse('device.signature')
  // After the signature: only a real workstation learns our time from this.
  if (Math.abs(Date.parse(timestamp.data) - Date.parse(at)) > LIMITS.signatureWindowMs)
    return refuse('device.clock', { serverTime: at })
  return device.state === 'frozen' ? refuse('device.frozen') : ok(device)
}

export async function identifyCaller(
  db: Reading,
  access: RouteAccess,
  call: Call,
  at: string,
): Promise<Result<Partial<Caller>>> {
  if (access === 'public') return ok({})
  const device = await identifyDevice(db, call, at)
  if (!device.ok) return device
  if (access === 'device') return ok({ device: device.value })
  const token = single(call.headers['x-des-session'])
  const person = await present(db, device.value.id, token, at)
  if (!person.ok) return person
  const caller = { device: device.value, person: { ...person.value, token } }
  return access === 'person' ? ok(caller) : ifAllowed(caller, access)
}

const ifAllowed = (caller: Caller, right: Right): Result<Caller> =>
  hasRight(caller.person.user.role, right) ? ok(caller) : refuse('right.missing', { right })
