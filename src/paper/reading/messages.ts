/** The messages between the desk and the reading thread. Both sides parse what they receive. */
import { z } from 'zod'
import type { Problem } from '../../domain/problem.ts'
import { pageReadingSchema } from './reading.ts'

const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array)

export const requestSchema = z.object({
  bytes,
  /** Named in problems. */
  name: z.string(),
  /** From 1: page of a PDF or of a TIFF. */
  page: z.number().int().positive(),
  /** The day at the counter, which decides the century of years in a machine-readable zone. */
  today: z.iso.date(),
})
export type ReadRequest = z.infer<typeof requestSchema>

const readSchema = z.object({
  reading: pageReadingSchema,
  /** The straightened page as JPEG. */
  image: bytes,
  /** Crops of all fields and of a zone as JPEG, to be shown beside their inputs. */
  crops: z.array(z.object({ field: z.string(), image: bytes })),
})
/** The values that were read, and the page that is shown beside them. */
export type PageRead = z.infer<typeof readSchema>

export const responseSchema = z.object({
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
