/**
 * A doctor's application, identified by its client certificate. This store registers no certificates yet, so it refuses
 * every such call. A header that names a certificate proves nothing and is not read.
 */
import { refuse } from '../../../domain/problem.ts'
import type { Identify } from './caller.ts'

export const identifyService: Identify<'service'> = () => Promise.resolve(refuse('service.certificate-required'))
