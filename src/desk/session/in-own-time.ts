/**
 * A session granted by a central store whose clock is wrong: it lasts as long as was granted, counted from the time
 * that this desk believes, and never longer than the central store stated.
 */
import type { z } from 'zod'
import type { grantedSession } from '../../protocol/central/session.ts'

type Granted = z.infer<typeof grantedSession>

/** @param now the best known time, milliseconds */
export function inOwnTime(granted: Granted, now: number): Granted {
  const from = Date.parse(granted.grantedAt)
  const at = (end: string): string => new Date(Math.min(Date.parse(end), now + Date.parse(end) - from)).toISOString()
  const grantedAt = new Date(Math.min(from, now)).toISOString()
  return { ...granted, grantedAt, expiresAt: at(granted.expiresAt), offlineUntil: at(granted.offlineUntil) }
}
