/**
 * The person to whom the record belongs, signed in at the portal. This store cannot sign a holder in yet, so it accepts
 * no credential and refuses every such call. A staff session is no substitute.
 */
import { refuse } from '../../../domain/problem.ts'
import type { Identify } from './caller.ts'

export const identifyHolder: Identify<'holder'> = () => Promise.resolve(refuse('holder.session-required'))
