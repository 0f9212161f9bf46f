/** Anyone: nothing is asked for, and whatever credentials come along are not looked at. */
import { ok } from '../../../domain/problem.ts'
import type { Identify } from './caller.ts'

export const identifyAnyone: Identify<'public'> = () => Promise.resolve(ok({}))
