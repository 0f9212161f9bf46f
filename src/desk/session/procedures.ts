import { ok } from '../../domain/problem.ts'
import type { DeskParts } from '../parts.ts'
import type { Group, Handlers } from '../door/handlers.ts'

export const sessionProcedures = ({ session, sync }: DeskParts): Handlers<Group<'session'>> => ({
  'session.current': () => ok(session.current()),
  'session.signIn': async ({ username, password }) => {
    const result = await session.signIn(username, password)
    sync.wake()
    return result
  },
  'session.lock': () => ok(session.lock()),
  'session.unlock': async ({ password }) => {
    const result = await session.unlock(password)
    sync.wake()
    return result
  },
  'session.signOut': () => ok(session.signOut()),
})
