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

/** One line of text as a person types it: trimmed, no control characters. */
export const line = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(/^[^\u0000-\u001f\u007f]*$/)
/** Several lines. */
export const text = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/)

/** A person, by a name that can be shown without a further query. */
export const actor = z.object({ id, name: z.string() })
export type Actor = z.infer<typeof actor>

/** The author of an act on a request. Entries stored before other authors than persons existed have no kind. */
export const author = z.object({ kind: z.enum(AUTHOR_KINDS).default('person'), id, name: z.string() })
export type Author = z.infer<typeof author>
