/** The registry: the account of a year, and a registry page under seal. */
import { z } from 'zod'
import { ACCOUNT_FAULTS, VOID_REASONS } from '../../domain/request/registry-account.ts'
import { localDay } from '../values.ts'
import { get, numberText, pdf, person, post } from './call.ts'
import { numberRange } from './numbers.ts'

/** What became of every number of a registry's year, runs of one kind together. */
export const registryAccount = z.object({
  registry: z.string(),
  year: z.int(),
  ranges: z.array(
    z.discriminatedUnion('as', [
      numberRange.extend({ as: z.literal('registered') }),
      numberRange.extend({ as: z.literal('voided'), reason: z.enum(VOID_REASONS), deskNumber: z.int() }),
      numberRange.extend({ as: z.literal('leased'), deskNumber: z.int() }),
      numberRange.extend({ as: z.literal('unexplained') }),
    ]),
  ),
  faults: z.array(numberRange.extend({ fault: z.enum(ACCOUNT_FAULTS) })),
  counts: z.object({ registered: z.int(), voided: z.int(), leased: z.int(), superseded: z.int() }),
})

export const registryCalls = {
  registryYear: get('/v1/registry/:year', {
    caller: person('request.read'),
    params: z.object({ year: numberText().int().min(2020).max(2199) }),
    output: registryAccount,
  }),
  /** A registry page, made and sealed on request; the audit records who requested it and for which days. */
  registryPage: post('/v1/registry-pages', {
    caller: person('request.decide'),
    body: z.object({ from: localDay, to: localDay }),
    output: pdf,
    // A month of the whole county is read, typeset and sealed.
    timeoutMs: 30_000,
  }),
} as const
