/** A desk that cannot open its data, and the choices that a person has. */
import { z } from 'zod'
import { command, nothing, query, type Procedures } from './procedure.ts'
import { TOPICS } from './topics.ts'

/**
 * - `keys-unavailable`: the key store does not answer now, or the keys cannot be read now; they may open later.
 * - `files-unavailable`: the disk refuses cache or journal now (no permission, mounted read-only).
 * - `keys-foreign`: the keys are damaged, or another user or machine wrapped them.
 * - `keys-missing`: there are encrypted files, and no keys for them.
 * - `keys-of-other-data`: the keys open, and cache and journal were encrypted with others.
 * - `records-unreadable`: neither cache nor journal can be read, so that unsent work would be lost.
 * - `records-damaged`: the cache cannot be read, and a part of the journal is missing or unreadable.
 */
export const START_CAUSES = [
  'keys-unavailable',
  'files-unavailable',
  'keys-foreign',
  'keys-missing',
  'keys-of-other-data',
  'records-unreadable',
  'records-damaged',
] as const
export type StartCause = (typeof START_CAUSES)[number]

/** What a person can choose. `go-on`: with what can be read. Beginning anew needs a key store that answers. */
export const START_CHOICES = ['retry', 'go-on', 'begin-anew'] as const
export type StartChoice = (typeof START_CHOICES)[number]
export function choicesFor(cause: StartCause): readonly StartChoice[] {
  if (cause.endsWith('-unavailable')) return ['retry']
  return cause === 'records-damaged' ? ['retry', 'go-on'] : ['retry', 'begin-anew']
}

export const startState = z.object({
  /** Null while the desk is open. */
  cause: z.enum(START_CAUSES).nullable(),
  choices: z.array(z.enum(START_CHOICES)),
  /** Where the files are, for the person who is asked for help. */
  folder: z.string(),
})
export type StartState = z.infer<typeof startState>

const everything = { makesStale: TOPICS } as const

export const startProcedures = {
  'start.state': query('none', nothing, startState, { staleBy: ['session'] }),
  /** Tries once more to open the data. Does nothing at an open desk. */
  'start.retry': command('none', nothing, startState, everything),
  /** Opens with what can be read of the journal; the damaged files are kept beside. Does nothing at an open desk. */
  'start.goOn': command('none', nothing, startState, everything),
  /**
   * Sets every encrypted file aside and begins a new desk, which must be enrolled with a new code. Does nothing at an
   * open desk.
   */
  'start.beginAnew': command('none', nothing, startState, everything),
} as const satisfies Procedures
