import { describe, expect, it } from 'vitest'
import { opened, unsignedForm } from '../testing/compared.ts'
import { LimitExceeded } from '../pdf/budget.ts'
import { operationsOf } from './content-stream.ts'

const document = opened(unsignedForm())
const operations = (content: string) => [...operationsOf(document, Buffer.from(content, 'latin1'))]
const operators = (content: string) =>
  operations(content).map(({ operator, operands }) => `${String(operands.length)} ${operator}`)

describe('the operators of a content stream', () => {
  it('come with their operands', () => {
    expect(operations('q 1 -.5 +2 .25 cm /F1 12 Tf (a) <62> [(c) 3] << /MCID 0 >> TJ')).toEqual([
      { operator: 'q', operands: [] },
      { operator: 'cm', operands: [1, -0.5, 2, 0.25] },
      { operator: 'Tf', operands: [{ type: 'name', value: 'F1' }, 12] },
      {
        operator: 'TJ',
        operands: [
          expect.objectContaining({ type: 'string' }),
          expect.objectContaining({ hexadecimal: true }),
          expect.objectContaining({ type: 'array' }),
          expect.objectContaining({ type: 'dictionary' }),
        ],
      },
    ])
    expect(operations("0 1 2 3 4 5 6 7 8 9 '")).toEqual([{ operator: "'", operands: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }])
  })

  it.each([
    ['', []],
    ['  ', []],
    ['q', ['0 q']],
    ['q ', ['0 q']],
    ['1 2', []],
    ['T* " d0', ['0 T*', '0 "', '0 d0']],
    ['% comment\nq', ['0 q']],
    ['1 BI /W 2 ID x EI Q', ['1 BI']],
    ['q ) Q', ['0 q', '0 ', '0 Q']],
    ['1 (open Q', ['1 ', '0 open', '0 Q']],
    ['[ 1 ) Q', ['0 ', '1 ', '0 Q']],
    ['}{ f', ['0 ', '0 ', '0 f']],
    ['.a 1 w', ['0 .a', '1 w']],
  ])('in %j are %j', (content, expected) => {
    expect(operators(content)).toEqual(expected)
  })

  it('are read up to a bound, and not deeper than anything else', () => {
    expect(operators('q '.repeat(200_010))).toHaveLength(200_000)
    expect(() => operations('['.repeat(200))).toThrow(LimitExceeded)
  })
})
