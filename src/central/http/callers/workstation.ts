/**
 * A workstation identifies itself by signing the call.
 *
 * Each signed call is answered once, by the id that is signed with it. Only a desk of an earlier version signs none: it
 * may make those calls that change nothing when they are sent again (receipts by sequence, blocks by id, parts by
 * offset), so that nothing registered stays at the counter (docs/protocol.md S15).
 */
import { verify } from 'node:crypto'
import { sha256Hex } from '../../../files/sha256.ts'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { signedCall } from '../../../protocol/canonical.ts'
import { LIMITS, PROTOCOL_VERSION } from '../../../protocol/central/limits.ts'
import { id as idSchema, instant } from '../../../protocol/values.ts'
import { ed25519Key } from '../../keys/ed25519.ts'
import { type Device, deviceById } from '../../workstations/workstations.ts'
import { type Identify, type ReceivedCall, singleHeader } from './caller.ts'

function signatureHolds(device: Device, text: string, signature: string): boolean {
  const key = ed25519Key(device.public_key)
  const bytes = Buffer.from(signature, 'base64')
  return bytes.length === 64 && verify(null, Buffer.from(text), key, bytes)
}

/** The id of the call and the run of the central store, as they are signed; null where a call has neither. */
function numberOf(call: ReceivedCall): Result<{ readonly callId: string; readonly run: string } | null> {
  if (call.headers['x-des-call'] === undefined && call.headers['x-des-run'] === undefined) return ok(null)
  const callId = idSchema.safeParse(call.headers['x-des-call'])
  return callId.success ? ok({ callId: callId.data, run: singleHeader(call, 'x-des-run') }) : refuse('device.signature')
}

/** Also the first step of identifying a person, who always works at a workstation. */
export const identifyWorkstation: Identify<'workstation'> = async ({ db, call, at, once, caller }) => {
  const deviceId = idSchema.safeParse(call.headers['x-des-device'])
  const timestamp = instant.safeParse(call.headers['x-des-timestamp'])
  if (!deviceId.success) return refuse('device.unknown')
  const numbered = numberOf(call)
  if (!timestamp.success || !numbered.ok) return refuse('device.signature')
  const number = numbered.value
  const device = await deviceById(db, deviceId.data)
  if (!device || device.state === 'revoked') return refuse('device.unknown')
  const text = signedCall({
    method: call.method,
    path: call.target,
    timestamp: timestamp.data,
    bodySha256: sha256Hex(call.body),
    sessionSha256:
      call.headers['x-des-session'] === undefined ? undefined : sha256Hex(singleHeader(call, 'x-des-session')),
    number,
  })
  if (!signatureHolds(device, text, singleHeader(call, 'x-des-signature'))) return refuse('device.signature')
  // Checked after the signature, so that only a real workstation learns our time.
  if (Math.abs(Date.parse(timestamp.data) - Date.parse(at)) > LIMITS.signatureWindowMs)
    return refuse('device.clock', { serverTime: at })
  if (number === null && !caller.repeatable) return refuse('protocol.too-old', { minimum: PROTOCOL_VERSION })
  const signedAt = Date.parse(timestamp.data)
  const first = number === null ? ok(true) : once.accept({ deviceId: device.id, signedAt, ...number }, Date.parse(at))
  if (!first.ok) return first
  return device.state === 'frozen' ? refuse('device.frozen') : ok({ device })
}
