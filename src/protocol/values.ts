/** Small values that every contract shares. */
import { z } from 'zod'
import { AUTHOR_KINDS } from '../domain/request/author.ts'
import { ROLES } from '../domain/rights.ts'

/** UUIDv7 (RFC 9562): ids sort by the moment they were made. */
export const id = z.uuid()
/** An instant in UTC, milliseconds, always with Z. */
export const instant = z.iso.datetime({ precision: 3 })
/** A local day of Europe/Bucharest, YYYY-MM-DD. */
export const localDay = z.iso.date()
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const cnpText = z.string().regex(/^[0-9]{13}$/)
export const role = z.enum(ROLES)

/**
 * One line of text as a person types it, trimmed: no control characters, and none that change how others are shown
 * (Unicode Cf, line and paragraph separators), so that a name on paper and screen is the name that was stored.
 */
export const line = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u)
/** Several lines: no control characters but tab and ends of lines, no change of direction, only whole characters. */
export const text = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(/^(?:[\t\n\r]|[^\p{Cc}\p{Cs}\p{Bidi_Control}])*$/u)

/** A person, by a name that can be shown without a further query. */
export const actor = z.object({ id, name: z.string() })
export type Actor = z.infer<typeof actor>

/** The author of an act on a request. Entries stored before other authors than persons existed have no kind. */
export const author = z.object({ kind: z.enum(AUTHOR_KINDS).default('person'), id, name: z.string() })
export type Author = z.infer<typeof author>
