import { describe, expect, it } from 'vitest'
import { deflateSync } from 'node:zlib'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import { appendRevision, appendStreamRevision, latin1, type Objects, stream } from '../testing/plain-pdf.ts'
import { changesBetween, opened, unsignedForm } from '../testing/compared.ts'
import { compareRevisions } from './compare.ts'
import { meaning } from '../testing/meaning.ts'

expect.extend(meaning)

type Changed = readonly (readonly [number, string | null])[]
/** What the rules say when a later revision writes these objects over a document with those. */
const reported = (base: Objects, ...later: Changed) => {
  const before = unsignedForm({ changes: base })
  return changesBetween(before, updated(before, ...later))
}
const filled = ['form-value form-value AcroForm/Fields/motiv "motiv" (→nou)']
const fill: Changed[number] = [n.motive, bodies.motive('nou')]

describe('links', () => {
  const linkKeys = [
    'Parent',
    'P',
    'Pg',
    'Obj',
    'D',
    'Dest',
    'Dests',
    'IRT',
    'Popup',
    'CO',
    'First',
    'Last',
    'Next',
    'Prev',
    'Names',
    'Nums',
    'Fields',
    'T',
    'DocMDP',
    'UR3',
    'SD',
    'B',
    'Data',
    'OpenAction',
  ]
  const holder = (key: string, target = `${String(n.motive)} 0 R`) =>
    new Map([
      [n.page, bodies.page('/Private 50 0 R')],
      [50, `<< /${key} ${target} >>`],
    ])

  it.each(linkKeys)('/%s leads to a field, whose value may change', (key) => {
    if (key !== 'D') expect(reported(holder(key), fill)).toMean(filled)
    expect(reported(holder(key, `[${String(n.motive)} 0 R]`), fill)).toMean(filled)
  })

  it.each(linkKeys.filter((key) => key !== 'D'))('/%s may not lead to another field', (key) => {
    expect(reported(holder(key), [50, `<< /${key} ${String(n.cnp)} 0 R >>`])).toMean([
      'content page-attribute Pages/1/Private p1',
    ])
    expect(reported(holder(key), [50, `<< /${key} 51 0 R >>`], [51, bodies.motive()])).toMean([
      'content page-attribute Pages/1/Private p1',
    ])
    expect(
      reported(holder(key, '51 0 R').set(51, bodies.motive()), [50, `<< /${key} ${String(n.motive)} 0 R >>`]),
    ).toMean(['content page-attribute Pages/1/Private p1'])
  })

  it('/D leads to a field in a list alone: what stands there by itself is the face of a pressed button', () => {
    const changed = ['content page-attribute Pages/1/Private p1', ...filled]
    expect(reported(holder('D'), fill)).toMean(changed)
    expect(reported(holder('D', `<< /D ${String(n.motive)} 0 R >>`), fill)).toMean(changed)
    expect(reported(holder('D', '51 0 R').set(51, `[${String(n.motive)} 0 R]`), fill)).toMean(filled)
    expect(reported(holder('D', `[${String(n.motive)} 0 R]`), [50, `<< /D [${String(n.cnp)} 0 R] >>`])).toMean([
      'content page-attribute Pages/1/Private p1',
    ])
  })

  it('a list is compared as links and in full, each time anew', () => {
    const shared = (entries: string): Objects =>
      new Map([
        [n.page, bodies.page('/Private 50 0 R')],
        [50, `<< ${entries} >>`],
        [51, `[${String(n.motive)} 0 R]`],
      ])
    expect(reported(shared('/Dest 51 0 R /Other 51 0 R'), fill)).toMean([
      'content page-attribute Pages/1/Private p1',
      ...filled,
    ])
    expect(reported(shared('/Other 51 0 R /Dest 51 0 R'), fill)).toMean([
      'content page-attribute Pages/1/Private p1',
      ...filled,
    ])
  })

  it.each(['V', 'Resources', 'Other'])('under /%s the field itself is compared', (key) => {
    expect(reported(holder(key), fill)).toMean(['content page-attribute Pages/1/Private p1', ...filled])
  })

  it('a link to something that is no page, field or annotation is followed', () => {
    expect(reported(holder('D', '51 0 R').set(51, '<< /X 1 >>'), [51, '<< /X 2 >>'])).toMean([
      'content page-attribute Pages/1/Private p1',
    ])
  })
})

describe('values', () => {
  const pair = (before: string, after: string) =>
    reported(new Map([[n.page, bodies.page(`/Private ${before}`)]]), [n.page, bodies.page(`/Private ${after}`)])
      .length === 0
  it.each([
    ['1', '1.0'],
    ['null', ''],
    ['', 'null'],
    ['(a)', '<61>'],
    ['/A', '/#41'],
    ['[1 2]', '[1.0 2]'],
    ['<< /A 1 >>', '<< /A 1 /B null >>'],
    ['<< /A 1 /B null >>', '<< /A 1 >>'],
    ['true', 'true'],
    ['<< /A 1 /B 2 >>', '<< /B 2 /A 1 >>'],
    ['60 0 R', 'null'],
    ['[[1] [2]]', '[ [1] [2] ]'],
  ])('%s and %s are the same', (before, after) => {
    expect(pair(before, after)).toBe(true)
  })
  it.each([
    ['1', '2'],
    ['1', '(1)'],
    ['/A', '(A)'],
    ['(A)', '/A'],
    ['/A', '/B'],
    ['(a)', '(b)'],
    ['(a)', '(ab)'],
    ['[1 2]', '[1]'],
    ['[1]', '[1 2]'],
    ['[1 2]', '[2 1]'],
    ['[1]', '1'],
    ['[1]', '<< /A 1 >>'],
    ['<< /A 1 >>', '[1]'],
    ['<< /A 1 >>', '<< /A 2 >>'],
    ['<< /A 1 >>', '<< /A 1 /B 1 >>'],
    ['<< /A 1 /B 1 >>', '<< /A 1 >>'],
    ['<< >>', 'null'],
    ['null', '<< >>'],
    ['true', 'false'],
    ['true', 'null'],
    ['0', 'null'],
    ['0', 'false'],
    ['<< /A << /B [1 << /C (x) >>] >> >>', '<< /A << /B [1 << /C (y) >>] >> >>'],
    [`(${'a'.repeat(70)})`, `(${'a'.repeat(69)}b)`],
  ])('%s and %s are not', (before, after) => {
    expect(pair(before, after)).toBe(false)
  })

  const streams = (before: string, after: string) =>
    reported(
      new Map([
        [n.page, bodies.page('/Private 50 0 R')],
        [50, before],
      ]),
      [50, after],
    ).length === 0
  it.each([
    ['written again', stream('ab'), stream('ab')],
    ['written in another code', stream('ab'), stream('6162>', '/Filter /ASCIIHexDecode')],
    ['written in two codes', stream('363136323e>', '/Filter [/AHx /AHx]'), stream('6162>', '/Filter [/AHx]')],
    ['with a length of its own', stream('ab', '/DL 2'), stream('ab')],
    ['in a code that nobody knows, written again', stream('ab', '/Filter /Unknown'), stream('ab', '/Filter /Unknown')],
  ])('a stream %s is the same', (_, before, after) => {
    expect(streams(before, after)).toBe(true)
  })
  it.each([
    ['with other bytes', stream('ab'), stream('ac')],
    ['longer', stream('ab'), stream('abc')],
    ['with another entry', stream('ab'), stream('ab', '/BBox [0 0 1 1]')],
    ['in another code, with another entry', stream('ab'), stream('6162>', '/Filter /AHx /BBox [0 0 1 1]')],
    ['in another code that nobody knows', stream('ab', '/Filter /Unknown'), stream('ab', '/Filter /Other')],
    ['of a code that nobody knows, plain', stream('ab', '/Filter /Unknown'), stream('ab')],
    ['plain, then in a code that nobody knows', stream('ab'), stream('ab', '/Filter /Unknown')],
    [
      'with other parameters of its code',
      stream('6162>', '/Filter /AHx /DecodeParms << /Predictor 1 >>'),
      stream('6163>', '/Filter /AHx /DecodeParms << /Predictor 2 >>'),
    ],
    ['made a dictionary', stream('ab'), '<< /Length 2 >>'],
    ['made of a dictionary', '<< /Length 2 >>', stream('ab')],
  ])('a stream %s is another', (_, before, after) => {
    expect(streams(before, after)).toBe(false)
  })

  it('loops end, and a difference inside one is found', () => {
    const loop = (text: string): Changed => [
      [50, '<< /Self 50 0 R /Other 51 0 R >>'],
      [51, `<< /Back 50 0 R /X (${text}) >>`],
    ]
    const base = new Map([[n.page, bodies.page('/Private 50 0 R')], ...loop('a')])
    expect(reported(base, ...loop('a'))).toMean([])
    expect(reported(base, ...loop('b'))).toMean(['content page-attribute Pages/1/Private p1'])
  })
})

describe('the catalogue', () => {
  const catalog = (extra: string): Changed[number] => [n.catalog, bodies.catalog(extra)]
  const store = '<< /Type /DSS /Certs [51 0 R] >>'
  it.each<[string, string, Changed, string[]]>([
    ['a store added', '', [catalog('/DSS 50 0 R'), [50, '<< /Type /DSS >>']], ['validation-data security-store DSS']],
    [
      'a store with something that is no certificate',
      '',
      [catalog('/DSS 50 0 R'), [50, store], [51, stream('a')]],
      ['content catalog-DSS DSS'],
    ],
    ['a store taken away', `/DSS ${store}`, [catalog('')], ['evidence-removed evidence-removed DSS']],
    ['an empty store replaced by none', '/DSS << /Certs [] >>', [catalog('/DSS 60 0 R')], []],
    ['a store that waits to be filled', '/DSS null', [catalog('/DSS 60 0 R')], ['content catalog-DSS DSS']],
    ['a store that is there, as it was', `/DSS ${store}`, [catalog(`/DSS ${store}`)], []],
    ['a language that waits to be one', '', [catalog('/Lang 60 0 R')], ['content catalog-Lang Lang']],
    ['a language taken away', '/Lang (ro)', [catalog('/Lang null')], ['content catalog-Lang Lang']],
    [
      'an extension level',
      '',
      [catalog('/Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 2 >> >>')],
      ['validation-data extensions Extensions'],
    ],
    ['a version', '', [catalog('/Version /2.0')], ['validation-data extensions Version']],
    ['a view', '', [catalog('/ViewerPreferences << >>')], ['content catalog-ViewerPreferences ViewerPreferences']],
    ['marks', '', [[n.catalog, bodies.catalog().replace('true', 'false')]], ['content catalog-MarkInfo MarkInfo']],
    ['fresh metadata', '', [[n.metadata, bodies.metadata('2027-01-01')]], ['validation-data metadata Metadata']],
  ])('%s', (_, before, later, changes) => {
    expect(
      reported(
        new Map([
          [n.catalog, bodies.catalog(before)],
          [51, stream('a')],
        ]),
        ...later,
      ),
    ).toMean(changes)
  })

  it('that is not there, or is no dictionary, is a change of everything', () => {
    const before = unsignedForm()
    const without = { ...opened(before), entry: () => null }
    const everything = [{ category: 'content', what: 'catalog', path: 'Root' }]
    expect(compareRevisions(opened(before), without).changes).toEqual(everything)
    expect(compareRevisions(without, opened(before)).changes).toEqual(everything)
  })

  it('may stand under another number', () => {
    const before = unsignedForm()
    expect(changesBetween(before, appendRevision(before, new Map([[60, bodies.catalog()]]), { root: 60 }))).toMean([])
  })
})

describe('the trailer', () => {
  const revision = (base: string, later: string, objects: Objects = new Map([[60, 'null']])) => {
    const before = appendRevision(unsignedForm(), new Map([[61, 'null']]), { trailer: base })
    return changesBetween(before, appendRevision(before, objects, { trailer: later }))
  }
  it.each<[string, string, string[]]>([
    [
      '',
      '/Info << /Title (a) /CreationDate (D:2026) >>',
      ['validation-data information Info/Title (→a)', 'validation-data information Info/CreationDate (→D:2026)'],
    ],
    ['/Info << /Title (a) >>', '/Info << /Title (b) >>', ['validation-data information Info/Title (a→b)']],
    ['/Info << /Title (a) >>', '', ['validation-data information Info/Title (a→)']],
    ['/Info << /Title (a) >>', '/Info << /Title (a) >>', []],
    [
      '/Info << /Trapped /True >>',
      '/Info << /Trapped /False >>',
      ['validation-data information Info/Trapped (True→False)'],
    ],
    ['/Info << /N [1 (b) /C] >>', '/Info << /N << /A 1 >> >>', ['content information Info/N (1, b, C→dictionary)']],
    ['/Info << /N 5 >>', '/Info << /N [1 [2 3]] >>', ['content information Info/N (5→1, 2, 3)']],
    ['/Info << /N true >>', '/Info << /N null >>', ['validation-data information Info/N (true→)']],
    ['/Info << /A (a) >>', '/Info [1]', ['content information Info']],
    ['', '/Info (x)', ['content information Info']],
    [
      `/Info << /T (${'a'.repeat(300)}) >>`,
      '/Info << /T (b) >>',
      [`validation-data information Info/T (${'a'.repeat(200)}→b)`],
    ],
    [
      `/Info << /T [${'1 '.repeat(30)}] >>`,
      '/Info << /T (b) >>',
      [`validation-data information Info/T (${Array.from({ length: 20 }, () => '1').join(', ')}→b)`],
    ],
    [
      '/Info << /S 5 0 R >>',
      '/Info << /S 12 0 R >>',
      [`content information Info/S (dictionary→stream ${String(/\/Length (\d+)/.exec(bodies.sharedForm())?.[1])})`],
    ],
    ['', '/DocChecksum /ABC', ['validation-data trailer DocChecksum']],
    ['/DocChecksum /ABC', '', ['validation-data trailer DocChecksum']],
    ['/DocChecksum /ABC', '/DocChecksum /ABC', []],
    ['', '/ID [<00> <01>]', []],
    ['/ID [<00> <01>]', '/ID [<02> <03>]', []],
    ['', '/Encrypt 61 0 R', ['content encryption Encrypt']],
  ])('%s, then %s', (base, later, changes) => {
    expect(revision(base, later)).toMean(changes)
  })

  it.each(['Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length'])('/%s is bookkeeping', (key) => {
    expect(revision('', `/${key} (x)`)).toMean([])
  })

  it('the identifier of an encrypted file is half of its key', () => {
    const lock = '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >>'
    const changed = (base: string, later: string) =>
      revision(`${lock} ${base}`, `${lock} ${later}`).filter((line) => line.includes('ID'))
    expect(changed('/ID [<00> <01>]', '/ID [<02> <01>]')).toMean(['content file-identifier ID'])
    expect(changed('/ID [<00> <01>]', '')).toMean(['content file-identifier ID'])
    expect(changed('/ID [<00> <01>]', '/ID [<00> <03>]')).toMean([])
    expect(changed('', '/ID [<00> <03>]')).toMean([])
  })
})

describe('page tree and pages', () => {
  it.each<[string, string, string, string[]]>([
    ['a private note', '', '/Producer (x)', []],
    ['a private note changed', '/Producer (x)', '/Producer /Y', []],
    ['a private note taken away', '/Producer 5', '', []],
    ['a private structure', '', '/Producer << /A 1 >>', ['content page-tree Pages/Producer']],
    ['a private structure made a note', '/Producer [1]', '/Producer (x)', ['content page-tree Pages/Producer']],
    ...['Resources', 'CropBox', 'Rotate'].map((key): [string, string, string, string[]] => [
      `an inherited ${key}`,
      '',
      `/${key} /X`,
      [`content page-tree Pages/${key}`],
    ]),
    ['its kind', '', '/Type /Page', ['content page-tree Pages/Type']],
    ['its parent', '', '/Parent /X', ['content page-tree Pages/Parent']],
  ])('a node of the tree: %s', (_, before, after, changes) => {
    const pages = (extra: string) =>
      `<< ${extra.includes('/Type') ? '' : '/Type /Pages'} /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] ${extra} >>`
    expect(reported(new Map([[n.pages, pages(before)]]), [n.pages, pages(after)])).toMean(changes)
  })

  it.each(['Count', 'MediaBox'])('a node of the tree: its %s', (key) => {
    expect(
      reported(new Map(), [n.pages, bodies.pages().replace(new RegExp(`/${key} (\\[[^\\]]*\\]|1)`), `/${key} /X`)]),
    ).toMean([`content page-tree Pages/${key}`])
  })

  const second = '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>'
  const two = new Map([
    [n.pages, bodies.pages('3 0 R 40 0 R', 2)],
    [40, second],
    [41, second],
  ])
  it.each<[string, Changed, string[]]>([
    ['a page taken away', [[n.pages, bodies.pages('3 0 R', 2)]], ['content page-removed Pages p1']],
    ['a page added', [[n.pages, bodies.pages('3 0 R 40 0 R 41 0 R', 2)]], ['content page-added Pages p1']],
    [
      'the list made something else',
      [[n.pages, bodies.pages().replace('[3 0 R]', '5').replace('/Count 1', '/Count 2')]],
      ['content page-tree Pages p1'],
    ],
    ['the second page made nothing', [[40, 'null']], ['content page-tree Pages p2']],
    [
      'the second page turned',
      [[40, second.replace('>>', '/Rotate 90 >>')]],
      ['content page-attribute Pages/2/Rotate p2'],
    ],
    [
      'the second page written again under another number',
      [
        [n.pages, bodies.pages('3 0 R 42 0 R', 2)],
        [42, second],
      ],
      ['content page-added Pages p2'],
    ],
    [
      'the second page made a node',
      [[40, '<< /Type /Pages /Kids [41 0 R] >>']],
      [
        'content page-tree Pages p2',
        'content page-tree Pages/Type',
        'content page-tree Pages/Parent',
        'content page-tree Pages/Contents',
      ],
    ],
  ])('%s', (_, later, changes) => {
    expect(reported(two, ...later).filter((line) => !line.includes('structure-tree'))).toMean(changes)
  })

  it('a node within the tree is gone through', () => {
    const base = new Map([
      [n.pages, bodies.pages('40 0 R', 1)],
      [40, '<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>'],
      [n.page, bodies.page().replace('/Parent 2', '/Parent 40')],
    ])
    expect(reported(base, [40, '<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 /Rotate 90 >>'])).toMean([
      'content page-tree Pages/Rotate',
    ])
    expect(reported(base, [n.page, bodies.page('/Rotate 90').replace('/Parent 2', '/Parent 40')])).toMean([
      'content page-attribute Pages/1/Rotate p1',
    ])
  })

  it('a page listed twice stays the same page', () => {
    const twice = (kids: string, count = 2) =>
      reported(
        new Map([
          [n.pages, bodies.pages('3 0 R 3 0 R', 2)],
          [40, second],
        ]),
        [n.pages, bodies.pages(kids, count)],
      ).filter((line) => line.includes('page-'))
    expect(twice('3 0 R 3 0 R')).toMean([])
    expect(twice('3 0 R 40 0 R')).toMean(['content page-tree Pages p2'])
    expect(twice(`3 0 R ${second}`)).toMean(['content page-tree Pages p2'])
    expect(twice(`${second} ${second}`)).toMean(['content page-tree Pages p2'])
  })

  it.each<[string, string, string, string[]]>([
    ['Tabs', '', '/Tabs /S', ['annotation page-attribute Pages/1/Tabs p1']],
    [
      'LastModified without an act',
      '/LastModified (D:2026)',
      '/LastModified (D:2027)',
      ['content page-attribute Pages/1/LastModified p1'],
    ],
    ['Tabs taken away', '/Tabs /S', '', ['content page-attribute Pages/1/Tabs p1']],
    ['Tabs that are a structure', '', '/Tabs [1]', ['content page-attribute Pages/1/Tabs p1']],
    ['UserUnit', '', '/UserUnit 2', ['content page-attribute Pages/1/UserUnit p1']],
    ['Metadata', '', '/Metadata 16 0 R', ['content page-attribute Pages/1/Metadata p1']],
  ])('of a page: %s', (_, before, after, changes) => {
    expect(reported(new Map([[n.page, bodies.page(before)]]), [n.page, bodies.page(after)])).toMean(changes)
  })

  it('StructParents comes with the first annotation and then stands', () => {
    const without = bodies.page().replace('/StructParents 0', '')
    const note: Changed[number] = [40, '<< /Subtype /Text /Rect [10 10 30 30] >>']
    const noted = (page: string) => page.replace('8 0 R]', '8 0 R 40 0 R]')
    const unused = (page: string) => page.replace('/StructParents 0', '/StructParents 7')
    expect(reported(new Map([[n.page, without]]), [n.page, unused(noted(bodies.page()))], note)).toMean(['annotation'])
    // A number that has elements would give the marks of this page their meaning.
    expect(reported(new Map([[n.page, without]]), [n.page, noted(bodies.page())], note)).toMean([
      'content page-attribute',
    ])
    expect(reported(new Map([[n.page, without]]), [n.page, bodies.page()])).toMean(['content page-attribute'])
    expect(
      reported(new Map([[n.page, without]]), [n.page, bodies.page().replace('/StructParents 0', '/StructParents [0]')]),
    ).toMean(['content page-attribute Pages/1/StructParents p1'])
    expect(reported(new Map(), [n.page, without])).toMean(['content page-attribute Pages/1/StructParents p1'])
  })
})

describe('object streams', () => {
  /** Rows of eight octets, each behind a zero: with the predictor the zeros are no part of the data. */
  const inRows = (text: string): string => text.replace(/[^]{1,8}/g, (row) => `\0${row.padEnd(8)}`)
  const header = '9 0'.padEnd(8)
  const packed = (entries: string): Buffer =>
    updated(
      appendStreamRevision(formDocument(), new Map([[n.motive, bodies.motive()]]), 70),
      [70, stream(deflateSync(latin1(inRows(header + bodies.motive('un text lung')))).toString('latin1'), entries)],
      [71, '<< /Predictor 12 /Columns 8 >>'],
    )

  it('hold other objects when the parameters of their filter, objects of their own, change', () => {
    const before = packed('/Type /ObjStm /N 1 /First 8 /Filter /FlateDecode /DecodeParms 71 0 R')
    const changes = changesBetween(before, updated(before, [71, '<< /Predictor 1 >>']))
    // With other rows the same octets are no object at all.
    expect(changes).toContain('content unreadable AcroForm/Fields/1 "motiv"')
  })
})
