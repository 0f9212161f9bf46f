/** The right to ask the central store in a person's name, or why there is none now. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Person } from './session.ts'

/**
 * Without an online session it depends on the network what is missing: a connection, or the password, which was given
 * while there was none and which the central store has not heard.
 */
export const centralToken = ({ token }: Pick<Person, 'token'>, online: boolean): Result<string> =>
  token === null ? refuse(online ? 'session.offline' : 'online.required') : ok(token)

/** The same for what is not even tried without a connection. */
export const onlineToken = (person: Pick<Person, 'token'>, online: boolean): Result<string> =>
  online ? centralToken(person, true) : refuse('online.required')
