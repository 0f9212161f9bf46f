import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { page } from '../../../test/support/draft-page.ts'
import { ok, problem, type Result } from '../../../src/domain/problem.ts'
import { asArranged } from '../../../src/desk/drafts/arrange-pages.ts'
import { movePage, removePage, turnPage, type Page } from './page-order.ts'
import { createPageSaving } from './page-saving.ts'

/** A desk whose answers come when the test wants; each call reaches it at once. */
function slowDesk(initial: readonly Page[]) {
  const desk = { pages: initial, failing: false, answers: [] as (() => void)[] }
  const save = (_: string, wanted: readonly Page[], seen: readonly string[]): Promise<Result<readonly Page[]>> => {
    const result: Result<readonly Page[]> = desk.failing
      ? { ok: false, problem: problem('disk.full', { freeBytes: 0, neededBytes: 1 }) }
      : ok((desk.pages = asArranged(desk.pages, wanted, seen)))
    return new Promise((resolve) => desk.answers.push(() => resolve(result)))
  }
  const screen = { pages: initial, problems: 0 }
  const saving = createPageSaving({
    draft: { id: 'draft', pages: initial },
    save,
    onPages: (pages) => (screen.pages = pages),
    onProblem: (found) => (screen.problems += found === null ? 0 : 1),
  })
  const answerAll = async (): Promise<boolean> => {
    const settled = saving.settle()
    for (let left = desk.answers.length; left > 0; left = desk.answers.length) {
      desk.answers.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return settled
  }
  return { desk, save, screen, saving, answerAll }
}
const look = (pages: readonly Page[]) => pages.map(({ pageId, rotation }) => `${pageId}${String(rotation)}`)

describe('saving the pages of a draft', () => {
  it('keeps the last arrangement when the keys are faster than the answers', async () => {
    const { desk, screen, saving, answerAll } = slowDesk([page('a'), page('b')])
    for (let n = 0; n < 3; n++) saving.change(turnPage(screen.pages, 'a'))
    saving.change(movePage(screen.pages, 'a', 1))
    expect(await answerAll()).toBe(true)
    expect(look(screen.pages)).toEqual(['b0', 'a270'])
    expect(look(desk.pages)).toEqual(['b0', 'a270'])
  })

  it('has one call at the desk at a time', async () => {
    const { desk, screen, saving, answerAll } = slowDesk([page('a'), page('b')])
    for (let n = 0; n < 9; n++) saving.change(turnPage(screen.pages, 'a'))
    expect(desk.answers).toHaveLength(1)
    await answerAll()
    expect(look(desk.pages)).toEqual(['a90', 'b0'])
  })

  it('reports a failed save, keeps it unsaved, and tries it again', async () => {
    const { desk, screen, saving, answerAll } = slowDesk([page('a'), page('b')])
    desk.failing = true
    saving.change(removePage(screen.pages, 'a'))
    desk.answers.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
    expect(await answerAll()).toBe(false)
    expect(screen.problems).toBeGreaterThan(0)
    expect(look(desk.pages)).toEqual(['a0', 'b0'])
    desk.failing = false
    expect(await answerAll()).toBe(true)
    expect(look(desk.pages)).toEqual(['b0'])
  })

  it('gives the desk and the screen the same pages, in whatever order changes, additions and answers come', async () => {
    const step = fc.oneof(
      fc.record({ act: fc.constantFrom('turn', 'later', 'earlier', 'remove', 'add', 'answer'), at: fc.nat(5) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { desk, screen, saving, answerAll } = slowDesk([page('a'), page('b')])
        let added = 0
        const removed: string[] = []
        /** Reports of additions, which may arrive late. */
        const reports: (readonly Page[])[] = []
        for (const { act, at } of steps) {
          const pageId = screen.pages[at % Math.max(1, screen.pages.length)]?.pageId ?? 'none'
          if (act === 'turn') saving.change(turnPage(screen.pages, pageId))
          if (act === 'later') saving.change(movePage(screen.pages, pageId, 1))
          if (act === 'earlier') saving.change(movePage(screen.pages, pageId, -1))
          if (act === 'remove') {
            removed.push(pageId)
            saving.change(removePage(screen.pages, pageId))
          }
          if (act === 'add') {
            desk.pages = [...desk.pages, page(`n${String(++added)}`)]
            reports.push(desk.pages)
          }
          if (act !== 'answer') continue
          if (at % 2 === 0) desk.answers.shift()?.()
          else saving.add(reports.shift() ?? [])
          await new Promise((resolve) => setImmediate(resolve))
        }
        for (const report of reports) saving.add(report)
        expect(await answerAll()).toBe(true)
        expect(look(screen.pages)).toEqual(look(desk.pages))
        const expected = ['a', 'b', ...Array.from({ length: added }, (_, n) => `n${String(n + 1)}`)]
        expect(desk.pages.map(({ pageId }) => pageId).sort()).toEqual(
          expected.filter((pageId) => !removed.includes(pageId)).sort(),
        )
      }),
    )
  })
})
