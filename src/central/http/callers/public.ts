/** Anyone. No credentials are required, and any that are sent are ignored. */
import { ok } from '../../../domain/problem.ts'
import type { Identify } from './caller.ts'

export const identifyAnyone: Identify<'public'> = () => Promise.resolve(ok({}))
