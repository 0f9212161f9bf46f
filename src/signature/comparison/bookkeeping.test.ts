/** What every writer of a revision sets, to the letter: the line that is reported, or a refusal with its path. */
import { describe, expect, it } from 'vitest'
import { changesBetween, unsignedForm } from '../testing/compared.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { appendRevision, stream } from '../testing/plain-pdf.ts'

type Bodies = readonly (readonly [number, string])[]
interface Trailers {
  readonly before?: string
  readonly after?: string
}

function reported(base: Bodies, later: Bodies, { before = '', after = '' }: Trailers = {}): string[] {
  const form = unsignedForm({ changes: new Map(base) })
  const beside = new Map([[45, '<< >>']])
  const first = before === '' ? form : appendRevision(form, beside, { trailer: before })
  return changesBetween(first, appendRevision(first, new Map([...beside, ...later]), { trailer: after }))
}

describe('the information dictionary', () => {
  const named = { before: '/Info 40 0 R', after: '/Info 40 0 R' }
  it.each<[string, string, string, string]>([
    ['another text', '/Title (a)', '/Title (b)', 'validation-data information Info/Title (a→b)'],
    ['another name', '/Trapped /False', '/Trapped /True', 'validation-data information Info/Trapped (False→True)'],
    ['a new entry', '/Title (a)', '/Title (a) /Author (c)', 'validation-data information Info/Author (→c)'],
    ['an entry less', '/Title (a) /Author (c)', '/Title (a)', 'validation-data information Info/Author (c→)'],
    ['a number', '/Title (a)', '/Title 7', 'content information Info/Title'],
    ['a list', '/Title (a)', '/Title [(a)]', 'content information Info/Title'],
    ['a dictionary', '/Title (a)', '/Title << /A (x) >>', 'content information Info/Title'],
  ])('%s', (_, before, after, expected) => {
    expect(reported([[40, `<< ${before} >>`]], [[40, `<< ${after} >>`]], named)).toEqual([expected])
  })

  it('comes, goes, and stays a dictionary', () => {
    const title: Bodies = [[40, '<< /Title (a) >>']]
    const line = 'validation-data information Info'
    expect(reported([], title, { after: '/Info 40 0 R' })).toEqual([`${line}/Title (→a)`])
    expect(reported([], [[40, '<< >>']], { after: '/Info 40 0 R' })).toEqual([`${line}/Info (→dictionary)`])
    expect(reported(title, [], { before: '/Info 40 0 R' })).toEqual([`${line}/Title (a→)`])
    expect(reported(title, [[40, '[1]']], named)).toEqual(['content information Info'])
    expect(reported([], title, { before: '/Info (x)', after: '/Info 40 0 R' })).toEqual(['content information Info'])
  })
})

describe('the trailer', () => {
  const dictionaries: Bodies = [
    [42, '<< /A 1 >>'],
    [43, '<< /A 2 >>'],
    [44, stream('x')],
    [46, '<< /A'],
  ]
  it.each<[string, Trailers, readonly string[]]>([
    ['a private text', { after: '/Private (x)' }, ['validation-data trailer Private']],
    ['a private number', { after: '/Private 7' }, ['validation-data trailer Private']],
    ['a private dictionary', { after: '/Private << /A 1 >>' }, ['content trailer Private']],
    ['a private way to a page', { after: '/Private 3 0 R' }, ['content trailer Private']],
    [
      'inside a private dictionary',
      { before: '/Private << /A 1 >>', after: '/Private << /A 2 >>' },
      ['content trailer Private/A'],
    ],
    [
      'a new code',
      { before: '/AuthCode << /MAC <00> >>', after: '/AuthCode << /MAC <01> >>' },
      ['validation-data trailer MAC'],
    ],
    ['no handler of encryption', { after: '/Encrypt 7' }, ['content encryption Encrypt']],
    [
      'other names of streams',
      { before: '/AdditionalStreams [/a 7]', after: '/AdditionalStreams [/b 8]' },
      ['validation-data trailer 0', 'validation-data trailer 1'],
    ],
    [
      'another kind of name of a stream',
      { before: '/AdditionalStreams [/a 7]', after: '/AdditionalStreams [/a << /A 1 >>]' },
      ['content trailer AdditionalStreams/1'],
    ],
    ['streams that come', { after: '/AdditionalStreams [/a 7]' }, ['content trailer AdditionalStreams']],
    [
      'a way to another dictionary',
      { before: '/AdditionalStreams [/a 42 0 R]', after: '/AdditionalStreams [/a 43 0 R]' },
      ['content trailer AdditionalStreams/1/A'],
    ],
    [
      'a way to a stream',
      { before: '/AdditionalStreams [/a 42 0 R]', after: '/AdditionalStreams [/a 44 0 R]' },
      ['content trailer AdditionalStreams/1'],
    ],
    [
      'a way to another page',
      { before: '/AdditionalStreams [/DocumentCatalog 2 0 R]', after: '/AdditionalStreams [/DocumentCatalog 1 0 R]' },
      ['validation-data trailer 1'],
    ],
    [
      'something private that cannot be read',
      { after: '/Private 46 0 R' },
      ['content unreadable Private', 'content unreached-object '],
    ],
    ['another identifier', { after: '/ID [<00> <01>]' }, []],
  ])('%s', (_, trailers, expected) => {
    expect(reported(dictionaries, [], trailers)).toEqual(expected)
  })

  it('has its code to itself', () => {
    const later: Bodies = [[n.catalog, bodies.catalog('/AuthCode << /MAC <01> >>')]]
    expect(reported([], later)).toEqual(['content catalog-AuthCode AuthCode'])
  })
})

const catalog = (entries: string): Bodies => [[n.catalog, bodies.catalog(entries)]]

describe('extensions', () => {
  const level = (stated: number | string, base = '1.7', more = '') =>
    `<< /BaseVersion /${base} /ExtensionLevel ${String(stated)} ${more} >>`
  const grown = ['validation-data extensions Extensions']
  const refused = (...keys: string[]) => keys.map((key) => `content catalog-Extensions Extensions/${key}`)
  const adbe = (...of: Parameters<typeof level>) => `/ADBE ${level(...of)}`
  it.each<[string, string | undefined, string | undefined, readonly string[]]>([
    ['are brought', undefined, adbe(8), grown],
    ['another developer', adbe(8), `${adbe(8)} /ESIC ${level(2)}`, grown],
    ['a higher level', adbe(3), adbe(8), grown],
    ['a lower level', adbe(8), adbe(3), refused('ADBE/ExtensionLevel')],
    ['a level that is a name', adbe(8), adbe('/A'), refused('ADBE/ExtensionLevel')],
    ['no level below none', adbe(-1), '/ADBE << /BaseVersion /1.7 >>', refused('ADBE/ExtensionLevel')],
    ['another base', adbe(8), adbe(8, '2.0'), refused('ADBE/BaseVersion')],
    ['go', adbe(8), undefined, refused('ADBE/BaseVersion', 'ADBE/ExtensionLevel')],
    ['a developer less', `${adbe(8)} /ESIC ${level(2)}`, adbe(8), refused('ESIC/BaseVersion', 'ESIC/ExtensionLevel')],
    ['an address', adbe(8), adbe(8, '1.7', '/URL (x)'), grown],
    ['lists in lists', undefined, '/A << /B << /C 1 >> >>', grown],
    ['a list that grows', `/ISO_ [${level(8)}]`, `/ISO_ [${level(8)} ${level(2)}]`, grown],
    ['a list that grows in front', `/ISO_ [${level(8)}]`, `/ISO_ [${level(2)} ${level(8)}]`, refused('ISO_')],
    ['a list that shrinks', `/ISO_ [${level(8)} ${level(2)}]`, `/ISO_ [${level(8)}]`, refused('ISO_')],
    ['a list with another base', `/ISO_ [${level(8)}]`, `/ISO_ [${level(8, '2.0')} ${level(2)}]`, refused('ISO_')],
    ['a list in place of a level', adbe(8), '/ADBE [1]', refused('ADBE')],
  ])('%s', (_, before, after, expected) => {
    const of = (entries: string | undefined) => catalog(entries === undefined ? '' : `/Extensions << ${entries} >>`)
    expect(reported(of(before), of(after))).toEqual(expected)
  })

  it('lead nowhere', () => {
    const changes = reported([], catalog(`/Extensions << ${adbe(8, '1.7', '/X 3 0 R')} >>`))
    expect(changes).toContain('content catalog-Extensions Extensions/ADBE/X/Contents')
  })
})

describe('the version', () => {
  const raised = 'validation-data extensions Version'
  const refused = 'content catalog-Version Version'
  it.each([
    ['', '/1.7', raised],
    ['', '/2.0', raised],
    ['', '/1.6', refused],
    ['/1.7', '/2.0', raised],
    ['/2.0', '/1.7', refused],
    ['/2.0', '', refused],
    ['', '(2.0)', refused],
    ['', '/2.0x', refused],
    ['', '/12.0', refused],
    ['', '45 0 R', refused],
  ])('from %s to %s', (before, after, expected) => {
    const of = (value: string) => catalog(value === '' ? '' : `/Version ${value}`)
    expect(reported(of(before), of(after))).toEqual([expected])
  })
})

describe('nodes of the page tree', () => {
  const node = (entries: string): Bodies => [[n.pages, bodies.pages().replace('/Count', `${entries} /Count`)]]
  /** ISO 32000-2, tables 30 and 31, but for those that the node has. */
  const known =
    'Parent Resources CropBox Rotate BleedBox TrimBox ArtBox BoxColorInfo Contents Group Thumb B Dur Trans Annots AA Metadata PieceInfo Tabs StructParents ID PZ SeparationInfo TemplateInstantiated PresSteps UserUnit VP AF OutputIntents DPart LastModified'
  it.each(known.split(' '))('/%s means something', (key) => {
    expect(reported([], node(`/${key} 7`))).toEqual([`content page-tree Pages/${key}`])
  })

  it.each([
    ['/Type /Pages', '/Type /X', 'Type'],
    ['/Count 1', '/Count 2', 'Count'],
    ['/MediaBox [0 0 595 842]', '', 'MediaBox'],
  ])('%s stays', (was, is, key) => {
    expect(reported([], [[n.pages, bodies.pages().replace(was, is)]])).toEqual([`content page-tree Pages/${key}`])
  })

  it('hold notes that no reader knows, as long as they lead nowhere', () => {
    const refused = ['content page-tree Pages/ITXT']
    expect(reported([], node('/ITXT (x)'))).toEqual([])
    expect(reported(node('/ITXT (x)'), node(''))).toEqual([])
    const leading = node('/ITXT 41 0 R')
    expect(reported([...leading, [41, '(x)']], [[41, '(y)']])).toEqual([])
    expect(reported([...leading, [41, '(x)']], [[41, '<< /A']])).toContain('content unreadable Pages/ITXT')
    expect(reported([...leading, [41, '<< /A']], node('/ITXT (x)'))).toContain('content unreadable Pages/ITXT')
    expect(reported([], node('/ITXT << /A 1 >>'))).toEqual(refused)
    expect(reported(node('/ITXT << /A 1 >>'), node('/ITXT (x)'))).toEqual(refused)
    expect(reported([], [[n.page, bodies.page('/ITXT (x)')]])).toEqual(['content page-attribute Pages/Kids/0/ITXT p1'])
  })
})
