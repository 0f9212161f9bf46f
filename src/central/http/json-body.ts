/**
 * Bodies as JSON. What every later step relies on is checked here once: that it can be walked without running out of
 * stack, and that every text is Unicode, so that it can be hashed, stored and sent on.
 */
import { refuse, type Result } from '../../domain/problem.ts'

/** No input of the contract is deeper than a dozen; walking a thousand levels ends the stack. */
const MOST_LEVELS = 64

const invalid = (message: string): Result<never> => refuse('input.invalid', { issues: [{ path: '', message }] })

/** How deep arrays and objects lie in each other, in the text of JSON. */
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

/** An escape of half a character, which only stands for one together with its other half. */
const SURROGATE = /\\u[dD][89a-fA-F]/

function isUnicode(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (Array.isArray(value)) return value.every(isUnicode)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isUnicode(inner))
}

/** Refuses with `input.invalid` what is no JSON, no Unicode, or nested too deeply. */
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
