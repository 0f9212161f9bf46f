/** The small parts of the comparison, each by itself. */
import { describe, expect, it } from 'vitest'
import { discoverSignatures } from '../discovery/discover.ts'
import { defaultLimits, LimitExceeded } from '../pdf/budget.ts'
import { bodies, numbers as n, type SignedFormOptions, updated } from '../testing/form-document.ts'
import { type Objects, stream } from '../testing/plain-pdf.ts'
import { opened, unsignedForm } from '../testing/compared.ts'
import { createModificationHistory } from './history.ts'
import { listPages } from './page-list.ts'
import { type Permissions, permissionsAfter } from './permissions.ts'
import { areaOf, pageBox, rectangleOf, sharePlace } from './rectangle.ts'
import { readStore } from './acts/security-store.ts'

const documentWith = (changes: Objects) => opened(unsignedForm({ changes }))
const reference = (number: number) => ({ type: 'reference', number, generation: 0 }) as const

describe('rectangles', () => {
  const read = (text: string) => rectangleOf(documentWith(new Map([[40, text]])), reference(40))
  it.each([['[1 2 3 4]'], ['[3 4 1 2]'], ['[1 4 3 2]'], ['[41 0 R 2 3 4]']])('%s', (text) => {
    const document = documentWith(
      new Map([
        [40, text],
        [41, '1'],
      ]),
    )
    expect(rectangleOf(document, reference(40))).toEqual({ left: 1, bottom: 2, right: 3, top: 4 })
  })
  it.each(['5', '[1 2 3]', '[1 2 3 4 5]', '[1 2 3 /A]', '[(a) 2 3 4]', '<< >>'])('%s is none', (text) => {
    expect(read(text)).toBeUndefined()
  })
  it('have an area', () => {
    expect([areaOf(read('[1 2 4 6]')), areaOf(read('[1 2 1 6]')), areaOf(undefined)]).toEqual([12, 0, 0])
  })

  const at = (left: number, bottom: number, right: number, top: number) => ({ left, bottom, right, top })
  it.each([
    [at(0, 0, 100, 100), at(50, 50, 150, 150), true],
    [at(0, 0, 100, 100), at(0, 0, 100, 100), true],
    [at(0, 0, 100, 100), at(40, 40, 60, 60), true],
    [at(0, 0, 100, 100), at(100, 0, 200, 100), false],
    [at(0, 0, 100, 100), at(0, 100, 100, 200), false],
    [at(0, 0, 100, 100), at(200, 200, 300, 300), false],
    [at(0, 0, 100, 100), at(90, 0, 190, 100), false],
    [at(0, 0, 100, 100), at(89, 0, 189, 100), true],
    [at(0, 0, 100, 100), at(0, 90, 100, 190), false],
    [at(0, 0, 100, 100), at(0, 89, 100, 189), true],
    [at(0, 0, 100, 5), at(0, 4, 100, 9), false],
    [at(0, 0, 100, 5), at(0, 3.9, 100, 8.9), true],
    [at(0, 0, 5, 100), at(4, 0, 9, 100), false],
    [at(0, 0, 5, 100), at(3.9, 0, 8.9, 100), true],
    [at(0, 0, 500, 500), at(495, 0, 515, 500), true],
    [at(0, 0, 500, 500), at(0, 495, 500, 515), true],
  ])('%j and %j share a place: %s', (a, b, expected) => {
    expect([sharePlace(a, b), sharePlace(b, a)]).toEqual([expected, expected])
  })

  it.each([
    ['/MediaBox [0 0 200 300]', '', at(0, 0, 200, 300)],
    ['', '/MediaBox [0 0 200 300]', at(0, 0, 200, 300)],
    ['', '', at(0, 0, 612, 792)],
    ['/MediaBox [0 0 200 300] /CropBox [10 20 110 220]', '', at(10, 20, 110, 220)],
    ['/MediaBox [0 0 200 300]', '/CropBox [10 20 110 220]', at(10, 20, 110, 220)],
    ['/CropBox [10 20 110 220]', '/MediaBox [0 0 200 300]', at(10, 20, 110, 220)],
    ['/MediaBox [0 0 200 300] /CropBox [100 200 900 900]', '', at(100, 200, 200, 300)],
    ['/MediaBox [0 0 200 300] /CropBox [500 500 600 600]', '', at(0, 0, 200, 300)],
    ['/MediaBox [0 0 200 300] /CropBox [0 500 200 600]', '', at(0, 0, 200, 300)],
    ['/MediaBox [0 0 0 300]', '/MediaBox [0 0 9 9]', at(0, 0, 9, 9)],
    ['/MediaBox [0 0 200 300] /CropBox [5 5 5 5]', '/CropBox [1 1 9 9]', at(1, 1, 9, 9)],
  ])('the visible part of a page with %j under %j', (own, inherited, expected) => {
    const document = documentWith(
      new Map([
        [n.pages, `<< /Type /Pages /Kids [3 0 R] /Count 1 ${inherited} >>`],
        [n.page, bodies.page(own)],
      ]),
    )
    expect(pageBox(document, listPages(document, 1)[0]?.dictionary ?? expect.fail())).toEqual(expected)
  })
})

describe('the list of pages', () => {
  const list = (changes: Objects, most = 100) =>
    listPages(documentWith(changes), most).map(
      ({ number, dictionary }) => `${String(number)} ${dictionary.entries.has('Contents') ? 'page' : 'other'}`,
    )
  const page = '<< /Type /Page /Contents 4 0 R >>'
  it('goes down the tree in order', () => {
    expect(
      list(
        new Map([
          [n.pages, bodies.pages('3 0 R 40 0 R 41 0 R')],
          [40, '<< /Kids [42 0 R 43 0 R] >>'],
          [41, '<< >>'],
          [42, page],
          [43, page],
        ]),
      ),
    ).toEqual(['1 page', '2 page', '3 page', '4 other'])
  })
  it('ends where it loops, where it is told to, where nothing is, and where it is too deep', () => {
    expect(list(new Map([[n.pages, bodies.pages('3 0 R 2 0 R 3 0 R')]]))).toEqual(['1 page'])
    expect(list(new Map([[n.pages, bodies.pages(`${page} ${page} ${page}`)]]), 2)).toEqual(['1 page', '2 page'])
    expect(list(new Map([[n.pages, bodies.pages('60 0 R 3 0 R (x)')]]))).toEqual(['1 page'])
    expect(list(new Map([[n.catalog, bodies.catalog().replace('/Pages 2 0 R', '')]]))).toEqual([])
    const deep = Array.from({ length: 130 }, (_, index): [number, string] => [
      100 + index,
      `<< /Kids [${String(101 + index)} 0 R] >>`,
    ])
    expect(list(new Map([[n.pages, bodies.pages('100 0 R')], ...deep, [230, page]]))).toEqual([])
    expect(list(new Map([[n.pages, bodies.pages('190 0 R')], ...deep, [230, page]]))).toEqual(['1 page'])
  })
  it('of a document without a catalogue is empty', () => {
    const document = documentWith(new Map())
    expect(listPages({ ...document, entry: () => null }, 9)).toEqual([])
  })
})

describe('a security store', () => {
  const key = '00112233445566778899AABBCCDDEEFF00112233'
  /** Encoded like a certificate, with nothing in it. */
  const encoded = (hex: string) => Buffer.from(hex, 'hex').toString('latin1')
  const certificate = encoded('3014300d020101300030003000300030003000030100')
  const revocationList = encoded('301a301330003000170d3236303130313030303030305a3000030100')
  const response = encoded('30030a0100')
  const is = (text: string) =>
    readStore(
      documentWith(
        new Map([
          [n.catalog, bodies.catalog('/DSS 40 0 R')],
          [40, text],
          [41, stream(certificate)],
          [43, stream(revocationList)],
          [44, stream(response)],
          [42, '<< >>'],
        ]),
      ),
    ).sound
  it.each([
    '<< >>',
    '<< /Type /DSS >>',
    '<< /Certs [] >>',
    '<< /Certs [41 0 R 41 0 R] /CRLs [43 0 R] /OCSPs [44 0 R] >>',
    '<< /VRI << >> >>',
    '<< /VRI << /Type /VRI >> >>',
    `<< /VRI << /${key} << >> >> >>`,
    `<< /VRI << /${key.toLowerCase()}${key} << >> >> >>`,
    `<< /VRI << /${key} << /Type /VRI /Cert [41 0 R] /CRL [43 0 R] /OCSP [] /TU (D:2026) /TS 41 0 R >> >> >>`,
    `<< /VRI << /${key} << /TS (x) >> >> >>`,
    `<< /VRI << /${key.repeat(3)}00112233 << >> >> >>`,
  ])('is %s', (text) => {
    expect(is(text)).toBe(true)
  })
  it('that is none is sound', () => {
    expect(is('null')).toBe(true)
  })
  it.each([
    '<< /Certs [43 0 R] >>',
    '<< /CRLs [41 0 R] >>',
    '<< /OCSPs [41 0 R] >>',
    '5',
    '[41 0 R]',
    '<< /Type /VRI >>',
    '<< /Type (DSS) >>',
    '<< /Certs 41 0 R >>',
    '<< /Certs [42 0 R] >>',
    '<< /Certs [41 0 R 42 0 R] >>',
    '<< /CRLs [(x)] >>',
    '<< /OCSPs null >>',
    '<< /Cert [41 0 R] >>',
    '<< /Other [41 0 R] >>',
    '<< /VRI [] >>',
    '<< /VRI 41 0 R >>',
    '<< /VRI << /Type /DSS >> >>',
    '<< /VRI << /Other << >> >> >>',
    `<< /VRI << /${key.slice(1)} << >> >> >>`,
    `<< /VRI << /${key}G << >> >> >>`,
    `<< /VRI << /G${key} << >> >> >>`,
    `<< /VRI << /${key.repeat(4)} << >> >> >>`,
    `<< /VRI << /${key} [] >> >>`,
    `<< /VRI << /${key} << /Type /DSS >> >> >>`,
    `<< /VRI << /${key} << /Cert [42 0 R] >> >> >>`,
    `<< /VRI << /${key} << /CRL 41 0 R >> >> >>`,
    `<< /VRI << /${key} << /OCSP null >> >> >>`,
    `<< /VRI << /${key} << /Certs [] >> >> >>`,
    `<< /VRI << /${key} << /TU 5 >> >> >>`,
    `<< /VRI << /${key} << /TU 41 0 R >> >> >>`,
    `<< /VRI << /${key} << /TS 5 >> >> >>`,
    `<< /VRI << /${key} << /X (x) >> >> >>`,
    `<< /VRI << /${key} << /X 41 0 R >> >> >>`,
    `<< /VRI << /${key} << >> /Other << >> >> >>`,
    '<< /Certs [] /Pages 2 0 R >>',
  ])('is not %s', (text) => {
    expect(is(text)).toBe(false)
  })
})

describe('permissions of the signatures up to a revision', () => {
  const permissions = (options: SignedFormOptions): Permissions => {
    const document = opened(unsignedForm(options))
    const { signatures } = discoverSignatures(document)
    const [own] = signatures
    if (!own) throw new Error('no signature')
    return permissionsAfter(document, signatures, own)
  }
  const locked = (lock: string) => {
    const document = opened(
      updated(unsignedForm(), [n.signatureField, bodies.signatureField(`/V 11 0 R /Lock ${lock}`)]),
    )
    const { signatures } = discoverSignatures(document)
    const [own] = signatures
    if (!own) throw new Error('no signature')
    return permissionsAfter(document, [], own)
  }

  it('are none without a certification', () => {
    expect(permissions({})).toMatchObject({ certificationLevel: undefined, locks: [] })
  })
  it.each([1, 2, 3] as const)('are those of P=%s', (certify) => {
    expect(permissions({ certify }).certificationLevel).toBe(certify)
  })
  it.each([
    ['/P 1', '/P 3', 1],
    ['/P 3', '/P 1', 1],
    ['/P 3', '/P 2', 2],
    ['/P 3', '', 2],
    ['/P 3', '/P 9', 2],
    ['/P 3', '/P 3', 3],
  ])('of %j and %j are the strictest', (first, second, expected) => {
    const transform = (level: string) => `<< /TransformMethod /DocMDP /TransformParams << ${level} >> >>`
    expect(permissions({ entries: `/Reference [${transform(first)} ${transform(second)}]` }).certificationLevel).toBe(
      expected,
    )
  })
  it('are those of the field’s lock too', () => {
    expect(locked('<< /Action /Include /Fields [(a) (b.c)] /P 2 >>')).toMatchObject({
      certificationLevel: 2,
      locks: [{ action: 'Include', fields: ['a', 'b.c'] }],
    })
    expect(locked('<< /Action /Exclude /Fields [(a)] >>')).toMatchObject({
      certificationLevel: undefined,
      locks: [{ action: 'Exclude', fields: ['a'] }],
    })
    expect(locked('<< /Action /Other /P 1 >>')).toMatchObject({
      certificationLevel: 1,
      locks: [{ action: 'All', fields: [] }],
    })
    expect(locked('<< /Action /All /P 4 >>')).toMatchObject({
      certificationLevel: undefined,
      locks: [{ action: 'All', fields: [] }],
    })
    expect(locked('<< /Action /All /P 3 >>').certificationLevel).toBe(3)
    expect(locked('5')).toMatchObject({ certificationLevel: undefined, locks: [] })
  })
  it('of a lock in the signature', () => {
    expect(new Set(permissions({ lock: ['cnp', 'motiv'] }).locks.map((lock) => JSON.stringify(lock)))).toEqual(
      new Set(['{"action":"Include","fields":["cnp","motiv"]}']),
    )
  })
})

describe('the history of a file', () => {
  const first = unsignedForm()
  const second = updated(first, [n.motive, bodies.motive('unu')])
  const third = updated(second, [n.motive, bodies.motive('doi')], [n.page, bodies.page('/Rotate 90')])
  const [signed, ...revisions] = [opened(first), opened(second), opened(third)] as const
  const permissions: Permissions = {
    certificationLevel: undefined,
    advisoryLevel: undefined,
    signedLength: first.length,
    locks: [],
  }

  it('is reported revision by revision, each against the one before it', () => {
    const reported = createModificationHistory(defaultLimits, () => true).modifications(signed, revisions, permissions)
    expect(reported.map(({ revision, what, level, before, after }) => [revision, what, level, before, after])).toEqual([
      [1, 'form-value', 'permitted', '', 'unu'],
      [2, 'form-value', 'permitted', 'unu', 'doi'],
      [2, 'page-attribute', 'forbidden', undefined, undefined],
    ])
  })
  it('is compared once, whoever asks', () => {
    const history = createModificationHistory(defaultLimits, () => true)
    const all = history.modifications(signed, revisions, permissions)
    const own = opened(second)
    let reads = 0
    const counting = {
      ...own,
      resolve: (object: Parameters<typeof own.resolve>[0]) => {
        reads++
        return own.resolve(object)
      },
    }
    expect(history.modifications(counting, revisions.slice(1), permissions).map(({ what }) => what)).toEqual(
      all.filter(({ revision }) => revision === 2).map(({ what }) => what),
    )
    expect(reads).toBe(0)
  })
  it('of a file without later revisions is empty, and one without end is not reported', () => {
    const history = createModificationHistory({ ...defaultLimits, sections: 3 }, () => true)
    expect(history.modifications(signed, [], permissions)).toEqual([])
    expect(history.modifications(signed, [signed, signed, signed], permissions)).toEqual([])
    expect(() => history.modifications(signed, [signed, signed, signed, signed], permissions)).toThrow(LimitExceeded)
    expect(() =>
      createModificationHistory(defaultLimits, () => true).modifications(
        signed,
        Array.from({ length: 201 }, () => signed),
        permissions,
      ),
    ).toThrow('sections')
    expect(
      createModificationHistory(defaultLimits, () => true).modifications(
        signed,
        Array.from({ length: 200 }, () => signed),
        permissions,
      ),
    ).toEqual([])
  })
})
