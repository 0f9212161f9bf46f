import { describe, expect, it } from 'vitest'
import { draftContent } from '../../protocol/desk.ts'
import { assessDraft } from './assess-draft.ts'

const content = (path: string, value: string) => {
  const [part = '', field = ''] = path.split('.')
  const whole = draftContent.parse({ capacity: 'proxy' })
  return { ...whole, [part]: { ...(whole[part as keyof typeof whole] as object), [field]: value } }
}
const warned = (path: string, value: string) =>
  assessDraft(content(path, value), [], '2026-11-23').assessment.findings.some(
    (finding) => finding.path === path && finding.level === 'warning',
  )

const PEOPLE = ['holder', 'representative'] as const
const MATRIX: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ...PEOPLE.flatMap((of) => [
    ...(['surname', 'givenNames'] as const).map(
      (name) =>
        [
          `${of}.${name}`,
          ['Vântu', 'VÂNTU', 'Ștefănescu-Țîru', "O'Neil", 'Ana Maria', 'Nagy-Kovács', 'Müller', 'D. Ioana', 'Łuczak'],
          ['123', '😀 DROP TABLE', 'Popescu2', 'Ana;', 'Ana <b>', '--', "''", 'Иван', '***'],
        ] as const,
    ),
    [
      `${of}.phone`,
      ['0722 123 456', '+40 232 123456', '0232/123.456', '(0232) 123456', '004 0722123456'],
      ['abc', '12', '0722 12x 456', '++40', '0722123456 0722123456 0722123456'],
    ] as const,
    [
      `${of}.email`,
      ['ana.popa@exemplu.ro', 'a+b@exemplu.com'],
      ['nu@', 'ana', 'ana@exemplu', 'a b@c.ro', '@c.ro'],
    ] as const,
  ]),
  ['document.series', ['XX', 'MZ', 'xx', 'P'], ['!!##', 'X1', 'XXXXXXX', 'Ș']],
  ['document.number', ['123456', '053123456', 'AB1234567'], ['!!', '12', '12 34 56!', '😀']],
]

describe('fields that hold something unusual', () => {
  it.each(MATRIX)('%s', (path, usual, unusual) => {
    expect(usual.filter((value) => warned(path, value))).toEqual([])
    expect(unusual.filter((value) => !warned(path, value))).toEqual([])
    expect(warned(path, ' ')).toBe(false)
  })

  it('a name without a single letter prevents registering', () => {
    for (const value of ['123', '--', '😀'])
      expect(assessDraft(content('holder.surname', value), [], '2026-11-23').assessment.blockers).toContainEqual({
        code: 'holder-name',
        path: 'holder.surname',
      })
  })
})
