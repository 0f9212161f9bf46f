import { describe, expect, it } from 'vitest'
import { PROBLEMS, ok, problem, refuse, type ProblemCode } from './problem.ts'

const codes = Object.keys(PROBLEMS) as ProblemCode[]

describe('the table of problems', () => {
  it.each(codes)('%s is written area.what and carries an error status', (code) => {
    expect(code).toMatch(/^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)?$/)
    expect(PROBLEMS[code].status).toBeGreaterThanOrEqual(400)
    expect(PROBLEMS[code].status).toBeLessThan(600)
  })

  it('gives details exactly where a code has any', () => {
    expect(problem('cnp.control-digit')).toEqual({ code: 'cnp.control-digit', details: {} })
    expect(refuse('push.gap', { expected: 7 })).toEqual({
      ok: false,
      problem: { code: 'push.gap', details: { expected: 7 } },
    })
    // @ts-expect-error the details of this code are required
    expect(refuse('push.gap')).toEqual({ ok: false, problem: { code: 'push.gap', details: {} } })
    expect(ok(1)).toEqual({ ok: true, value: 1 })
  })
})
