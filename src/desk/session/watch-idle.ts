/** Locks an idle screen even when no call asks for the session. */
import type { Session } from './session.ts'

const CHECK_EVERY_MS = 5_000

/** Returns the function that stops it; keeps no process alive. */
export function watchIdle(session: Pick<Session, 'checkIdle'>): () => void {
  const timer = setInterval(session.checkIdle, CHECK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
