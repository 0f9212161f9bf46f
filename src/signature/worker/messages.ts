/** The messages between the caller and the thread: bytes and plain values, parsed on arrival. */
import { z } from 'zod'
import type { ValidationReport } from '../validation/report.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** What stays the same for all files of a batch: sent once, when the thread starts. DER and XML as they are. */
export const materialSchema = z.object({
  anchors: z.array(bytes),
  certificates: z.array(bytes),
  revocationLists: z.array(bytes),
  ocspResponses: z.array(bytes),
  /**
   * The list of the lists, its pivots and the countries' lists, by the last part of the address that each was published
   * at.
   */
  trustedLists: z.object({ listOfLists: bytes, files: z.array(z.object({ name: z.string(), bytes })) }).optional(),
  /** Or the folder in which refreshed lists are kept (`trusted-list/storage.ts`). */
  trustedListFolder: z.string().optional(),
  /** The moment for which lists are verified. */
  at: z.iso.datetime({ offset: true }).optional(),
})
export type Material = z.infer<typeof materialSchema>

export const noMaterial: Material = { anchors: [], certificates: [], revocationLists: [], ocspResponses: [] }

export const requestSchema = z.object({
  id: z.number().int(),
  bytes,
  at: z.iso.datetime({ offset: true }),
  arrival: z.iso.datetime({ offset: true }).optional(),
  password: z.string().optional(),
  /** What was fetched for this file. */
  evidence: z
    .object({ certificates: z.array(bytes), revocationLists: z.array(bytes), ocspResponses: z.array(bytes) })
    .optional(),
})
export type Request = z.infer<typeof requestSchema>
export type FileEvidence = NonNullable<Request['evidence']>

/** The thread has read its material and waits for files. */
export const readySchema = z.object({ ready: z.literal(true), problems: z.array(z.string()) })

export const responseSchema = z.object({
  id: z.number().int(),
  ms: z.number(),
  report: z.custom<ValidationReport>(
    (value) => typeof value === 'object' && value !== null && 'verdict' in value && 'signatures' in value,
  ),
})
export type Response = z.infer<typeof responseSchema>
