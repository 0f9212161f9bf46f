/** People and workstations, for the administrator. */
import type { z } from 'zod'
import { ok, refuse } from '../../../domain/problem.ts'
import { retireDesk, voidBlocksOf } from '../../registration/numbers/returned-blocks.ts'
import { staffOf } from '../../people/staff.ts'
import { changeUser, checkNewPassword, createUser, hashPassword, listUsers, userById } from '../../people/users.ts'
import {
  type Device,
  deviceById,
  issueEnrolmentCode,
  listDevices,
  setDeviceState,
} from '../../workstations/workstations.ts'
import type { administrationCalls, deviceView } from '../../../protocol/central/administration.ts'
import type { StaffCaller } from '../callers/caller.ts'
import type { Handlers } from '../route.ts'
import type { RouteServices } from '../services.ts'

const viewOf = (device: Device): z.infer<typeof deviceView> => ({
  id: device.id,
  deskNumber: device.desk_number,
  name: device.name,
  state: device.state,
  enrolledAt: device.enrolled_at,
  lastSeenAt: device.last_seen_at,
  lastSeq: device.last_seq,
})

export function administrationHandlers({ store, random }: RouteServices): Handlers<typeof administrationCalls> {
  const by = ({ person, device }: StaffCaller) => ({ actor: person.user.id, device: device.id, subjectRef: null })
  return {
    users: async () => ok((await store.read(listUsers)).map(staffOf)),
    createUser: async (call) => {
      const acceptable = checkNewPassword(call.body.password)
      if (!acceptable.ok) return acceptable
      const passwordHash = await hashPassword(call.body.password)
      return store.write(async (writing) => {
        const created = await createUser(writing, {
          ...call.body,
          id: random.id(Date.parse(writing.at)),
          passwordHash,
        })
        if (!created.ok) return created
        writing.audited({
          ...by(call),
          action: 'user.created',
          body: { userId: created.value.id, role: created.value.role },
        })
        return ok(staffOf(created.value))
      })
    },
    changeUser: async (call) => {
      const { password: chosen, ...facts } = call.body
      const acceptable = chosen === undefined ? ok('') : checkNewPassword(chosen)
      if (!acceptable.ok) return acceptable
      const passwordHash = chosen === undefined ? undefined : await hashPassword(chosen)
      return store.write(async (writing) => {
        const user = await userById(writing.db, call.params.userId)
        if (!user) return refuse('input.invalid', { issues: [{ path: 'userId', message: 'unknown' }] })
        const changed = await changeUser(writing, user, { ...facts, passwordHash })
        writing.audited({
          ...by(call),
          action: 'user.changed',
          body: {
            userId: user.id,
            changed: Object.keys(call.body).sort(),
            role: changed.role,
            disabled: changed.disabled === 1,
            roleBefore: user.role,
            disabledBefore: user.disabled === 1,
          },
        })
        return ok(staffOf(changed))
      })
    },
    enrolmentCode: (call) =>
      store.write(async (writing) => {
        const issued = await issueEnrolmentCode(writing, random, call.person.user.id)
        writing.audited({ ...by(call), action: 'enrolment-code.issued', body: { expiresAt: issued.expiresAt } })
        return ok(issued)
      }),
    devices: async () => ok((await store.read(listDevices)).map(viewOf)),
    changeDevice: (call) =>
      store.write(async (writing) => {
        const device = await deviceById(writing.db, call.params.deviceId)
        if (!device) return refuse('device.unknown')
        // A revoked key is gone for good: the workstation enrols again.
        if (device.state === 'revoked' && call.body.state !== 'revoked') return refuse('device.unknown')
        await setDeviceState(writing, device.id, call.body.state)
        writing.audited({ ...by(call), action: `device.${call.body.state}`, body: { deviceId: device.id } })
        if (call.body.state === 'revoked')
          await voidBlocksOf(writing, device.id, { actor: call.person.user.id, device: call.device.id }, 'desk-revoked')
        return ok(viewOf({ ...device, state: call.body.state }))
      }),
    retireDevice: (call) =>
      store.write(async (writing) => {
        const device = await deviceById(writing.db, call.params.deviceId)
        return device
          ? ok(
              await retireDesk(
                writing,
                device,
                { actor: call.person.user.id, device: call.device.id },
                call.body.explanation,
              ),
            )
          : refuse('device.unknown')
      }),
  }
}
