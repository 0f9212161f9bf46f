/** Locks an idle screen even when no call asks for the session. */
import type { DeskSession } from './session.ts'

const CHECK_EVERY_MS = 5_000

/** Returns the function that stops it; keeps no process alive. */
export function watchIdle(session: Pick<DeskSession, 'checkTimes'>): () => void {
  const timer = setInterval(session.checkTimes, CHECK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
