/**
 * Ends online sessions at the central store after somebody signed out. Signing out never waits for this: the token is
 * kept in memory until the central store has answered, or until the desk is closed. A session ends only when everything
 * done under it has arrived, because a decision that arrives after the end of its session is refused.
 */
import { type CentralClient, isUnreachable } from '../central-client/central-client.ts'

export interface EndingSessions {
  readonly add: (sessionId: string, token: string) => void
  /** Tries those whose work has arrived. Call it whenever that may have changed. */
  readonly run: () => Promise<void>
}

export function endingSessions({
  client,
  hasUnsent,
}: {
  readonly client: Pick<CentralClient, 'call'>
  /** Whether commands of a session are still to be sent. */
  readonly hasUnsent: (sessionId: string) => boolean
}): EndingSessions {
  const waiting = new Map<string, string>()
  return {
    add: (sessionId, token) => void waiting.set(sessionId, token),
    run: async () => {
      // A copy: one that could not be ended is put back, for the next time.
      for (const [sessionId, token] of [...waiting]) {
        if (hasUnsent(sessionId)) continue
        waiting.delete(sessionId)
        const answer = await client.call('signOut', {}, { token })
        if (!answer.ok && isUnreachable(answer.problem)) waiting.set(sessionId, token)
      }
    },
  }
}
