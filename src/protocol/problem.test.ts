import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseInput, problemSchema, resultOf } from './problem.ts'

describe('problems on the wire', () => {
  it('keeps a known problem and turns one of a newer peer into `unexpected` with its code', () => {
    expect(problemSchema.parse({ code: 'push.gap', details: { expected: 3 } })).toEqual({
      code: 'push.gap',
      details: { expected: 3 },
    })
    expect(problemSchema.parse({ code: 'later.invented' })).toEqual({
      code: 'unexpected',
      details: { reference: 'later.invented' },
    })
    expect(problemSchema.parse({ code: '__proto__' })).toEqual({
      code: 'unexpected',
      details: { reference: '__proto__' },
    })
  })

  it('parses both arms of an answer', () => {
    const schema = resultOf(z.object({ n: z.int() }))
    expect(schema.parse({ ok: true, value: { n: 1 } })).toEqual({ ok: true, value: { n: 1 } })
    expect(schema.safeParse({ ok: true }).success).toBe(false)
    expect(
      schema.parse({ ok: false, problem: { code: 'disk.full', details: { freeBytes: 1, neededBytes: 2 } } }).ok,
    ).toBe(false)
  })

  it('names the place of bad input and never its value', () => {
    const answer = parseInput(z.object({ holder: z.object({ cnp: z.string().length(13) }) }), {
      holder: { cnp: '2850615' },
    })
    expect(answer.ok).toBe(false)
    expect(JSON.stringify(answer)).toContain('holder.cnp')
    expect(JSON.stringify(answer)).not.toContain('2850615')
  })
})
