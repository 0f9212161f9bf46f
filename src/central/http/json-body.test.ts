import { expect, test } from 'vitest'
import { parseJsonBody } from './json-body.ts'

const parsed = (text: string) => {
  const result = parseJsonBody(new TextEncoder().encode(text))
  return result.ok
    ? result.value
    : (result.problem as { details: { issues: { message: string }[] } }).details.issues[0]?.message
}
const nested = (levels: number, open: string, close: string): string => open.repeat(levels) + '1' + close.repeat(levels)

test('what is nested too deeply is refused at any depth, in arrays and objects, and the rest is parsed', () => {
  for (const levels of [65, 100, 3_000, 30_000])
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
      ['[{"a":', '}]'],
    ] as const)
      expect(parsed(nested(levels, open, close))).toBe('too_deep')
  expect(parsed(nested(64, '[', ']'))).not.toBe('too_deep')
  // Brackets in a text are no levels.
  const text = '[{'.repeat(500)
  expect(parsed(JSON.stringify({ text, more: `\\"${text}` }))).toEqual({ text, more: `\\"${text}` })
})

test('half a character is refused wherever it stands, and a whole one written as two escapes is not', () => {
  for (const half of ['\\ud800', '\\uDFFF', '\\ud83d\\ud83d', '\\udc00\\ud800'])
    for (const where of [`"${half}"`, `["x${half}"]`, `{"a":{"b":"${half}y"}}`, `{"${half}":1}`])
      expect(parsed(where)).toBe('unicode')
  expect(parsed('["\\ud83d\\ude00"]')).toEqual(['😀'])
  expect(parsed('["\\\\ud800"]')).toEqual(['\\ud800'])
})

test('what is no JSON or no UTF-8 is refused', () => {
  for (const text of ['', '{', '[1,]', '{"a":1}}', 'undefined']) expect(parsed(text)).toBe('json')
  expect(parseJsonBody(new Uint8Array([0x22, 0xff, 0x22]))).toMatchObject({ ok: false })
})
