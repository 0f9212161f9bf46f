import { ok } from '../../domain/problem.ts'
import type { DeskParts } from '../parts.ts'
import type { Group, Handlers } from '../door/handlers.ts'

export const sessionProcedures = ({ sync }: DeskParts): Handlers<Group<'session'>> => ({
  'session.current': (_input, session) => ok(session.current()),
  'session.signIn': async ({ username, password }, session) => {
    const result = await session.signIn(username, password)
    sync.wake()
    return result
  },
  'session.changePassword': async ({ username, ...passwords }, session) => {
    const result = await session.changePassword(username, passwords)
    sync.wake()
    return result
  },
  'session.lock': (_input, session) => ok(session.lock()),
  'session.unlock': async ({ password }, session) => {
    const result = await session.unlock(password)
    sync.wake()
    return result
  },
  'session.signOut': (_input, session) => {
    const state = session.signOut()
    // What is still queued is sent now, so that the session can end at the central store.
    sync.wake()
    return ok(state)
  },
  'session.active': (_input, session) => {
    session.active()
    return ok({})
  },
})
