/**
 * What was read on a page: plain data. Nothing here is entered anywhere by itself; every value says where it came from
 * and how sure it is.
 */
import { z } from 'zod'
import { FORM_CODES, VARIANTS } from '../forms/description.ts'

/**
 * `field`: held by the fields of a PDF, and by `check` whether its page shows the same. `code`: carried by the form's
 * code of values. `ink`: whether something is marked or signed. `mrz`: machine-readable zone of a document. `ocr`:
 * recognised print.
 */
export const SOURCES = ['field', 'code', 'ink', 'mrz', 'ocr'] as const

export const OBSTACLES = ['several-forms', 'unknown-version', 'not-laid'] as const
export type Obstacle = (typeof OBSTACLES)[number]

const rect = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

export const readValueSchema = z.object({
  /**
   * The form's field (`titular.cnp`); on papers of others `document.…` for what a zone says and `cnp` for a candidate.
   */
  field: z.string(),
  /**
   * A text as in `forms/values.ts`; for a signature `signed` or `unsigned`; for lines to write on `written` or `empty`.
   */
  value: z.string(),
  source: z.enum(SOURCES),
  /** 0–1: how often a value like this one is right. */
  confidence: z.number().min(0).max(1),
  /** Where it stands on the straightened page, mm; null where it is on another page of the form. */
  place: rect.nullable(),
  /**
   * What was verified about it; null where there is nothing to verify it by. `drawn`: a field of the file against what
   * its page shows.
   */
  check: z
    .object({ rule: z.enum(['cnp', 'mrz', 'code', 'date', 'one-choice', 'drawn']), holds: z.boolean() })
    .nullable(),
})
export type ReadValue = z.infer<typeof readValueSchema>

export const pageReadingSchema = z.object({
  form: z
    .object({
      code: z.enum(FORM_CODES),
      version: z.number().int(),
      variant: z.enum(VARIANTS),
      page: z.number().int(),
      pages: z.number().int(),
      title: z.string(),
    })
    .nullable(),
  /**
   * Why a form of the house on the picture was not read as one. `several-forms`: codes of more than one sheet, so
   * nothing is read. `unknown-version`: of a version that is not known. `not-laid`: too few of its corners are to be
   * seen; what its code of values says is told, for that proves itself.
   */
  obstacle: z.enum(OBSTACLES).nullable(),
  /** How the page was laid straight, and how far what was found lay from where it should, mm. */
  straightened: z.object({ by: z.enum(['marks', 'outline', 'lines', 'nothing']), error: z.number().nullable() }),
  /** Of the straightened page, mm and pixels. */
  width: z.number(),
  height: z.number(),
  pixelsPerMm: z.number(),
  values: z.array(readValueSchema),
  /** Every field of the page and where it lies, to show its crop beside its input. */
  fields: z.array(z.object({ field: z.string(), kind: z.string(), label: z.string(), place: rect })),
  /** Texts of codes that are not ours. */
  otherCodes: z.array(z.string()),
})
export type PageReading = z.infer<typeof pageReadingSchema>
