/** What a note brings to the structure tree when it comes, and takes with it when it goes. */
import { describe, expect, it } from 'vitest'
import { type Changed, reported, usual } from '../testing/field-changes.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { meaning } from '../testing/meaning.ts'

expect.extend(meaning)

const note = (key: number) => `<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /StructParent ${String(key)} >>`
const element = (of: number) =>
  `<< /Type /StructElem /S /Annot /P 14 0 R /K << /Type /OBJR /Obj ${String(of)} 0 R >> >>`
const tree = (kids: string, nums: string, next: number): Changed[number] => [
  n.structure,
  `<< /Type /StructTreeRoot /K [${kids}] /ParentTree << /Nums [${nums}] >> /ParentTreeNextKey ${String(next)} >>`,
]
const page = (annotations: string): Changed[number] => [n.page, bodies.page('', `${usual} ${annotations}`)]
const noted = new Map<number, string>([
  page('32 0 R'),
  [32, note(1)],
  [33, element(32)],
  tree('15 0 R 33 0 R', '0 [15 0 R] 1 33 0 R', 2),
] as [number, string][])
const green = ['annotation']
const refused = ['content']

describe('a note and its element', () => {
  it.each<[string, Changed, string[]]>([
    ['go together', [page(''), tree('15 0 R', '0 [15 0 R]', 2)], green],
    ['go, and the entry stays', [page(''), tree('15 0 R', '0 [15 0 R] 1 33 0 R', 2)], green],
    ['go, and the element stays', [page(''), tree('15 0 R 33 0 R', '0 [15 0 R]', 2)], green],
    ['go, with the element of the text', [page(''), tree('33 0 R', '0 [15 0 R]', 2)], refused],
    ['go, with the entry of the page', [page(''), tree('15 0 R', '1 33 0 R', 2)], refused],
    ['go, with all elements', [page(''), tree('', '0 [15 0 R]', 2)], refused],
    [
      'make place for others',
      [page('36 0 R'), [36, note(2)], [37, element(36)], tree('15 0 R 37 0 R', '0 [15 0 R] 2 37 0 R', 3)],
      green,
    ],
    [
      'come beside others',
      [
        page('32 0 R 36 0 R'),
        [36, note(2)],
        [37, element(36)],
        tree('15 0 R 33 0 R 37 0 R', '0 [15 0 R] 1 33 0 R 2 37 0 R', 3),
      ],
      green,
    ],
    [
      'come, and the element speaks of the note that was there',
      [page('32 0 R 36 0 R'), [36, note(2)], [37, element(32)], tree('15 0 R 33 0 R 37 0 R', '0 [15 0 R] 1 33 0 R', 2)],
      refused,
    ],
    ['stay, and the element goes', [tree('15 0 R', '0 [15 0 R]', 2)], refused],
    ['stay, and the entry goes', [tree('15 0 R 33 0 R', '0 [15 0 R]', 2)], refused],
    [
      'stay, and another element comes',
      [[37, element(32)], tree('15 0 R 33 0 R 37 0 R', '0 [15 0 R] 1 33 0 R', 2)],
      refused,
    ],
    [
      'change, and the element goes',
      [[32, note(1).replace('/Rect', '/Contents (a) /Rect')], tree('15 0 R', '0 [15 0 R]', 2)],
      refused,
    ],
  ])('%s', (_, later, expected) => {
    expect(reported(noted, ...later)).toMean(expected)
  })
})
