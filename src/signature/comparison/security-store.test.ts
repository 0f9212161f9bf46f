/** The evidence that a security store holds: what may come, what is reported when it goes, and what is none. */
import { describe, expect, it } from 'vitest'
import { changesBetween, opened, unsignedForm } from '../testing/compared.ts'
import type { Changed } from '../testing/field-changes.ts'
import { bodies, numbers as n, updated } from '../testing/form-document.ts'
import { appendRevision, stream } from '../testing/plain-pdf.ts'
import { compareRevisions } from './compare.ts'

/** Encoded like certificates, with nothing in them but the number that tells them apart. */
const certificate = (number: number) =>
  Buffer.from(`3014300d0201${number.toString(16).padStart(2, '0')}300030003000300030003000030100`, 'hex').toString(
    'latin1',
  )
const catalog: Changed[number] = [n.catalog, bodies.catalog('/DSS 40 0 R')]
const store = (certificates: string, more = ''): Changed[number] => [40, `<< /Certs [${certificates}] ${more} >>`]
const piece = (object: number, entries = '', content = certificate(object)): Changed[number] => [
  object,
  stream(content, entries),
]
const line = 'validation-data security-store DSS'
const lost = 'evidence-removed evidence-removed DSS'
const stored = unsignedForm({ changes: new Map([catalog, store('41 0 R 42 0 R'), piece(41), piece(42)]) })

describe('evidence', () => {
  it.each<[string, Changed, string[]]>([
    ['comes beside the old', [store('41 0 R 42 0 R 43 0 R'), piece(43)], [line]],
    ['comes in front of the old', [store('43 0 R 41 0 R 42 0 R'), piece(43)], [line]],
    ['is written in another order', [store('42 0 R 41 0 R')], [line]],
    ['is written again under another number', [store('43 0 R 42 0 R'), piece(43, '', certificate(41))], [line]],
    ['goes in part', [store('41 0 R')], [line, lost]],
    ['goes as a whole', [store('')], [line, lost]],
    ['is replaced', [store('41 0 R 43 0 R'), piece(43)], [line, lost]],
  ])('%s', (_, later, expected) => {
    expect(changesBetween(stored, updated(stored, ...later))).toEqual(expected)
  })

  it('that goes is reported where the first piece stood, in whatever order it was listed', () => {
    for (const listed of ['41 0 R 42 0 R', '42 0 R 41 0 R']) {
      const before = unsignedForm({ changes: new Map([catalog, store(listed), piece(41), piece(42)]) })
      const placeOf = (later: Changed) =>
        compareRevisions(opened(before), opened(updated(before, ...later))).changes.find(
          ({ what }) => what === 'evidence-removed',
        )?.standsAt
      const [first, second] = [41, 42].map((number) => before.indexOf(certificate(number), 0, 'latin1'))
      expect(placeOf([store('')])).toBe(first)
      expect(placeOf([store('41 0 R')])).toBe(second)
    }
  })

  it.each<[string, Changed, boolean]>([
    ['with its length and type', [piece(43, '/DL 24 /Type /X')], true],
    [
      'in a code',
      [piece(43, '/Filter /ASCIIHexDecode', `${Buffer.from(certificate(43), 'latin1').toString('hex')}>`)],
      true,
    ],
    ['in a code that nobody knows', [piece(43, '/Filter /Unknown')], false],
    ['from another file', [piece(43, '/F (x)')], false],
    ['with an entry of its own', [piece(43, '/Own (x)')], false],
    ['that is none', [piece(43, '', 'x')], false],
    ['that cannot be read', [[43, '<< /A']], false],
    ['that is nothing', [], false],
  ])('comes %s', (_, objects, expected) => {
    const lines = changesBetween(stored, updated(stored, store('41 0 R 42 0 R 43 0 R'), ...objects))
    expect(lines.some((found) => found.startsWith('content'))).toBe(!expected)
  })

  it('cannot be judged where its list cannot be read', () => {
    const apart = (list: string): Changed => [
      [40, '<< /Certs 50 0 R >>'],
      [50, list],
    ]
    const before = unsignedForm({ changes: new Map([catalog, ...apart('[41 0 R]'), piece(41)]) })
    const isRefused = (later: Changed) =>
      changesBetween(before, updated(before, ...later)).some((found) => found.startsWith('content'))
    expect(isRefused(apart('[]'))).toBe(false)
    expect(isRefused(apart('[41 0 R'))).toBe(true)
    expect(isRefused([[40, '<< /Certs']])).toBe(true)
    // Replaced by another list, and unreadable along with it.
    expect(
      isRefused([
        [50, '[41 0 R'],
        [40, '<< >>'],
      ]),
    ).toBe(false)
  })

  it.each(['/Own << >>', '/Own (x)', '/VRI << /Own << >> >>', '/VRI (x)', '/Type /Own'])(
    'has no place in %s',
    (entry) => {
      expect(
        changesBetween(stored, updated(stored, store('41 0 R 42 0 R', entry))).some((found) =>
          found.startsWith('content'),
        ),
      ).toBe(true)
    },
  )

  it('in a file that cannot be opened is not looked into, and its place is', () => {
    const trailer = '/Encrypt 50 0 R /ID [<00> <00>]'
    const locked = appendRevision(unsignedForm(), new Map([[50, '<< /Filter /Adobe.PubSec /V 2 >>']]), { trailer })
    const changes = (...later: Changed) => changesBetween(locked, appendRevision(locked, new Map(later), { trailer }))
    expect(changes(catalog, store('41 0 R'), piece(41, '', 'cipher'))).toEqual([line])
    expect(
      changes(catalog, store('41 0 R'), piece(41, '/Own (x)', 'cipher')).some((found) => found.startsWith('content')),
    ).toBe(true)
    expect(
      changes(catalog, store('41 0 R', '/Own (x)'), piece(41, '', 'cipher')).some((found) =>
        found.startsWith('content'),
      ),
    ).toBe(true)
  })
})
