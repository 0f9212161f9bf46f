/**
 * The person whose record it is, signed in at the portal. This store has no way to sign a holder in yet, so it accepts
 * no credential of one: every call is refused. A staff session is none.
 */
import { refuse } from '../../../domain/problem.ts'
import type { Identify } from './caller.ts'

export const identifyHolder: Identify<'holder'> = () => Promise.resolve(refuse('holder.session-required'))
