/**
 * The result of reading a page, as plain data. No value is entered automatically; each has its source and confidence.
 */
import { z } from 'zod'
import { FORM_CODES, VARIANTS } from '../forms/description.ts'

/**
 * The source of a value:
 * - `field`: a field of a PDF; `check` states whether its page shows the same;
 * - `code`: the code of values of the form;
 * - `ink`: whether something is marked or signed;
 * - `mrz`: the machine-readable zone of a document;
 * - `ocr`: recognised print.
 */
export const SOURCES = ['field', 'code', 'ink', 'mrz', 'ocr'] as const

export const OBSTACLES = ['several-forms', 'unknown-version', 'not-laid'] as const
export type Obstacle = (typeof OBSTACLES)[number]

const rect = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

export const readValueSchema = z.object({
  /**
   * The field of the form (`titular.cnp`); on other papers `document.…` for values of a zone and `cnp` for a candidate.
   */
  field: z.string(),
  /**
   * A text as in `forms/values.ts`; `signed` or `unsigned` for a signature; `written` or `empty` for lines to write on.
   */
  value: z.string(),
  source: z.enum(SOURCES),
  /** How often a value like this one is correct, 0–1. */
  confidence: z.number().min(0).max(1),
  /** Its place on the straightened page in mm; null when it is on another page of the form. */
  place: rect.nullable(),
  /**
   * What was verified; null when nothing can verify it. `drawn` compares a field of the file with its page.
   */
  check: z
    .object({ rule: z.enum(['cnp', 'mrz', 'code', 'date', 'one-choice', 'drawn', 'email']), holds: z.boolean() })
    .nullable(),
})
export type ReadValue = z.infer<typeof readValueSchema>

/**
 * Why a field of the form has no value:
 * - `outside`: it is not, or not wholly, on the picture;
 * - `covered`: its printed frame is not visible at its place;
 * - `glare`: a reflection washes it out.
 */
export const UNREAD_REASONS = ['outside', 'covered', 'glare'] as const
export const unreadFieldSchema = z.object({ field: z.string(), why: z.enum(UNREAD_REASONS) })
export type UnreadField = z.infer<typeof unreadFieldSchema>

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
   * Why a form of the house on the picture could not be read:
   * - `several-forms`: there are codes of more than one sheet, so nothing is read;
   * - `unknown-version`: its version is unknown;
   * - `not-laid`: too few of its corners are visible. Its code of values is still used, because its checksum proves it.
   */
  obstacle: z.enum(OBSTACLES).nullable(),
  /** How the page was straightened, and the error of the found marks in mm. */
  straightened: z.object({ by: z.enum(['marks', 'outline', 'lines', 'nothing']), error: z.number().nullable() }),
  /** The size of the straightened page in mm, and its resolution. */
  width: z.number(),
  height: z.number(),
  pixelsPerMm: z.number(),
  values: z.array(readValueSchema),
  /** All fields of the page with their places, for showing crops beside inputs. */
  fields: z.array(z.object({ field: z.string(), kind: z.string(), label: z.string(), place: rect })),
  /** The fields that cannot be read on this picture. They have no value of ink or print: they are not empty. */
  unread: z.array(unreadFieldSchema),
  /** The texts of other codes. */
  otherCodes: z.array(z.string()),
})
export type PageReading = z.infer<typeof pageReadingSchema>
