/** The text fields of a draft, derived from the contract: a field that is added there is included here. */
import { z } from 'zod'
import { draftContent } from './draft.ts'

function textsOf(schema: unknown, path: string): [string, number][] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return textsOf(schema.unwrap(), path)
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, part]) => textsOf(part, path === '' ? key : `${path}.${key}`))
  return schema instanceof z.ZodString ? [[path, schema.maxLength ?? Infinity]] : []
}

/** The longest text that each field takes, by its path. */
export const DRAFT_TEXTS: ReadonlyMap<string, number> = new Map(textsOf(draftContent, ''))
