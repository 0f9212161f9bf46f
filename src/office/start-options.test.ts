import { describe, expect, it } from 'vitest'
import { parseStartOptions } from './start-options.ts'

describe('the options of npm start', () => {
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
    'are refused with a message: %s %s',
    (...args) => {
      const parsed = parseStartOptions(args)
      expect(parsed.ok).toBe(false)
      if (!parsed.ok) expect(parsed.message).not.toBe('')
    },
  )
})
