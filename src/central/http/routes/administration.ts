/** People and workstations, for the administrator. */
import { z } from 'zod'
import { ok, refuse } from '../../../domain/problem.ts'
import { staffBody } from '../../../protocol/sync.ts'
import { id, instant, line, role, text } from '../../../protocol/values.ts'
import { retireDesk, voidBlocksOf } from '../../store/repositories/returned-blocks.ts'
import { staffOf } from '../../store/repositories/staff.ts'
import {
  changeUser,
  checkNewPassword,
  createUser,
  hashPassword,
  listUsers,
  userById,
} from '../../store/repositories/users.ts'
import {
  type Device,
  deviceById,
  issueEnrolmentCode,
  listDevices,
  setDeviceState,
} from '../../store/repositories/workstations.ts'
import { type Caller, route } from '../route.ts'
import type { RouteServices } from '../services.ts'

const password = z.string().max(200)
const newUser = z.object({
  username: line(60).regex(/^[a-z0-9][a-z0-9._-]*$/i),
  name: line(120).min(1),
  role,
  password,
})
const userChange = z.object({ name: line(120).min(1), role, disabled: z.boolean(), password }).partial()
const deviceView = z.object({
  id,
  deskNumber: z.int(),
  name: z.string(),
  state: z.enum(['active', 'frozen', 'revoked']),
  enrolledAt: instant,
  lastSeenAt: instant.nullable(),
  lastSeq: z.int(),
})

const viewOf = (device: Device): z.infer<typeof deviceView> => ({
  id: device.id,
  deskNumber: device.desk_number,
  name: device.name,
  state: device.state,
  enrolledAt: device.enrolled_at,
  lastSeenAt: device.last_seen_at,
  lastSeq: device.last_seq,
})

export function administrationRoutes({ store, random }: RouteServices) {
  const by = ({ person, device }: Caller) => ({ actor: person.user.id, device: device.id, subjectRef: null })
  return {
    users: route('users', {
      output: z.array(staffBody),
      run: async () => ok((await store.read(listUsers)).map(staffOf)),
    }),
    createUser: route('createUser', {
      body: newUser,
      output: staffBody,
      run: async (call) => {
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
    }),
    changeUser: route('changeUser', {
      params: z.object({ userId: id }),
      body: userChange,
      output: staffBody,
      run: async (call) => {
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
    }),
    enrolmentCode: route('enrolmentCode', {
      output: z.object({ code: z.string(), expiresAt: instant }),
      run: (call) =>
        store.write(async (writing) => {
          const issued = await issueEnrolmentCode(writing, random, call.person.user.id)
          writing.audited({ ...by(call), action: 'enrolment-code.issued', body: { expiresAt: issued.expiresAt } })
          return ok(issued)
        }),
    }),
    devices: route('devices', {
      output: z.array(deviceView),
      run: async () => ok((await store.read(listDevices)).map(viewOf)),
    }),
    changeDevice: route('changeDevice', {
      params: z.object({ deviceId: id }),
      body: z.object({ state: z.enum(['active', 'frozen', 'revoked']) }),
      output: deviceView,
      run: (call) =>
        store.write(async (writing) => {
          const device = await deviceById(writing.db, call.params.deviceId)
          if (!device) return refuse('device.unknown')
          // A revoked key is gone for good: the workstation enrols again.
          if (device.state === 'revoked' && call.body.state !== 'revoked') return refuse('device.unknown')
          await setDeviceState(writing, device.id, call.body.state)
          writing.audited({ ...by(call), action: `device.${call.body.state}`, body: { deviceId: device.id } })
          if (call.body.state === 'revoked')
            await voidBlocksOf(
              writing,
              device.id,
              { actor: call.person.user.id, device: call.device.id },
              'desk-revoked',
            )
          return ok(viewOf({ ...device, state: call.body.state }))
        }),
    }),
    retireDevice: route('retireDevice', {
      params: z.object({ deviceId: id }),
      body: z.object({ explanation: text(500).min(1) }),
      output: z.object({ blocks: z.int() }),
      run: (call) =>
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
    }),
  }
}
