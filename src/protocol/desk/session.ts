/** Who is at the desk, and what this desk is. */
import { z } from 'zod'
import { RIGHTS } from '../../domain/rights.ts'
import { houseBody } from '../house.ts'
import { actor, line, role } from '../values.ts'
import { command, done, nothing, query, type Procedures } from './procedure.ts'

/**
 * Who is at the desk. `locked`: a person is signed in, and the screen is hidden until the password is entered again.
 */
export const sessionState = z.object({
  state: z.enum(['signed-out', 'locked', 'open']),
  actor: actor.extend({ username: z.string(), role }).nullable(),
  /** Unlocked without the central store: features that need it stay disabled. */
  offline: z.boolean(),
  rights: z.array(z.enum(RIGHTS)),
})
export const deskAbout = z.object({
  deskNumber: z.int().nullable(),
  deskName: z.string().nullable(),
  version: z.string(),
  protocol: z.int(),
  storeId: z.string().nullable(),
  epoch: z.string().nullable(),
  demonstration: z.boolean(),
  /** What papers state about the house, as the central store last sent it; null before that. */
  house: houseBody.nullable(),
  /** Only in a demonstration: the people and passwords shown on the login screen. */
  demonstrationLogins: z.array(z.object({ username: z.string(), password: z.string(), name: z.string(), role })),
  host: z.enum(['electron', 'browser']),
  keyStore: z.string(),
  journalBytes: z.int(),
  cacheBytes: z.int(),
  runtime: z.string(),
})

export const sessionProcedures = {
  'desk.about': query('none', nothing, deskAbout, { staleBy: ['session'] }),
  'session.current': query('none', nothing, sessionState, { staleBy: ['session'] }),
  'session.signIn': command('none', z.object({ username: line(60), password: z.string().max(200) }), sessionState),
  /**
   * Also for a person whom `password.change-required` refused: nobody needs to be signed in. Signs in with the new
   * password.
   */
  'session.changePassword': command(
    'none',
    z.object({ username: line(60), current: z.string().max(200), next: z.string().max(200) }),
    sessionState,
  ),
  'session.lock': command('none', nothing, sessionState),
  'session.unlock': command('none', z.object({ password: z.string().max(200) }), sessionState),
  'session.signOut': command('none', nothing, sessionState),
  /** Keys, mouse or touch were used in the window. Nothing else keeps the screen from locking. */
  'session.active': command('open', nothing, done),
} as const satisfies Procedures
