/** What goes between the desk and the reading thread; parsed on arrival at either end. */
import { z } from 'zod'
import type { Problem } from '../../domain/problem.ts'
import { pageReadingSchema } from './reading.ts'

const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array)

export const requestSchema = z.object({
  id: z.number().int(),
  bytes,
  /** Named in problems. */
  name: z.string(),
  /** From 1: page of a PDF or of a TIFF. */
  page: z.number().int().positive(),
  /** Day of the counter: decides the century of a zone's years. */
  today: z.iso.date(),
})
export type ReadRequest = z.infer<typeof requestSchema>

const readSchema = z.object({
  reading: pageReadingSchema,
  /** The straightened page as JPEG. */
  image: bytes,
  /** Each field's place, and that of a zone, cut out of it, to be shown beside the input it belongs to; JPEG. */
  crops: z.array(z.object({ field: z.string(), image: bytes })),
})
/** What was read, and the page as it is shown beside it. */
export type PageRead = z.infer<typeof readSchema>

export const readySchema = z.object({ ready: z.literal(true) })
export const responseSchema = z.object({
  id: z.number().int(),
  ms: z.number(),
  result: z.union([
    z.object({ ok: z.literal(true), value: readSchema }),
    z.object({
      ok: z.literal(false),
      problem: z.custom<Problem>((value) => typeof value === 'object' && value !== null && 'code' in value),
    }),
  ]),
})
export type ReadResponse = z.infer<typeof responseSchema>
