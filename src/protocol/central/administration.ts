/** People and workstations, for the administrator. */
import { z } from 'zod'
import { id, instant, line, role, text } from '../values.ts'
import { get, patch, person, post } from './call.ts'
import { staffBody } from './changes.ts'

const password = z.string().max(200)
const deviceState = z.enum(['active', 'frozen', 'revoked'])
/** What administration sees of an account beside what every desk knows of its person. */
export const accountView = staffBody.extend({
  createdAt: instant,
  /** Set by another person, or given over a terminal: changed at the next sign-in. */
  mustChangePassword: z.boolean(),
  /** Who gave a role that decides, while no second person has confirmed it. */
  unconfirmedBy: id.nullable(),
  /** Wrong passwords keep the account closed until then; null where it is open. */
  lockedUntil: instant.nullable(),
})
export const deviceView = z.object({
  id,
  deskNumber: z.int(),
  name: z.string(),
  state: deviceState,
  enrolledAt: instant,
  lastSeenAt: instant.nullable(),
  lastSeq: z.int(),
})
const ofDevice = z.object({ deviceId: id })

export const administrationCalls = {
  users: get('/v1/users', { caller: person('user.manage'), output: z.array(accountView) }),
  /** Everybody who ever had an account, for whoever reads what they did. */
  staff: get('/v1/staff', { caller: person('audit.read'), output: z.array(staffBody) }),
  /** The accounts that wait for a second person, for whoever may confirm them. */
  unconfirmedUsers: get('/v1/users/unconfirmed', {
    caller: person('authority.confirm'),
    output: z.array(accountView),
  }),
  createUser: post('/v1/users', {
    caller: person('user.manage'),
    body: z.object({
      username: line(60).regex(/^[a-z0-9][a-z0-9._-]*$/i),
      name: line(120).min(1),
      role,
      password,
    }),
    output: staffBody,
  }),
  changeUser: patch('/v1/users/:userId', {
    caller: person('user.manage'),
    params: z.object({ userId: id }),
    body: z.object({ name: line(120).min(1), role, disabled: z.boolean(), password }).partial(),
    output: staffBody,
  }),
  /** By a second person: neither who gave the role nor who received it. */
  confirmUser: post('/v1/users/:userId/confirmation', {
    caller: person('authority.confirm'),
    params: z.object({ userId: id }),
    output: staffBody,
  }),
  /** Opens an account that wrong passwords have closed. */
  unlockUser: post('/v1/users/:userId/unlocking', {
    caller: person('user.manage'),
    params: z.object({ userId: id }),
    output: staffBody,
  }),
  enrolmentCode: post('/v1/enrolment-codes', {
    caller: person('device.manage'),
    output: z.object({ code: z.string(), expiresAt: instant }),
  }),
  devices: get('/v1/devices', { caller: person('device.manage'), output: z.array(deviceView) }),
  changeDevice: patch('/v1/devices/:deviceId', {
    caller: person('device.manage'),
    params: ofDevice,
    body: z.object({ state: deviceState }),
    output: deviceView,
  }),
  /** A desk that gets no more numbers; what it still has to send is accepted. */
  retireDevice: post('/v1/devices/:deviceId/retirement', {
    caller: person('device.manage'),
    params: ofDevice,
    body: z.object({ explanation: text(500).min(1) }),
    output: z.object({ blocks: z.int() }),
  }),
} as const
