/** The token for calling the central store for a person, or why there is none now. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Person } from './session.ts'

/**
 * Without an online session, either the connection is missing, or the person signed in offline and must give the
 * password again so that the central store can check it.
 */
export const centralToken = ({ token }: Pick<Person, 'token'>, online: boolean): Result<string> =>
  token === null ? refuse(online ? 'session.offline' : 'online.required') : ok(token)

/** The same for calls that are not attempted without a connection. */
export const onlineToken = (person: Pick<Person, 'token'>, online: boolean): Result<string> =>
  online ? centralToken(person, true) : refuse('online.required')
