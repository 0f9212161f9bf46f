/** Trees that lead back to themselves, found in a revision and in what a revision brings. */
import { describe, expect, it } from 'vitest'
import { defaultLimits, createBudget } from '../pdf/budget.ts'
import { openDocument } from '../pdf/document.ts'
import { opened } from '../testing/compared.ts'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import type { Objects } from '../testing/plain-pdf.ts'
import { differencesBetween } from './differ.ts'
import { rolesOfStep } from './roles.ts'
import { hasLoop, hasLoopAfter } from './tree-loops.ts'

type Written = readonly (readonly [number, string | null])[]
const fields = '7 0 R 9 0 R 8 0 R'
/** One object in each tree that a kid may be hung on. */
const trees: readonly [tree: string, objects: (kids: string) => Objects][] = [
  [
    'pages',
    (kids) =>
      new Map([
        [n.pages, bodies.pages('3 0 R 40 0 R', 2)],
        [40, `<< /Type /Pages /Parent 2 0 R /Kids ${kids} >>`],
      ]),
  ],
  [
    'fields',
    (kids) =>
      new Map([
        [n.form, bodies.form(`${fields} 40 0 R`)],
        [40, `<< /T (a) /FT /Tx /Kids ${kids} >>`],
      ]),
  ],
  [
    'structure',
    (kids) =>
      new Map([
        [n.structure, bodies.structure('15 0 R 40 0 R')],
        [40, `<< /Type /StructElem /S /P /P 14 0 R /K ${kids} >>`],
      ]),
  ],
]
const other = (tree: string, kids: string) =>
  `<< /T (b) /S /P /Type /X ${tree === 'structure' ? '/K' : '/Kids'} ${kids} >>`

describe.each(trees)('the tree of %s', (tree, objects) => {
  it.each<[string, string, string, boolean]>([
    ['no kids', '[]', '[]', false],
    ['a kid', '[41 0 R]', '[]', false],
    ['a kid twice', '[41 0 R 41 0 R]', '[]', false],
    ['itself', '[40 0 R]', '[]', true],
    ['itself after another', '[41 0 R 40 0 R]', '[]', true],
    ['itself below another', '[41 0 R]', '[40 0 R]', true],
    ['a loop further down', '[41 0 R]', '[41 0 R]', true],
    ['a list of its own', '42 0 R', '[]', false],
    ['a list of its own that leads back', '43 0 R', '[]', true],
    ['no list', '5', '[]', false],
    ['one kid without a list', '41 0 R', '[]', false],
    ['itself without a list', '40 0 R', '[]', true],
    ['a number', '[0]', '[]', false],
    ['nothing', '[77 0 R null]', '[]', false],
    ['a kid written in its list', `[${other(tree, '[41 0 R]')}]`, '[]', false],
    ['a kid written in its list that leads back', `[${other(tree, '[40 0 R]')}]`, '[]', true],
  ])('with %s', (_, kids, below, expected) => {
    const more: Objects = new Map([
      [41, other(tree, below)],
      [42, '[41 0 R]'],
      [43, '[41 0 R 40 0 R]'],
    ])
    const file = formDocument(new Map([...objects(kids), ...more]))
    expect(hasLoop(opened(file))).toBe(expected)
    // As the answer for a revision that brings it.
    const sound = formDocument(new Map([...objects('[]'), ...more]))
    const changed = [...objects(kids)].filter(([number]) => number === 40)
    const [before, after] = [opened(sound), opened(updated(sound, ...changed))]
    const differences = differencesBetween(before, after, ...rolesOfStep(before, after))
    expect(hasLoopAfter(before, after, differences)).toBe(expected)
  })

  it('deeper than any document goes is a loop', () => {
    const deep = (depth: number): Objects =>
      new Map(
        Array.from({ length: depth }, (_, index): [number, string] => [
          50 + index,
          other(tree, index + 1 < depth ? `[${String(51 + index)} 0 R]` : '[]'),
        ]),
      )
    const limit = (depth: number) => {
      const result = openDocument(formDocument(new Map([...objects('[50 0 R]'), ...deep(depth)])), {
        budget: createBudget({ ...defaultLimits, depth: 20 }),
      })
      return result.ok && hasLoop(result.document)
    }
    // The tree's own root counts, where it has one.
    const above = tree === 'fields' ? 0 : 1
    expect([limit(20 - above), limit(21 - above)]).toEqual([false, true])
  })
})

describe('a revision', () => {
  /** What a later revision costs beyond reading it, and whether it brings a loop. */
  const later = (...written: Written) => {
    const first = formDocument(trees[2]?.[1]('[41 0 R]'))
    const [before, after] = [opened(first), opened(updated(first, ...written))]
    const differences = differencesBetween(before, after, ...rolesOfStep(before, after))
    hasLoop(before)
    const [was, spent] = [before.budget.steps(), after.budget.steps()]
    const loops = hasLoopAfter(before, after, differences)
    return {
      loops,
      again: hasLoopAfter(before, after, differences),
      steps: before.budget.steps() - was + after.budget.steps() - spent,
    }
  }
  it('that touches no tree costs nothing', () => {
    expect(later([n.motive, bodies.motive('x')])).toEqual({ loops: false, again: false, steps: 0 })
    expect(later([n.page, bodies.page('/Private 1')])).toEqual({ loops: false, again: false, steps: 0 })
  })

  it('that adds a kid costs what hangs on it', () => {
    expect(later([n.form, bodies.form(`${fields} 60 0 R`)], [60, '<< /T (c) /FT /Tx >>'])).toEqual({
      loops: false,
      again: false,
      steps: 1,
    })
    expect(
      later([n.form, bodies.form(`${fields} 60 0 R`)], [60, '<< /T (c) /Kids [61 0 R] >>'], [61, '<< /T (d) >>']),
    ).toEqual({
      loops: false,
      again: false,
      steps: 2,
    })
  })

  it('that takes a kid away costs nothing', () => {
    expect(later([n.form, bodies.form('7 0 R 9 0 R')])).toEqual({ loops: false, again: false, steps: 0 })
  })

  it('that makes something else of a tree is looked at as a whole', () => {
    const { loops, steps } = later(
      [n.form, bodies.form().replace(/\/Fields \[[^\]]*\]/, '/Fields 60 0 R')],
      [60, '[7 0 R]'],
    )
    expect(loops).toBe(false)
    expect(steps).toBeGreaterThanOrEqual(0)
    expect(
      later([n.catalog, bodies.catalog().replace('/Pages 2 0 R', '/Pages 60 0 R')], [60, '<< /Kids [60 0 R] >>']).loops,
    ).toBe(true)
    expect(later([n.structure, '<< /K']).loops).toBe(false)
  })

  it('after one with a loop is looked at as a whole', () => {
    const looped = formDocument(trees[1]?.[1]('[40 0 R]'))
    const [before, after] = [opened(looped), opened(updated(looped, [n.motive, bodies.motive('x')]))]
    expect(hasLoopAfter(before, after, differencesBetween(before, after, ...rolesOfStep(before, after)))).toBe(true)
    const mended = opened(updated(looped, [40, '<< /T (a) /FT /Tx >>']))
    expect(hasLoopAfter(before, mended, differencesBetween(before, mended, ...rolesOfStep(before, mended)))).toBe(false)
  })

  it('without a catalogue or fields has no trees', () => {
    expect(hasLoop(opened(formDocument(new Map([[n.catalog, '<< /Type /Catalog >>']]))))).toBe(false)
    expect(hasLoop(opened(formDocument(new Map([[n.form, '<< /Fields 5 >>']]))))).toBe(false)
  })
})
