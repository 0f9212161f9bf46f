import { describe, expect, it } from 'vitest'
import { parseStartOptions } from './start-options.ts'

describe('the words of npm start', () => {
  it('are all optional', () => {
    expect(parseStartOptions([])).toEqual({
      ok: true,
      value: { port: 0, data: 'data', fresh: false, headless: false, help: false },
    })
    expect(parseStartOptions(['--port', '4000', '--data', 'x', '--fresh'])).toMatchObject({
      ok: true,
      value: { port: 4000, data: 'x', fresh: true },
    })
  })

  it.each([['--port', 'many'], ['--port', '70000'], ['--port', '-1'], ['--data', ''], ['--colour', 'blue'], ['what']])(
    'refuse %s %s in one line',
    (...words) => {
      const parsed = parseStartOptions(words)
      expect(parsed.ok).toBe(false)
      if (!parsed.ok) expect(parsed.line).not.toBe('')
    },
  )
})
