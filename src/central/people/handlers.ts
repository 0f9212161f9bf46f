/** Sign-in at a workstation, and the administrator's calls about the people of the house. */
import { ok, refuse } from '../../domain/problem.ts'
import type { administrationCalls } from '../../protocol/central/administration.ts'
import type { sessionCalls } from '../../protocol/central/session.ts'
import { auditedBy } from '../http/callers/caller.ts'
import type { Handlers } from '../http/route.ts'
import type { RouteServices } from '../http/services.ts'
import { endSession, renewSession, signIn } from './sign-in.ts'
import { staffOf } from './staff.ts'
import { changeUser, checkNewPassword, createUser, hashPassword, listUsers, userById } from './users.ts'

type SignInCalls = Pick<typeof sessionCalls, 'signIn' | 'renewSession' | 'signOut'>
type UserCalls = Pick<typeof administrationCalls, 'users' | 'createUser' | 'changeUser'>

export const peopleHandlers = (services: RouteServices): Handlers<SignInCalls & UserCalls> => ({
  ...signInHandlers(services),
  ...userHandlers(services),
})

function signInHandlers({ store, random, decoyHash }: RouteServices): Handlers<SignInCalls> {
  return {
    signIn: ({ device, body }) => signIn({ store, random, decoyHash }, device.id, body),
    renewSession: ({ person }) => Promise.resolve(ok(renewSession(person, person.token))),
    signOut: async ({ person }) => {
      await store.write((writing) => endSession(writing, person))
      return ok({})
    },
  }
}

function userHandlers({ store, random }: RouteServices): Handlers<UserCalls> {
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
      const acceptable = chosen === undefined ? ok('') : checkNewPassword(chosen)
      if (!acceptable.ok) return acceptable
      const passwordHash = chosen === undefined ? undefined : await hashPassword(chosen)
      return store.write(async (writing) => {
        const user = await userById(writing.db, call.params.userId)
        if (!user) return refuse('input.invalid', { issues: [{ path: 'userId', message: 'unknown' }] })
        const changed = await changeUser(writing, user, { ...facts, passwordHash })
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
  }
}
