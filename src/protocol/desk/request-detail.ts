/** One request as the screen shows it: the body, what can be done to it, its papers, what happens next. */
import { z } from 'zod'
import { MISSING } from '../../domain/request/completeness.ts'
import { LETTER_KINDS, PAPERS } from '../../domain/request/request.ts'
import { REQUEST_ACTIONS } from '../../request/acts.ts'
import { requestBody } from '../../request/body.ts'
import { problemSchema } from '../problem.ts'
import { id, instant, localDay } from '../values.ts'
import { outboxRow } from './sync-status.ts'

/** What a person can do to a request now, or why not. The renderer shows this and decides nothing. */
export const requestAction = z.object({ action: z.enum(REQUEST_ACTIONS), refusal: problemSchema.nullable() })
const term = z.object({ day: localDay, daysLeft: z.int() })
export const requestDetail = z.object({
  request: requestBody,
  number: z.string(),
  daysLeft: z.int().nullable(),
  /**
   * Last days with how far they are; null once closed. `answer`: OG 27/2002 art. 8 and 9 · `gdpr`: one month, art.
   * 12(3), beside it · `forwarding`: art. 6^1, while it can still be forwarded.
   */
  terms: z.object({ answer: term, gdpr: term, forwarding: term.nullable() }).nullable(),
  actions: z.array(requestAction),
  /** Codes of what is missing before review. */
  missing: z.array(z.enum(MISSING)),
  /** Commands of this desk not yet receipted, in order; already applied in `request`. */
  pending: z.array(outboxRow),
  /**
   * An act about this request, of whichever desk, waits at the central store for a supervisor; what comes after it
   * waits as well.
   */
  held: z.boolean(),
  /**
   * Proof and receipt once, every letter by itself; `paperId` is null where the paper is made at the desk or is not
   * there yet.
   */
  papers: z.array(
    z.object({
      paper: z.enum(PAPERS),
      paperId: id.nullable(),
      letter: z.enum(LETTER_KINDS).nullable(),
      at: instant.nullable(),
      verificationCode: z.string().nullable(),
      available: z.boolean(),
      refusal: problemSchema.nullable(),
      printed: z.int(),
    }),
  ),
  /** Numbers of other requests that the history names by their ids, as far as they are known at this desk. */
  numbers: z.record(id, z.string()),
  /** Who must do what next, until when. */
  next: z.object({
    who: z.enum(['clerk', 'supervisor', 'central', 'citizen', 'nobody']),
    what: z.string(),
    until: localDay.nullable(),
  }),
})
export type RequestDetail = z.infer<typeof requestDetail>
