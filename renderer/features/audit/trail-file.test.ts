import { expect, test } from 'vitest'
import { trailFile } from './trail-file.ts'

const entry = { n: 7, at: '2026-11-23T08:41:07.000Z', action: 'login', hash: 'ab', person: 'Popa Ana', deskNumber: 3 }
const fileOf = (person: string | null) =>
  trailFile(['Nr.'], [{ ...entry, person }], () => 'S-a autentificat', 'sistemul')

test('one line for the columns and one for each entry, with a mark for spreadsheets', () => {
  expect(fileOf('Popa Ana')).toBe(
    '\uFEFF"Nr."\r\n"7","2026-11-23T08:41:07.000Z","Popa Ana","3","S-a autentificat","login","ab"\r\n',
  )
})

test('an entry without a person is of the central store', () => {
  expect(fileOf(null)).toContain('"sistemul"')
})

test.each([
  ['a "quoted" name', '"a ""quoted"" name"'],
  ['a, b', '"a, b"'],
  ['a\nb', '"a\nb"'],
  ['=1+1', `"'=1+1"`],
  ['+40', `"'+40"`],
  ['-2', `"'-2"`],
  ['@sum', `"'@sum"`],
])('%j stays one harmless cell', (person, written) => {
  expect(fileOf(person)).toContain(`,${written},`)
})
