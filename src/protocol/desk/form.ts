/** Forms for the people at the counter: empty, or filled in with the values on the screen, to be read and signed. */
import { z } from 'zod'
import { REQUEST_KINDS } from '../../domain/request/request.ts'
import { sha256 } from '../values.ts'
import { draftContent } from './draft.ts'
import { printJob } from './paper.ts'
import { command, query, type Procedures, neverStale } from './procedure.ts'

const form = z.object({ kind: z.enum(REQUEST_KINDS), largePrint: z.boolean().default(false) })
const copies = z.int().min(1).max(20).default(1)

/** Fields of a draft that have a place on the form. */
export const FORM_PATHS = [
  'holder.surname',
  'holder.givenNames',
  'holder.cnp',
  'holder.phone',
  'holder.address',
  'holder.email',
  'capacity',
  'representative.surname',
  'representative.givenNames',
  'representative.cnp',
  'representative.phone',
  'document.type',
  'document.series',
  'document.number',
  'document.validUntil',
  'requestedDay',
] as const

/**
 * Typed values that are not on the form as they are on the screen. `unclear`: not a valid CNP or date, left empty.
 * `too-long`: does not fit its lines, left empty. `not-in-code`: on the paper only, so it is not read back
 * automatically.
 */
export const FORM_SHORTFALLS = ['unclear', 'too-long', 'not-in-code'] as const
const shown = z.object({ sha256, pages: z.int(), title: z.string() })
const filledForm = form.extend({ content: draftContent })

export const formProcedures = {
  'form.preview': query('paper.read', form, shown, neverStale),
  /** On both sides where the printer can. An empty form is no paper of a request: nothing is recorded. */
  'form.print': command('paper.print', form.extend({ copies }), printJob),
  /**
   * The form with the values on the screen, on its lines and in its code of values; the declarations, the questions and
   * the signature are left to be filled in by hand.
   */
  'form.previewFilled': query(
    'request.register',
    filledForm,
    shown.extend({ shortfalls: z.array(z.object({ path: z.enum(FORM_PATHS), why: z.enum(FORM_SHORTFALLS) })) }),
    neverStale,
  ),
  /** No paper of a request either: it becomes one when it comes back signed and is scanned. */
  'form.printFilled': command('request.register', filledForm.extend({ copies }), printJob),
} as const satisfies Procedures
