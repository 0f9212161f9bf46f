/**
 * Parses bodies as JSON. Checks once what every later step relies on: the nesting is shallow enough for recursion, and
 * every text is valid Unicode, so that it can be hashed, stored and forwarded.
 */
import { refuse, type Result } from '../../domain/problem.ts'

/** No input of the contract has more than a dozen levels; a thousand levels overflow the stack. */
const MOST_LEVELS = 64

const invalid = (message: string): Result<never> => refuse('input.invalid', { issues: [{ path: '', message }] })

/** The nesting depth of arrays and objects in the text of JSON. */
function levelsOf(text: string): number {
  let level = 0
  let deepest = 0
  let inText = false
  for (let place = 0; place < text.length; place++) {
    const sign = text[place]
    if (inText) {
      if (sign === '\\') place += 1
      else if (sign === '"') inText = false
    } else if (sign === '"') inText = true
    else if (sign === '[' || sign === '{') deepest = Math.max(deepest, (level += 1))
    else if (sign === ']' || sign === '}') level -= 1
  }
  return deepest
}

/** The escape of a surrogate, which is a character only together with its other half. */
const SURROGATE = /\\u[dD][89a-fA-F]/

function isUnicode(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (Array.isArray(value)) return value.every(isUnicode)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isUnicode(inner))
}

/** Refuses with `input.invalid` a text that is not JSON, not Unicode, or nested too deeply. */
export function parseJsonBody(body: Uint8Array): Result<unknown> {
  let value: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    if (levelsOf(text) > MOST_LEVELS) return invalid('too_deep')
    value = JSON.parse(text)
    if (SURROGATE.test(text) && !isUnicode(value)) return invalid('unicode')
  } catch {
    return invalid('json')
  }
  return { ok: true, value }
}
