/**
 * A doctor's application, known by its client certificate. This store registers no certificates yet, so it accepts
 * none: every call is refused. A header that names a certificate proves nothing and is not read.
 */
import { refuse } from '../../../domain/problem.ts'
import type { Identify } from './caller.ts'

export const identifyService: Identify<'service'> = () => Promise.resolve(refuse('service.certificate-required'))
