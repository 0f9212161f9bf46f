import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameKey } from './name-key.ts'

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

describe('name key', () => {
  it('puts the letters of the Romanian alphabet in their order', () => {
    const alphabet = [...'aăâbcdefghiîjklmnopqrsștțuvwxyz']
    expect([...alphabet].sort((a, b) => order(nameKey(a, ''), nameKey(b, '')))).toEqual(alphabet)
  })
  it('sorts single names as the collation of the language does', () => {
    const collator = new Intl.Collator('ro', { sensitivity: 'base' })
    const name = fc
      .array(fc.constantFrom(...'aăâbciîsștțuz'), { minLength: 1, maxLength: 6 })
      .map((letters) => letters.join(''))
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(Math.sign(order(nameKey(a, 'x'), nameKey(b, 'x')))).toBe(Math.sign(collator.compare(`${a} x`, `${b} x`)))
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 300) },
    )
  })
  it('takes cedilla forms and capitals for the same letters', () => {
    expect(nameKey('ŞTEFAN', 'ŢIRU')).toBe(nameKey('Ștefan', 'Țiru'))
  })
})
