/** Every difference of two revisions as data: its kind, its path and the object that was written. */
import { describe, expect, it } from 'vitest'
import { opened } from '../testing/compared.ts'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import { appendStreamRevision, type Objects, stream } from '../testing/plain-pdf.ts'
import { differencesBetween } from './differ.ts'
import { pathOf } from './place.ts'
import { rolesOfStep } from './roles.ts'

type Written = readonly (readonly [number, string | null])[]
const between = (first: Buffer, second: Buffer) => {
  const [before, after] = [opened(first), opened(second)]
  return differencesBetween(before, after, ...rolesOfStep(before, after))
}
function differences(base: Objects, ...later: Written): string[] {
  const first = formDocument(base)
  // Without the trailer, whose bookkeeping differs always.
  const made = between(first, updated(first, ...later)).filter(({ object }) => object !== undefined)
  return made.map(({ kind, place, object }) =>
    `${kind} ${pathOf(place)} ${String(object)}`.replaceAll('Pages/Kids/0', 'page'),
  )
}
/** What differs in one value of the page when it is written anew, by its path under the page. */
function inPage(was: string, is: string, more: Objects = new Map(), ...later: Written): string[] {
  const value = (text: string) => (text === '' ? '' : `/Private ${text}`)
  const base: Objects = new Map([[n.page, bodies.page(value(was))], ...more])
  return differences(base, [n.page, bodies.page(value(is))], ...later).map((line) =>
    line.replace('page/Private', '.').replace(/ 3$/, ''),
  )
}

describe('a value', () => {
  it.each<[string, string, string[]]>([
    ['1', '1', []],
    ['1', '1.0', []],
    ['1', '2', ['altered .']],
    ['1', '(1)', ['retyped .']],
    ['1', 'true', ['retyped .']],
    ['true', 'false', ['altered .']],
    ['true', '(true)', ['retyped .']],
    ['/A', '/A', []],
    ['/A', '/#41', []],
    ['/A', '/B', ['altered .']],
    ['/A', '(A)', ['retyped .']],
    ['(A)', '/A', ['retyped .']],
    ['(A)', '<41>', []],
    ['(A)', '(B)', ['altered .']],
    ['(A)', '[(A)]', ['retyped .']],
    ['1', '', ['removed .']],
    ['1', 'null', ['removed .']],
    ['', '1', ['added .']],
    ['null', '1', ['added .']],
    ['', 'null', []],
    ['null', '', []],
    ['', '<< >>', ['added .']],
    ['', '[]', ['added .']],
    ['[]', '', ['removed .']],
    ['[]', '[]', []],
    ['[1 2]', '[1 2]', []],
    ['[1 2]', '[1 3]', ['altered ./1']],
    ['[1 2]', '[2 1]', ['altered ./0', 'altered ./1']],
    ['[1 2]', '[1]', ['resized .']],
    ['[1]', '[1 2]', ['resized .']],
    ['[1]', '[1 null]', ['resized .']],
    ['[1 null]', '[1 2]', ['added ./1']],
    ['[<< /A 1 >>]', '[<< /A 2 >>]', ['altered ./0/A']],
    ['<< /A 1 /B 2 >>', '<< /B 2 /A 1 >>', []],
    ['<< /A 1 >>', '<< /A 1 /B 2 >>', ['added ./B']],
    ['<< /A 1 /B 2 >>', '<< /B 2 >>', ['removed ./A']],
    ['<< /A 1 >>', '<< /A [1] >>', ['retyped ./A']],
    ['<< /A 1 >>', '<< /A null >>', ['removed ./A']],
    ['<< /A << /B 1 >> >>', '<< /A << /B 2 >> >>', ['altered ./A/B']],
    ['<< /A 1 >>', '[1]', ['retyped .']],
    ['6 0 R', '6 0 R', []],
    ['6 0 R', '6 1 R', ['retargeted .']],
    ['6 0 R', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', []],
    ['6 0 R', '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>', ['altered ./BaseFont']],
    ['6 0 R', '10 0 R', ['retyped .']],
    ['77 0 R', '', []],
    ['', '77 0 R', ['added .']],
    ['77 0 R', '78 0 R', []],
  ])('%s and %s', (was, is, expected) => {
    expect(inPage(was, is)).toEqual(expected)
  })

  it.each<[string, Objects, Written, string[]]>([
    ['the same', new Map([[30, '<< /A 1 >>']]), [[31, '<< /A 1 >>']], []],
    ['another', new Map([[30, '<< /A 1 >>']]), [[31, '<< /A 2 >>']], ['altered ./A']],
    ['a loop', new Map([[30, '<< /A 30 0 R /B 1 >>']]), [[31, '<< /A 31 0 R /B 2 >>']], ['altered ./B']],
    [
      'a longer loop',
      new Map([
        [30, '<< /A 32 0 R >>'],
        [32, '<< /A 30 0 R /B 1 >>'],
      ]),
      [
        [31, '<< /A 33 0 R >>'],
        [33, '<< /A 31 0 R /B 2 >>'],
      ],
      ['altered ./A/B'],
    ],
    ['unreadable', new Map([[30, '<< /A 1 >>']]), [[31, '<< /A']], ['unreadable .']],
  ])('in an object of another number: %s', (_, more, later, expected) => {
    expect(inPage('30 0 R', '31 0 R', more, ...later)).toEqual(expected)
  })

  it.each<[string, string, string, string[]]>([
    ['the same data', stream('abc'), stream('abc'), []],
    ['other data', stream('abc'), stream('abd'), ['data . 30']],
    ['other data and a key', stream('abc', '/A 1'), stream('abd', '/A 2'), ['altered ./A 30', 'data . 30']],
    ['hexadecimal', stream('abc'), stream('616263>', '/Filter /ASCIIHexDecode'), []],
    ['an unknown filter', stream('abc'), stream('abc', '/Filter /Zzzz'), ['data . 30']],
    ['a decoded length', stream('abc'), stream('abc', '/DL 3'), []],
    ['no stream', stream('abc', '/A 1'), '<< /A 1 >>', ['retyped . 30']],
    ['unreadable', '<< /A 1 >>', '<< /A', ['unreadable . 30']],
    ['readable again', '<< /A', '<< /A 1 >>', ['unreadable . 30']],
    ['a reference', '<< >>', '6 0 R', expect.any(Array) as never],
  ])('that is written anew: %s', (_, was, is, expected) => {
    expect(inPage('30 0 R', '30 0 R', new Map([[30, was]]), [30, is])).toEqual(expected)
  })

  it('that nothing leads to is unreached, and what becomes reached is new by its way alone', () => {
    expect(differences(new Map(), [30, '<< >>'])).toEqual(['unreached  30'])
    expect(differences(new Map([[30, '<< /A 1 >>']]), [30, '<< /A 2 >>'])).toEqual(['unreached  30'])
    expect(inPage('', '30 0 R', new Map([[30, '<< /A 1 >>']]), [30, '<< /A 2 >>'])).toEqual(['added .'])
    expect(
      differences(
        new Map([
          [n.page, bodies.page('/Private 30 0 R')],
          [30, '5'],
        ]),
        [n.page, bodies.page()],
        [30, '6'],
      ),
    ).toEqual(['removed page/Private 3', 'unreached  30'])
  })

  it('is compared in each of its roles', () => {
    const base: Objects = new Map([[n.page, bodies.page('/Contents 10 0 R').replace('/Contents 4 0 R', '')]])
    expect(differences(base, [n.cnpFace, bodies.face('altul')]).sort()).toEqual([
      'data AcroForm/Fields/0/AP/N 10',
      'data page/Contents 10',
    ])
  })

  it('of the trailer belongs to no object', () => {
    const first = formDocument()
    const file = Buffer.from(
      updated(first, [30, '5'])
        .toString('latin1')
        .replace(/(\/Prev \d+)/, '$1 /Private (x)'),
      'latin1',
    )
    expect(between(first, file).map(({ kind, place, object }) => [kind, pathOf(place), object])).toContainEqual([
      'added',
      'Private',
      undefined,
    ])
  })

  it('in an object stream is what it is, and the stream is a part of it', () => {
    const first = appendStreamRevision(formDocument(), new Map([[n.motive, bodies.motive()]]), 70)
    const other = stream(`9 0\n${bodies.motive('x')}`, '/Type /ObjStm /N 1 /First 4')
    const lines = between(first, updated(first, [70, other])).map(({ kind, place }) => `${kind} ${pathOf(place)}`)
    expect(lines).toContain('altered AcroForm/Fields/1/V')
    expect(lines).toContain('data AcroForm/Fields/1/container')
  })
})

describe('a link', () => {
  it.each<[string, string, string[]]>([
    ['<< /Dest 3 0 R >>', '<< /Dest 3 0 R >>', []],
    ['<< /Dest 3 0 R >>', '<< /Dest 7 0 R >>', ['retargeted ./Dest']],
    ['<< /Dest 3 0 R >>', '<< /Dest 6 0 R >>', ['retargeted ./Dest']],
    ['<< /Dest 6 0 R >>', '<< /Dest 3 0 R >>', ['retargeted ./Dest']],
    ['<< /Dest [3 0 R /Fit] >>', '<< /Dest [7 0 R /Fit] >>', ['retargeted ./Dest/0']],
    ['<< /Dest 30 0 R >>', '<< /Dest 31 0 R >>', []],
    ['<< /Dest 3 0 R >>', '<< /Dest (x) >>', ['retyped ./Dest']],
  ])('%s and %s', (was, is, expected) => {
    expect(
      inPage(
        was,
        is,
        new Map([
          [30, '[1]'],
          [31, '[1]'],
        ]),
      ),
    ).toEqual(expected)
  })
})

describe('a list of members', () => {
  const annots = (list: string) => bodies.page('', list)
  const objects: Objects = new Map([
    [30, '<< /Subtype /Text >>'],
    [31, '<< /Subtype /Text >>'],
  ])
  it.each<[string, string, string[]]>([
    ['7 0 R 9 0 R', '7 0 R 9 0 R', []],
    ['7 0 R', '7 0 R 30 0 R', ['inserted page/Annots/1 3']],
    ['7 0 R', '30 0 R 7 0 R', ['inserted page/Annots/0 3']],
    ['7 0 R 9 0 R', '7 0 R 30 0 R 9 0 R', ['inserted page/Annots/1 3']],
    ['7 0 R 30 0 R 9 0 R', '7 0 R 9 0 R', ['taken-out page/Annots/1 3']],
    ['7 0 R 9 0 R', '', ['taken-out page/Annots/0 3', 'taken-out page/Annots/1 3']],
    ['', '7 0 R', ['inserted page/Annots/0 3']],
    ['7 0 R 9 0 R', '9 0 R 7 0 R', ['reordered page/Annots 3']],
    ['7 0 R 9 0 R', '7 0 R 9 0 R 7 0 R', ['reordered page/Annots 3']],
    ['7 0 R', '7 0 R 30 0 R 30 0 R', ['inserted page/Annots/1 3', 'reordered page/Annots 3']],
    ['7 0 R', '30 0 R', ['inserted page/Annots/0 3', 'taken-out page/Annots/0 3']],
    ['7 0 R', '7 1 R', ['inserted page/Annots/0 3', 'taken-out page/Annots/0 3']],
    ['7 0 R << /A 1 >>', '7 0 R << /A 2 >>', ['altered page/Annots/1/A 3']],
    ['<< /A 1 >> 7 0 R', '7 0 R << /A 1 >>', ['reordered page/Annots 3']],
    ['7 0 R', '7 0 R << /A 1 >>', ['inserted page/Annots/1 3']],
    ['<< /A 1 >> << /A 1 >>', '<< /A 1 >>', ['taken-out page/Annots/1 3']],
    ['7 0 R', '7 0 R null', ['inserted page/Annots/1 3']],
    ['<< /Obj 7 0 R /A 1 >> << /Obj 9 0 R >>', '<< /Obj 7 0 R /A 2 >> << /Obj 9 0 R >>', ['altered page/Annots/0/A 3']],
    ['<< /Obj 7 0 R >> << /Obj 9 0 R >>', '<< /Obj 9 0 R >> << /Obj 7 0 R >>', ['reordered page/Annots 3']],
    ['<< /Obj 7 0 R >>', '<< /Obj 9 0 R >>', ['inserted page/Annots/0 3', 'taken-out page/Annots/0 3']],
  ])('[%s] and [%s]', (was, is, expected) => {
    expect(differences(new Map([...objects, [n.page, annots(was)]]), [n.page, annots(is)])).toEqual(expected)
  })

  it('that comes or goes holds what it held', () => {
    const bare = annots('').replace('/Annots []', '')
    expect(differences(new Map([[n.page, bare]]), [n.page, annots('7 0 R')])).toEqual(['inserted page/Annots/0 3'])
    expect(differences(new Map([[n.page, annots('7 0 R')]]), [n.page, bare])).toEqual(['taken-out page/Annots/0 3'])
    expect(differences(new Map([[n.page, bare]]), [n.page, annots('')])).toEqual([])
    expect(differences(new Map([[n.page, annots('7 0 R')]]), [n.page, annots('').replace('[]', '5')])).toEqual([
      'retyped page/Annots 3',
    ])
  })

  it('of the structure may be one kid alone', () => {
    const kids = (list: string) => `<< /Type /StructElem /S /P /P 14 0 R /Pg 3 0 R /K ${list} >>`
    expect(differences(new Map(), [n.element, kids('[0]')])).toEqual([])
    expect(differences(new Map(), [n.element, kids('[0 1]')])).toEqual(['inserted StructTreeRoot/K/0/K/1 15'])
    expect(differences(new Map(), [n.element, kids('1')])).toEqual(['altered StructTreeRoot/K/0/K/0 15'])
  })
})

describe('a dictionary that may be brought', () => {
  const catalog = (extra: string) => bodies.catalog(extra)
  it('is compared with an empty one, key by key', () => {
    expect(
      differences(new Map(), [n.catalog, catalog('/DSS << /Certs [30 0 R] /VRI << >> >>')], [30, stream('x')]),
    ).toEqual(['inserted DSS/Certs/0 1', 'added DSS/VRI 1'])
    expect(differences(new Map([[n.catalog, catalog('/Extensions << /A 1 >>')]]), [n.catalog, catalog('')])).toEqual([
      'removed Extensions/A 1',
    ])
    expect(differences(new Map(), [n.catalog, catalog('/Extensions << /A null >>')])).toEqual(['added Extensions 1'])
    expect(differences(new Map(), [n.catalog, catalog('/Extensions 5')])).toEqual(['added Extensions 1'])
    expect(differences(new Map([[n.catalog, catalog('/Extensions 5')]]), [n.catalog, catalog('')])).toEqual([
      'removed Extensions 1',
    ])
    expect(differences(new Map(), [n.catalog, catalog('/Outlines << /A 1 >>')])).toEqual(['added Outlines 1'])
  })
})
