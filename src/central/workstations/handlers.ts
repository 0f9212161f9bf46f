/** A workstation enrols and makes itself known; the administrator freezes, revokes or retires it. */
import type { z } from 'zod'
import { ok, refuse } from '../../domain/problem.ts'
import type { administrationCalls, deviceView } from '../../protocol/central/administration.ts'
import { PROTOCOL_VERSION } from '../../protocol/central/limits.ts'
import type { hello, sessionCalls } from '../../protocol/central/session.ts'
import { auditedBy } from '../http/callers/caller.ts'
import type { Handlers } from '../http/route.ts'
import type { RouteServices } from '../http/services.ts'
import { retireDesk, voidBlocksOf } from '../registration/numbers/returned-blocks.ts'
import { ed25519PublicKey } from '../keys/ed25519.ts'
import { readHead } from '../store/change-feed.ts'
import {
  type Device,
  deviceById,
  enrolDevice,
  issueEnrolmentCode,
  listDevices,
  setDeviceState,
} from './workstations.ts'

type EnrolmentCalls = Pick<typeof sessionCalls, 'hello' | 'enrol'>
type DeviceCalls = Pick<typeof administrationCalls, 'enrolmentCode' | 'devices' | 'changeDevice' | 'retireDevice'>

export const workstationHandlers = (services: RouteServices): Handlers<EnrolmentCalls & DeviceCalls> => ({
  ...enrolmentHandlers(services),
  ...deviceHandlers(services),
})

function enrolmentHandlers({ store, random, now, identity, minimumProtocol }: RouteServices): Handlers<EnrolmentCalls> {
  const greeting = async (): Promise<z.infer<typeof hello>> => {
    const { position: head } = await store.read(readHead)
    return { ...identity, protocol: PROTOCOL_VERSION, minimumProtocol, serverTime: now(), head }
  }
  return {
    hello: async () => ok(await greeting()),
    enrol: async ({ body }) => {
      const publicKey = ed25519PublicKey(body.publicKey)
      if (!publicKey.ok) return publicKey
      const device = await store.write((writing) =>
        enrolDevice(writing, {
          id: random.id(Date.parse(writing.at)),
          code: body.code,
          publicKey: publicKey.value,
          name: body.name,
          continues: body.continues,
        }),
      )
      if (!device.ok) return device
      const { id: deviceId, desk_number: deskNumber, name: deskName } = device.value
      return ok({ ...(await greeting()), deviceId, deskNumber, deskName })
    },
  }
}

const viewOf = (device: Device): z.infer<typeof deviceView> => ({
  id: device.id,
  deskNumber: device.desk_number,
  name: device.name,
  state: device.state,
  enrolledAt: device.enrolled_at,
  lastSeenAt: device.last_seen_at,
  lastSeq: device.last_seq,
})

function deviceHandlers({ store, random }: RouteServices): Handlers<DeviceCalls> {
  return {
    enrolmentCode: (call) =>
      store.write(async (writing) => {
        const issued = await issueEnrolmentCode(writing, random, call.person.user.id)
        writing.audited({
          ...auditedBy(call),
          subjectRef: null,
          action: 'enrolment-code.issued',
          body: { expiresAt: issued.expiresAt },
        })
        return ok(issued)
      }),
    devices: async () => ok((await store.read(listDevices)).map(viewOf)),
    changeDevice: (call) =>
      store.write(async (writing) => {
        const device = await deviceById(writing.db, call.params.deviceId)
        if (!device) return refuse('device.unknown')
        // A revoked key stays revoked: the workstation must enrol again.
        if (device.state === 'revoked' && call.body.state !== 'revoked') return refuse('device.unknown')
        await setDeviceState(writing, device.id, call.body.state)
        writing.audited({
          ...auditedBy(call),
          subjectRef: null,
          action: `device.${call.body.state}`,
          body: { deviceId: device.id },
        })
        if (call.body.state === 'revoked') await voidBlocksOf(writing, device.id, auditedBy(call), 'desk-revoked')
        return ok(viewOf({ ...device, state: call.body.state }))
      }),
    retireDevice: (call) =>
      store.write(async (writing) => {
        const device = await deviceById(writing.db, call.params.deviceId)
        return device
          ? ok(await retireDesk(writing, device, auditedBy(call), call.body.explanation))
          : refuse('device.unknown')
      }),
  }
}
