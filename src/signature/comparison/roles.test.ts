/** Roles kept from revision to revision are those that are found anew. */
import { describe, expect, it } from 'vitest'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import { encrypted } from '../testing/copied-document.ts'
import { appendRevision, appendStreamRevision, type Objects, stream } from '../testing/plain-pdf.ts'
import { makeBases } from '../testing/tamper/bases.ts'
import { sample } from '../testing/tamper/random.ts'
import { open, tampersOf, withTamper } from '../testing/tamper/tamper.ts'
import { createTestSigner } from '../testing/test-signer.ts'
import { differencesBetween } from './differ.ts'
import { roleOf } from './place.ts'
import { type Roles, rolesOf, rolesOfStep } from './roles.ts'
import { hasLoop, hasLoopAfter } from './tree-loops.ts'

const seed = Number(process.env['TAMPER_SEED'] ?? '20261130')
const bases = await makeBases(await createTestSigner())

function written(roles: Roles): string[] {
  const lines = [...roles.numbers()].flatMap((number) =>
    roles.of(number).map((place) => `${String(number)} ${roleOf(place)}`),
  )
  return [...lines.sort(), String(roles.hasUnreadable)]
}

/** Each file is one more revision of the one before it; true where fewer steps were taken than by finding all anew. */
function followed(files: readonly Buffer[]): boolean[] {
  let before = open(files[0] ?? Buffer.alloc(0))
  rolesOf(before)
  return files.slice(1).map((file) => {
    const [after, fresh] = [open(file), open(file)]
    const [was, is] = rolesOfStep(before, after)
    expect(written(is)).toEqual(written(rolesOf(fresh)))
    const isLess = after.budget.steps() < fresh.budget.steps()
    expect(hasLoopAfter(before, after, differencesBetween(before, after, was, is))).toBe(hasLoop(fresh))
    before = after
    return isLess
  })
}

describe('roles of the next revision', () => {
  it.each(bases.map((base, index) => [base.name, base, index] as const))(
    'are those of the file as a whole: %s',
    (_, base, index) => {
      const { file, level } = base
      const chosen = sample(tampersOf(open(file), level), 12, seed + index).filter(({ object }) => object !== 0)
      const files = [file]
      for (const [turn, tamper] of chosen.entries()) {
        // Alone, and after all others: a lineage of revisions, each of which breaks or mends something.
        const alone = withTamper(base, tamper, turn % 3 === 0)
        if (isOpen(alone)) followed([file, alone])
        const last = files.at(-1) ?? file
        if (isOpen(withTamper({ ...base, file: last }, tamper))) files.push(withTamper({ ...base, file: last }, tamper))
      }
      followed(files)
    },
  )

  it('cost less than finding all anew', () => {
    const files = [formDocument()]
    for (const text of ['a', 'b', 'c', 'd'])
      files.push(updated(files.at(-1) ?? Buffer.alloc(0), [n.motive, bodies.motive(text)]))
    expect(followed(files)).toEqual([true, true, true, true])
  })

  const at = (entries: string): Objects => new Map([[n.page, bodies.page(`/Private ${entries}`)]])
  type Written = readonly (readonly [number, string | null])[]
  const links: readonly (readonly [name: string, base: Objects, first: Written, second: Written])[] = [
    ['a link to a page that goes and comes back', at('<< /D [30 0 R] >>'), [[30, '<< /X 1 >>']], [[30, null]]],
    [
      'a target that becomes a field and is one no more',
      new Map([...at('<< /Dest 40 0 R >>'), [40, '<< /X 41 0 R >>'], [41, '<< /Y 1 >>']]),
      [[n.form, bodies.form('7 0 R 9 0 R 8 0 R 40 0 R')]],
      [[n.form, bodies.form()]],
    ],
    [
      'a destination that becomes a list, and a dictionary again',
      new Map([...at('<< /Dest 40 0 R >>'), [40, '<< /X 41 0 R >>'], [41, '<< /Y 1 >>']]),
      [[40, '[41 0 R 9 0 R]']],
      [[40, '<< /X 9 0 R >>']],
    ],
    [
      'a node of the page tree that becomes a page',
      new Map([
        [n.pages, bodies.pages('40 0 R')],
        [40, '<< /Type /Pages /Kids [3 0 R] /Parent 2 0 R >>'],
      ]),
      [[40, '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>']],
      [[40, '<< /Type /Pages /Kids [3 0 R] /Parent 2 0 R >>']],
    ],
    [
      'a loop that loses what led to it',
      new Map([...at('40 0 R'), [40, '<< /X 41 0 R >>'], [41, '<< /Y 40 0 R /Z 42 0 R >>'], [42, '<< >>']]),
      [[n.page, bodies.page()]],
      [[n.page, bodies.page('/Other 42 0 R')]],
    ],
    [
      'kids of a field that lead back',
      new Map([
        [n.form, bodies.form('7 0 R 9 0 R 8 0 R 40 0 R')],
        [40, '<< /FT /Tx /T (a) /Kids [41 0 R] >>'],
        [41, '<< /T (b) /Parent 40 0 R >>'],
      ]),
      [[41, '<< /T (b) /Parent 40 0 R /Kids [40 0 R] >>']],
      [[41, '<< /T (b) /Parent 40 0 R >>']],
    ],
    [
      'a list of kids that is an object of its own',
      new Map([
        [n.structure, '<< /Type /StructTreeRoot /K 40 0 R >>'],
        [40, '[15 0 R]'],
      ]),
      [
        [40, '[15 0 R 41 0 R]'],
        [41, '<< /Type /StructElem /S /P /P 14 0 R /K [15 0 R 41 0 R] >>'],
      ],
      [[40, '15 0 R']],
    ],
  ]
  it.each(links)('follow %s', (_, base, first, second) => {
    const files = [formDocument(base)]
    for (const objects of [first, second]) files.push(updated(files.at(-1) ?? Buffer.alloc(0), ...objects))
    followed(files)
  })

  const handler = /<< \/Filter \/Standard [^]*? >>/.exec(encrypted(formDocument()).toString('latin1'))?.[0] ?? ''
  /** The encryption dictionary of the same password that decrypts streams, or leaves them as they are. */
  const opening = (streams: 'StdCF' | 'Identity') =>
    handler.replace(
      '/V 2 /R 3 /Length 128',
      `/V 4 /R 4 /CF << /StdCF << /CFM /V2 >> >> /StrF /Identity /StmF /${streams}`,
    )
  const opened: Objects = new Map([
    [90, opening('StdCF')],
    [91, opening('Identity')],
    [92, '<< /Filter /Adobe.PubSec /V 2 >>'],
  ])
  const by = (encryption: string, identifier = '00112233445566778899aabbccddeeff') =>
    `${encryption === '' ? '' : `/Encrypt ${encryption}`} /ID [<${identifier}> <00>]`
  /** Objects in a stream that only some of the dictionaries leave readable. */
  const packed = (encryption: string) => {
    const plain = appendRevision(formDocument(opened), new Map([[n.metadata, bodies.metadata()]]), {
      trailer: by(encryption),
    })
    return appendStreamRevision(plain, new Map([[n.motive, bodies.motive('vechi', '/X 30 0 R')]]), 70)
  }
  const ways: readonly (readonly [name: string, first: string, then: string, written: Written])[] = [
    ['by another dictionary', '91 0 R', by('90 0 R'), []],
    ['by another dictionary, the other way', '90 0 R', by('91 0 R'), []],
    ['by the same dictionary, written anew', '91 0 R', by('91 0 R'), [[91, opening('StdCF')]]],
    ['by the same dictionary, written anew, the other way', '90 0 R', by('90 0 R'), [[90, opening('Identity')]]],
    ['by none any more', '90 0 R', by(''), []],
    ['by one that does not open it', '91 0 R', by('92 0 R'), []],
    ['by one that opens it', '92 0 R', by('91 0 R'), []],
    ['with another identifier', '91 0 R', by('91 0 R', 'ff'), []],
    ['as before', '91 0 R', by('91 0 R'), []],
    ['as before, as little as before', '90 0 R', by('90 0 R'), []],
  ]
  it('are told apart by what can be opened', () => {
    const reached = (encryption: string) => rolesOf(open(packed(encryption))).has(30, 'attribute')
    expect(['90 0 R', '91 0 R', '92 0 R'].map(reached)).toEqual([false, true, false])
  })
  it.each(ways)('follow a file that is encrypted %s', (_, first, trailer, objects) => {
    const file = packed(first)
    followed([file, appendRevision(file, new Map([[n.metadata, bodies.metadata()], ...objects]), { trailer })])
  })

  it('follow a file that was not encrypted, and is now', () => {
    const plain = appendStreamRevision(formDocument(opened), new Map([[n.motive, bodies.motive('', '/X 30 0 R')]]), 70)
    for (const dictionary of ['90 0 R', '91 0 R', '92 0 R', opening('StdCF')])
      followed([plain, appendRevision(plain, new Map([[n.metadata, bodies.metadata()]]), { trailer: by(dictionary) })])
  })

  it('are those of the file itself, not of another that begins alike', () => {
    const first = formDocument(
      new Map([
        [30, '<< /X 31 0 R >>'],
        [31, '<< >>'],
      ]),
    )
    const one = updated(first, [n.page, bodies.page('/Private 30 0 R')], [n.motive, bodies.motive('x')])
    const other = updated(updated(first, [n.motive, bodies.motive('y')]), [n.cnp, bodies.cnp('x')])
    const [base, before, after] = [open(first), open(one), open(other)]
    expect(written(rolesOfStep(before, after)[1])).toEqual(written(rolesOf(open(other))))
    // The graph has gone on with another revision of the same one.
    rolesOfStep(base, open(one))
    expect(written(rolesOfStep(base, open(other))[1])).toEqual(written(rolesOf(open(other))))
  })

  it('follow an object stream that is unpacked in another way', () => {
    const packed = appendStreamRevision(formDocument(), new Map([[n.motive, bodies.motive('vechi', '/X 30 0 R')]]), 70)
    followed([
      packed,
      updated(packed, [70, stream(`9 0\n${bodies.motive('nou', '/Y 31 0 R')}`, '/Type /ObjStm /N 1 /First 4')]),
    ])
  })
})

function isOpen(file: Buffer): boolean {
  try {
    return open(file).entries.size > 0
  } catch {
    return false
  }
}
