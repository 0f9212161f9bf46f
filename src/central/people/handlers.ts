/** Sign-in at a workstation, and the administrator's calls about the people of the house. */
import { ok, refuse } from '../../domain/problem.ts'
import type { administrationCalls } from '../../protocol/central/administration.ts'
import type { sessionCalls } from '../../protocol/central/session.ts'
import { auditedBy } from '../http/callers/caller.ts'
import type { Handlers } from '../http/route.ts'
import type { RouteServices } from '../http/services.ts'
import type { Reading } from '../store/schema.ts'
import { endSession, renewSession, signIn } from './sign-in.ts'
import { accountsOf, staffOf } from './staff.ts'
import { changePassword } from './change-password.ts'
import { checkNewPassword } from './new-password.ts'
import {
  changeUser,
  confirmUser,
  createUser,
  hashPassword,
  isLastAdministrator,
  listUnconfirmedUsers,
  listUsers,
  type User,
  userById,
} from './users.ts'
import { forgetAllWrongPasswords } from './wrong-passwords.ts'

type SignInCalls = Pick<typeof sessionCalls, 'signIn' | 'renewSession' | 'changePassword' | 'signOut'>
type PeopleLists = Pick<typeof administrationCalls, 'users' | 'staff' | 'unconfirmedUsers'>
type UserCalls = Pick<typeof administrationCalls, 'createUser' | 'changeUser' | 'confirmUser' | 'unlockUser'>

export const peopleHandlers = (services: RouteServices): Handlers<SignInCalls & PeopleLists & UserCalls> => ({
  ...signInHandlers(services),
  ...peopleLists(services),
  ...userHandlers(services),
})

function signInHandlers({ store, keys, now, random, decoyHash }: RouteServices): Handlers<SignInCalls> {
  return {
    signIn: ({ device, body }) => signIn({ store, keys, now, random, decoyHash }, device.id, body),
    renewSession: ({ person }) => Promise.resolve(ok(renewSession(person, person.token))),
    changePassword: ({ person, body }) => changePassword({ store, now }, person, body),
    signOut: async ({ person }) => {
      await store.write((writing) => endSession(writing, person))
      return ok({})
    },
  }
}

const unknownUser = () => refuse('input.invalid', { issues: [{ path: 'userId', message: 'unknown' }] })

function peopleLists({ store, now }: RouteServices): Handlers<PeopleLists> {
  const accounts = (list: (db: Reading) => Promise<User[]>) =>
    store.read(async (db) => ok(await accountsOf(db, await list(db), now())))
  return {
    users: () => accounts(listUsers),
    staff: async () => ok((await store.read(listUsers)).map(staffOf)),
    unconfirmedUsers: () => accounts(listUnconfirmedUsers),
  }
}

function userHandlers({ store, random }: RouteServices): Handlers<UserCalls> {
  return {
    createUser: async (call) => {
      const acceptable = checkNewPassword(call.body.password, call.body)
      if (!acceptable.ok) return acceptable
      const passwordHash = await hashPassword(call.body.password)
      return store.write(async (writing) => {
        const created = await createUser(writing, {
          ...call.body,
          id: random.id(Date.parse(writing.at)),
          passwordHash,
          by: call.person.user.id,
        })
        if (!created.ok) return created
        writing.audited({
          ...auditedBy(call),
          subjectRef: null,
          action: 'user.created',
          body: { userId: created.value.id, role: created.value.role },
        })
        return ok(staffOf(created.value))
      })
    },
    changeUser: async (call) => {
      const { password: chosen, ...facts } = call.body
      const known = await store.read((db) => userById(db, call.params.userId))
      const acceptable = chosen === undefined || !known ? ok('') : checkNewPassword(chosen, known)
      if (!acceptable.ok) return acceptable
      const passwordHash = chosen === undefined ? undefined : await hashPassword(chosen)
      return store.write(async (writing) => {
        const user = await userById(writing.db, call.params.userId)
        if (!user) return unknownUser()
        const leaves = facts.disabled === true || (facts.role !== undefined && facts.role !== 'administrator')
        if (leaves && (await isLastAdministrator(writing.db, user))) return refuse('user.last-administrator')
        const changed = await changeUser(writing, user, { ...facts, passwordHash, by: call.person.user.id })
        writing.audited({
          ...auditedBy(call),
          subjectRef: null,
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
    confirmUser: (call) =>
      store.write(async (writing) => {
        const user = await userById(writing.db, call.params.userId)
        if (!user) return unknownUser()
        const confirmed = await confirmUser(writing, user, call.person.user.id)
        if (!confirmed.ok) return confirmed
        writing.audited({
          ...auditedBy(call),
          subjectRef: null,
          action: 'user.confirmed',
          body: { userId: user.id, role: user.role, givenBy: user.unconfirmed_by },
        })
        return ok(staffOf(confirmed.value))
      }),
    unlockUser: (call) =>
      store.write(async (writing) => {
        const user = await userById(writing.db, call.params.userId)
        if (!user) return unknownUser()
        await forgetAllWrongPasswords(writing, user.id)
        writing.audited({
          ...auditedBy(call),
          subjectRef: null,
          action: 'user.unlocked',
          body: { userId: user.id },
        })
        return ok(staffOf(user))
      }),
  }
}
