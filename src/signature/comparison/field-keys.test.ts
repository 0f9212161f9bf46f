import { describe, expect, it } from 'vitest'
import { place, reported, text, withText } from '../testing/field-changes.ts'
import { meaning } from '../testing/meaning.ts'

expect.extend(meaning)

describe('the keys of a field', () => {
  it.each<[string, string, string, string[]]>([
    ['value', '/V (a)', '/V (b)', [`form-value form-value ${place}/alt "alt" (a→b)`]],
    ['value taken away', '/V (a)', '', [`form-value form-value ${place}/alt "alt" (a→)`]],
    ['value of a choice in a text field', '/V [(a) (b)]', '/V [(a)]', [`content field-V ${place}/alt "alt"`]],
    ['value of a button', '/V /Off', '/V /Da', [`form-value form-value ${place}/alt "alt" (Off→Da)`]],
    ...['RV', 'DS', 'I', 'TI', 'AS', 'DA', 'Q'].map((key): [string, string, string, string[]] => [
      key,
      '',
      `/${key} (x)`,
      [`content field-${key} ${place}/alt "alt"`],
    ]),
    ['date', '/M (D:2026)', '/M (D:2027)', [`validation-data field-attribute ${place}/alt "alt"`]],
    ['name of the annotation', '', '/NM (b)', [`validation-data field-attribute ${place}/alt "alt"`]],
    ['date that is none', '/M (a)', '/M [1]', [`content field-M ${place}/alt "alt"`]],
    ['place in the structure, new', '', '/StructParent 5', [`content field-StructParent ${place}/alt "alt"`]],
    [
      'place in the structure, changed',
      '/StructParent 4',
      '/StructParent 5',
      [`content field-StructParent ${place}/alt "alt"`],
    ],
    ...['Ff', 'MaxLen', 'TU', 'DV', 'MK', 'A', 'OC', 'Opt'].map((key): [string, string, string, string[]] => [
      key,
      '',
      `/${key} (x)`,
      [`content field-${key} ${place}/alt "alt"`],
    ]),
    [
      'face without a value',
      '/AP << /N 31 0 R >>',
      '/AP << /N 32 0 R >>',
      [`content appearance-without-value ${place}/alt "alt"`],
    ],
    ...['V'].map((key): [string, string, string, string[]] => [
      `face with ${key}`,
      `/${key} (a) /AP << /N 31 0 R >>`,
      `/${key} (b) /AP << /N 32 0 R >>`,
      [
        key === 'V'
          ? `form-value form-value ${place}/alt "alt" (a→b)`
          : `form-value form-appearance ${place}/alt "alt"`,
        `form-value form-appearance ${place}/alt "alt"`,
      ],
    ]),
    [
      'face with a colour',
      '/DA (a) /AP << /N 31 0 R >>',
      '/DA (b) /AP << /N 32 0 R >>',
      [`form-value form-appearance ${place}/alt "alt"`, `content appearance-without-value ${place}/alt "alt"`],
    ],
    ['nothing', '/V (a)', '/V (a)', []],
  ])('%s', (_, before, after, changes) => {
    expect(reported(withText(before), [30, text(after)])).toMean(changes)
  })
})
