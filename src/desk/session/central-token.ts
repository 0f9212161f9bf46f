/** The token for calling the central store for a person, or why there is none now. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { SyncLoop } from '../sync/sync.ts'
import type { Person } from './session.ts'

type Connection = Pick<SyncLoop, 'online' | 'stoppedBy'>

/** An outdated desk reaches the central store, so waiting for a connection would not help: it must be updated. */
function refuseWithoutConnection({ stoppedBy }: Connection): Result<never> {
  const stopped = stoppedBy()
  return stopped?.code === 'protocol.too-old' ? { ok: false, problem: stopped } : refuse('online.required')
}

/**
 * Without an online session, either the connection is missing, or the person signed in offline and must give the
 * password again so that the central store can check it.
 */
export function centralToken({ token }: Pick<Person, 'token'>, connection: Connection): Result<string> {
  if (token !== null) return ok(token)
  return connection.online() ? refuse('session.offline') : refuseWithoutConnection(connection)
}

/** The same for calls that are not attempted without a connection. */
export const onlineToken = (person: Pick<Person, 'token'>, connection: Connection): Result<string> =>
  connection.online() ? centralToken(person, connection) : refuseWithoutConnection(connection)
