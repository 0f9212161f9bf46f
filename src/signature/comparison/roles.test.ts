/** Roles kept from revision to revision are those that are found anew. */
import { describe, expect, it } from 'vitest'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import { appendStreamRevision, type Objects, stream } from '../testing/plain-pdf.ts'
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
