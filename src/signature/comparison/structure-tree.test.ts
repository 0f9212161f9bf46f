import { describe, expect, it } from 'vitest'
import { bodies, numbers as n, updated } from '../testing/form-document.ts'
import type { Objects } from '../testing/plain-pdf.ts'
import { changesBetween, unsignedForm } from '../testing/compared.ts'
import { meaning } from '../testing/meaning.ts'

expect.extend(meaning)

type Changed = readonly (readonly [number, string | null])[]
/** Two signature fields and a note that the later revision brings: elements may come for them alone. */
const list = '7 0 R 9 0 R 8 0 R 90 0 R 91 0 R'
const field = (name: string, number: number) =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [0 0 0 0] /P 3 0 R /StructParent ${String(number)} >>`
const brought = (hasNote: boolean): Changed => [
  [n.form, bodies.form(list)],
  [n.page, bodies.page('', hasNote ? `${list} 32 0 R` : list)],
  [90, field('unu', 1)],
  [91, field('doi', 2)],
]
const reported = (base: Objects, ...later: Changed) => {
  const before = unsignedForm({ changes: base })
  const hasNote = later.some(([, body]) => body === note)
  return changesBetween(before, updated(before, ...brought(hasNote), ...later)).filter((line) =>
    line.includes('tructure'),
  )
}
const line = (category: string) => [`${category} structure-tree StructTreeRoot`]
const loop = ['content structure-tree-loop StructTreeRoot']
const reference = (object: number) => `<< /Type /OBJR /Obj ${String(object)} 0 R >>`
const element = (kids: string, extra = '') => `<< /Type /StructElem /S /Annot /P 14 0 R /K ${kids} ${extra} >>`
/** Elements from 31 on, each within the one before; the innermost at `depth` refers to a field. */
const nested = (depth: number): Changed =>
  Array.from(
    { length: depth },
    (_, index) => [31 + index, element(index === depth - 1 ? reference(90) : `${String(32 + index)} 0 R`)] as const,
  )
const below = (level: number) => `[${String(102 + 2 * level)} 0 R ${String(103 + 2 * level)} 0 R]`
const note = '<< /Subtype /Text /Rect [0 0 9 9] >>'

describe('the structure tree', () => {
  it.each<[string, Changed, string[]]>([
    [
      'an element for a field',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element(reference(90))],
      ],
      line('validation-data'),
    ],
    [
      'an element for several fields',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element(`[${reference(90)} ${reference(91)}]`)],
      ],
      line('validation-data'),
    ],
    [
      'an element for a note',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element(reference(32))],
        [32, note],
      ],
      line('annotation'),
    ],
    [
      'an element for a field and a note',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element(`[${reference(90)} ${reference(32)}]`)],
        [32, note],
      ],
      line('annotation'),
    ],
    [
      'an element within an element',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('33 0 R')],
        [33, element(reference(90))],
      ],
      line('validation-data'),
    ],
    [
      'an element for nothing yet',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('[]')],
      ],
      line('validation-data'),
    ],
    [
      'an element with a description',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element(reference(90), '/Alt (semnatura)')],
      ],
      line('validation-data'),
    ],
    [
      'an element that speaks',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element(reference(90), '/ActualText (x)')],
      ],
      line('content'),
    ],
    [
      'an element that spells out',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element(reference(90), '/E (x)')],
      ],
      line('content'),
    ],
    [
      'an element with a description of nothing',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('[]', '/Alt (altceva)')],
      ],
      line('content'),
    ],
    [
      'an element with a description of an element for nothing',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('33 0 R', '/Alt (altceva)')],
        [33, element('[]')],
      ],
      line('content'),
    ],
    [
      'an element for content of the page by a dictionary',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('<< /Type /MCR /Pg 3 0 R /MCID 0 >>')],
      ],
      line('content'),
    ],
    [
      'an element for content of the page by a dictionary without a type',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('<< /Pg 3 0 R /MCID 0 >>')],
      ],
      line('content'),
    ],
    [
      'an element for content of the page by a dictionary without a number',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('<< /Type /MCR /Pg 3 0 R >>')],
      ],
      line('content'),
    ],
    ['an element read twice', [[n.structure, bodies.structure('15 0 R 15 0 R')]], line('content')],
    [
      'a reference to a field read twice',
      [[n.element, bodies.element().replace('/K 0', `/K [0 ${reference(90)} ${reference(90)}]`)]],
      line('content'),
    ],
    [
      'elements nested eight deep',
      [[n.structure, bodies.structure('15 0 R 31 0 R')], ...nested(8)],
      line('validation-data'),
    ],
    [
      'elements nested deeper than are looked at',
      [[n.structure, bodies.structure('15 0 R 31 0 R')], ...nested(9)],
      line('content'),
    ],
    [
      'an element within an element that speaks',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('33 0 R')],
        [33, element(reference(90), '/ActualText (x)')],
      ],
      line('content'),
    ],
    [
      'an element for content of the page',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('0')],
      ],
      line('content'),
    ],
    [
      'an element for content and a field',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element(`[${reference(90)} 0]`)],
      ],
      line('content'),
    ],
    ['a number among the elements', [[n.structure, bodies.structure('15 0 R 5')]], line('content')],
    ['an element taken away', [[n.structure, bodies.structure('')]], line('content')],
    ['an element changed', [[n.element, bodies.element('/Lang (en)')]], line('content')],
    ['an element for other content', [[n.element, bodies.element().replace('/K 0', '/K 1')]], line('content')],
    ['an element with more content', [[n.element, bodies.element().replace('/K 0', '/K [0 1]')]], line('content')],
    [
      'an element with a field in it',
      [[n.element, bodies.element().replace('/K 0', `/K [0 ${reference(90)}]`)]],
      line('validation-data'),
    ],
    [
      'the class map',
      [[n.structure, bodies.structure().replace('/K [15 0 R]', '/K [15 0 R] /ClassMap << >>')]],
      line('content'),
    ],
    [
      'the role map',
      [[n.structure, bodies.structure().replace('/K [15 0 R]', '/K [15 0 R] /RoleMap << /P /H1 >>')]],
      line('content'),
    ],
    ['the next key alone', [[n.structure, bodies.structure().replace('NextKey 1', 'NextKey 9')]], line('content')],
    ['nothing but a number', [[n.structure, '5']], line('content')],
    ['nothing at all', [[n.structure, 'null']], line('content')],
  ])('%s', (_, later, changes) => {
    expect(reported(new Map(), ...later)).toMean(changes)
  })

  it('the order of elements is the order of reading', () => {
    const base: Objects = new Map([
      [n.structure, bodies.structure('15 0 R 31 0 R')],
      [31, bodies.element()],
    ])
    expect(reported(base, [n.structure, bodies.structure('31 0 R 15 0 R')])).toMean(line('content'))
    expect(
      reported(base, [n.structure, bodies.structure('15 0 R 32 0 R 31 0 R')], [32, element(reference(90))]),
    ).toMean(line('validation-data'))
  })

  it('elements that many share are looked at once', () => {
    // Each of the forty levels has two elements, and both lead to both of the next: a thousand thousand million ways
    // down.
    const levels = Array.from(
      { length: 40 },
      (_, level) =>
        [
          [100 + 2 * level, element(below(level))],
          [101 + 2 * level, element(below(level))],
        ] as const,
    ).flat()
    const base: Objects = new Map<number, string>([
      [n.structure, bodies.structure('15 0 R 100 0 R 101 0 R')],
      ...levels,
      [180, element(reference(90))],
      [181, element(reference(91))],
    ])
    expect(
      reported(base, [n.structure, bodies.structure('15 0 R 100 0 R 101 0 R 31 0 R')], [31, element(reference(90))]),
    ).toMean(line('validation-data'))
    expect(reported(base, [181, element('0')])).toMean(line('content'))
  }, 5000)

  it('deeper than any document goes is reported as a loop', () => {
    const chain = (length: number): Changed =>
      Array.from(
        { length },
        (_, index) =>
          [100 + index, element(index === length - 1 ? reference(90) : `${String(101 + index)} 0 R`)] as const,
      )
    expect(reported(new Map(), [n.structure, bodies.structure('15 0 R 100 0 R')], ...chain(110))).toMean(loop)
    expect(
      reported(new Map([[n.structure, bodies.structure('15 0 R 100 0 R')], ...chain(90)]), [
        n.element,
        bodies.element(`/K [0 ${reference(90)}]`).replace('/K 0', ''),
      ]),
    ).toMean(line('validation-data'))
  })

  it('an element for nothing may get a field', () => {
    const base: Objects = new Map([
      [n.structure, bodies.structure('15 0 R 31 0 R')],
      [31, '<< /Type /StructElem /S /Annot /P 14 0 R >>'],
    ])
    expect(reported(base, [31, element(reference(90))])).toMean(line('validation-data'))
  })

  it('the tree from annotations to elements keeps what it says of pages, wherever it stands', () => {
    const root = (tree: string) => bodies.structure().replace(/\/ParentTree << .* >> \/P/, `/ParentTree ${tree} /P`)
    const base: Objects = new Map([
      [n.structure, root('50 0 R')],
      [50, '<< /Kids [51 0 R 52 0 R] >>'],
      [51, '<< /Nums [0 [15 0 R]] >>'],
      [52, '<< /Nums [1 15 0 R] >>'],
    ])
    const forFields = [31, element(`[${reference(90)} ${reference(91)}]`)] as const
    const more = root('50 0 R').replace('/K [15 0 R]', '/K [15 0 R 31 0 R]')
    expect(reported(base, [n.structure, more], forFields, [52, '<< /Nums [1 15 0 R 2 31 0 R] >>'])).toMean([])
    expect(reported(base, [52, '<< /Nums [1 15 0 R 2 15 0 R] >>'])).toMean(line('content'))
    expect(reported(base, [52, '<< /Nums [1 15 0 R 7 31 0 R] >>'], forFields)).toMean(line('content'))
    expect(reported(base, [51, '<< /Nums [] >>'])).toMean(line('content'))
    expect(reported(base, [51, '<< /Nums [0 [15 0 R 15 0 R]] >>'])).toMean(line('content'))
    expect(reported(base, [51, '<< /Nums [0 [15 0 R] 7] >>'])).toMean(line('content'))
    expect(reported(base, [51, '<< /Nums [(0) [15 0 R] 0 [15 0 R]] >>'])).toMean(line('content'))
    const deep = (levels: number): Changed =>
      Array.from(
        { length: levels },
        (_, index) =>
          [
            200 + index,
            index === levels - 1 ? '<< /Nums [0 [15 0 R]] >>' : `<< /Kids [${String(201 + index)} 0 R] >>`,
          ] as const,
      )
    const both = (levels: number): Changed => [...deep(levels), [199, `<< /Kids [200 0 R << /Nums [1 15 0 R] >>] >>`]]
    expect(reported(base, [n.structure, root('199 0 R')], ...both(90))).toMean([])
    expect(reported(base, [n.structure, root('199 0 R')], ...both(110))).toMean(line('content'))
    expect(reported(base, [n.structure, root('200 0 R')], ...deep(90))).toMean(line('content'))
    expect(reported(base, [n.structure, root('200 0 R')], ...deep(110))).toMean(line('content'))
  })

  it('an element that was read twice may go on to be', () => {
    const base: Objects = new Map([[n.structure, bodies.structure('15 0 R 15 0 R')]])
    expect(
      reported(base, [n.structure, bodies.structure('15 0 R 15 0 R 31 0 R')], [31, element(reference(90))]),
    ).toMean(line('validation-data'))
    expect(reported(base, [n.structure, bodies.structure('15 0 R 15 0 R 15 0 R')])).toMean(line('content'))
  })

  it('content of a page may not be dropped by taking a dictionary away', () => {
    expect(
      reported(new Map([[n.element, bodies.element().replace('/K 0', '/K [<< /Type /MCR /Pg 3 0 R /MCID 0 >>]')]]), [
        n.element,
        bodies.element().replace('/K 0', '/K []'),
      ]),
    ).toMean(line('content'))
  })

  it.each<[string, Changed]>([
    ['itself', [[n.element, bodies.element().replace('/K 0', '/K [0 15 0 R]')]]],
    ['the root', [[n.element, bodies.element().replace('/K 0', '/K 14 0 R')]]],
    [
      'what is above it',
      [
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, element('32 0 R')],
        [32, element('31 0 R')],
      ],
    ],
    [
      'more levels than a document has',
      [
        [n.structure, bodies.structure('15 0 R 100 0 R')],
        ...Array.from({ length: 150 }, (_, index): [number, string] => [
          100 + index,
          element(`${String(101 + index)} 0 R`),
        ]),
      ],
    ],
  ])('an element that leads to %s is a circle', (_, later) => {
    expect(reported(new Map(), ...later)).toMean(loop)
  })

  it('one element in two places is no circle', () => {
    const base: Objects = new Map([
      [n.structure, bodies.structure('31 0 R 32 0 R')],
      [31, element('[15 0 R]')],
      [32, element('[15 0 R]')],
    ])
    expect(reported(base, [31, element('[15 0 R]', '/A null')])).toMean([])
    expect(reported(base, [31, element('15 0 R')])).toMean([])
    expect(reported(base, [n.element, bodies.element('/Lang (en)')])).toMean(line('content'))
  })

  const tree = (entries: string) => bodies.structure().replace('<< /Nums [0 [15 0 R]] >>', entries)
  it.each<[string, string, string, string[]]>([
    [
      'a number that no annotation has',
      '<< /Nums [0 [15 0 R]] >>',
      '<< /Nums [0 [15 0 R] 1 31 0 R] >>',
      line('content'),
    ],
    ['an annotation taken away', '<< /Nums [0 [15 0 R] 7 31 0 R] >>', '<< /Nums [0 [15 0 R]] >>', line('content')],
    [
      'an annotation led elsewhere',
      '<< /Nums [0 [15 0 R] 1 31 0 R] >>',
      '<< /Nums [0 [15 0 R] 1 15 0 R] >>',
      line('content'),
    ],
    ['content led elsewhere', '<< /Nums [0 [15 0 R]] >>', '<< /Nums [0 [31 0 R]] >>', line('content')],
    ['content led to more', '<< /Nums [0 [15 0 R]] >>', '<< /Nums [0 [15 0 R 31 0 R]] >>', line('content')],
    [
      'split in two',
      '<< /Nums [0 [15 0 R] 1 [15 0 R]] >>',
      '<< /Kids [<< /Nums [0 [15 0 R]] >> << /Nums [1 [15 0 R]] >>] >>',
      [],
    ],
    [
      'split in two, one of them false',
      '<< /Nums [0 [15 0 R] 1 [15 0 R]] >>',
      '<< /Kids [<< /Nums [0 [15 0 R]] >> << /Nums [1 [31 0 R]] >>] >>',
      line('content'),
    ],
    ['led in a circle', '<< /Nums [0 [15 0 R]] >>', '<< /Kids [40 0 R] >>', line('content')],
    ['keys that are no numbers', '<< /Nums [(a) [15 0 R]] >>', '<< /Nums [(a) [31 0 R]] >>', line('content')],
    ['a key without a value', '<< /Nums [0 [15 0 R]] >>', '<< /Nums [0 [15 0 R] 1] >>', line('content')],
  ])('the tree from annotations to elements: %s', (_, before, after, changes) => {
    const base: Objects = new Map([
      [n.structure, tree(before)],
      [31, bodies.element()],
      [40, '<< /Kids [40 0 R] >>'],
    ])
    expect(reported(base, [n.structure, tree(after)])).toMean(changes)
  })

  it('a tree that was a circle may stay as it was', () => {
    const base: Objects = new Map([
      [n.structure, tree('<< /Kids [40 0 R] >>')],
      [40, '<< /Kids [40 0 R] /X 1 >>'],
    ])
    expect(reported(base, [n.structure, tree('<< /Kids [40 0 R] >>')])).toMean([])
    expect(reported(base, [40, '<< /Kids [40 0 R] /X 2 >>'])).toMean(line('content'))
  })
})
