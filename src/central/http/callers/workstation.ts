/**
 * A workstation identifies itself by signing the call.
 *
 * A signed call that is sent again within the time window is processed again: every call of a workstation is idempotent
 * (receipts by sequence, blocks by id, chunks by offset), and an attacker who could replay it would have to have broken
 * TLS.
 */
import { verify } from 'node:crypto'
import { sha256Hex } from '../../../files/sha256.ts'
import { ok, refuse } from '../../../domain/problem.ts'
import { signedCall } from '../../../protocol/canonical.ts'
import { LIMITS } from '../../../protocol/central/limits.ts'
import { id as idSchema, instant } from '../../../protocol/values.ts'
import { ed25519Key } from '../../keys/ed25519.ts'
import { type Device, deviceById } from '../../workstations/workstations.ts'
import { type Evidence, type Identify, singleHeader } from './caller.ts'

function signatureHolds(device: Device, text: string, signature: string): boolean {
  const key = ed25519Key(device.public_key)
  const bytes = Buffer.from(signature, 'base64')
  return bytes.length === 64 && verify(null, Buffer.from(text), key, bytes)
}

/** Also the first step of identifying a person, who always works at a workstation. */
export const identifyWorkstation = async ({
  db,
  call,
  at,
}: Omit<Evidence<'workstation'>, 'caller'>): ReturnType<Identify<'workstation'>> => {
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
    bodySha256: sha256Hex(call.body),
    sessionSha256:
      call.headers['x-des-session'] === undefined ? undefined : sha256Hex(singleHeader(call, 'x-des-session')),
  })
  if (!signatureHolds(device, text, singleHeader(call, 'x-des-signature'))) return refuse('device.signature')
  // Checked after the signature, so that only a real workstation learns our time.
  if (Math.abs(Date.parse(timestamp.data) - Date.parse(at)) > LIMITS.signatureWindowMs)
    return refuse('device.clock', { serverTime: at })
  return device.state === 'frozen' ? refuse('device.frozen') : ok({ device })
}
