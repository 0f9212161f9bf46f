/**
 * The queue's preview shows a row of its list, or nothing, after any sequence of search, filter, sort, keys, decisions
 * and arriving changes. What is checked is the painted screen, at every frame and after every step.
 */
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REQUEST_STATES } from '../../src/domain/request/request.ts'
import { generatedScreens, eventually, hashOf } from '../support/e2e/generated-screens.ts'

const screens = generatedScreens()

/** What the queue shows: the numbers of the drawn rows, of the chosen row, and of the request in the preview. */
interface Shown {
  readonly total: number
  readonly drawn: readonly string[]
  readonly chosen: readonly string[]
  readonly previewed: string | null
  /** The preview is still catching up with the chosen row and cannot be acted on. */
  readonly inert: boolean
  readonly busy: boolean
}

/** Runs in the page. Every frame whose preview is not a row of the list is kept in `window.wrongFrames`. */
const WATCH = `(() => {
  const number = (element) => element?.textContent ?? null
  window.shown = () => {
    const grid = document.getElementById('queue-table')
    const preview = document.querySelector('aside[data-preview]')
    if (!grid || !preview) return null
    const rows = [...grid.querySelectorAll('[data-index]:not([data-waiting])')]
    const numberOf = (row) => number(row.querySelector('[data-column=number] span span'))
    return {
      total: Number(grid.getAttribute('aria-rowcount')) - 1,
      drawn: rows.map(numberOf),
      chosen: rows.filter((row) => row.getAttribute('aria-selected') === 'true').map(numberOf),
      previewed: number(preview.querySelector('[data-number]')),
      inert: preview.querySelector('[inert] [data-number]') !== null,
      busy: grid.getAttribute('aria-busy') === 'true',
    }
  }
  window.openPreviewed = () => {
    const now = window.shown()
    if (!now || now.inert || now.previewed === null) return null
    document.querySelector('aside[data-preview] footer button').click()
    return now.previewed
  }
  window.wrongFrames = []
  const look = () => {
    const now = window.shown()
    if (now && now.previewed !== null) {
      const wrong = now.inert
        ? now.drawn.length === now.total && !now.drawn.includes(now.previewed)
        : now.chosen.length !== 1 || now.chosen[0] !== now.previewed
      if (wrong) window.wrongFrames.push(now)
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})()`

const shown = (page: Page) => page.evaluate<Shown | null>('window.shown()')

/** Once the list and the preview are at rest: one row is chosen and previewed, or the list is empty and so is it. */
async function expectChosenRow(page: Page): Promise<void> {
  await eventually(async () => {
    const now = await shown(page)
    if (now === null || now.busy || now.inert) return 'not at rest'
    if (now.total === 0) return now.previewed === null && now.chosen.length === 0 ? 'right' : now
    return now.chosen.length === 1 && now.chosen[0] === now.previewed ? 'right' : now
  }).toBe('right')
  expect(await page.evaluate('window.wrongFrames')).toEqual([])
}

const TEXTS = ['', 'turcanu', '1203', 'ana', 'P-3', '12', 'nimeni de aici', 'ababei'] as const
const FILTERS = ['De aprobat', 'Ale mele', 'Termen depășit'] as const
const COLUMNS = ['Termen', 'Număr', 'Nume', 'Stare'] as const
const KEYS = ['ArrowDown', 'ArrowUp', 'PageDown', 'End', 'Home'] as const
const AWAY = ['executed', 'returned', 'rejected', 'in_review'] as const

type Step =
  | { readonly does: 'search'; readonly text: (typeof TEXTS)[number] }
  | { readonly does: 'filter'; readonly name: (typeof FILTERS)[number] }
  | { readonly does: 'sort'; readonly name: (typeof COLUMNS)[number] }
  | { readonly does: 'key'; readonly key: (typeof KEYS)[number]; readonly times: number }
  | { readonly does: 'move'; readonly which: 'chosen' | 'first'; readonly state: (typeof AWAY)[number] }
  | { readonly does: 'arrive' | 'open' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('search' as const), text: fc.constantFrom(...TEXTS) }),
  fc.record({ does: fc.constant('filter' as const), name: fc.constantFrom(...FILTERS) }),
  fc.record({ does: fc.constant('sort' as const), name: fc.constantFrom(...COLUMNS) }),
  fc.record({
    does: fc.constant('key' as const),
    key: fc.constantFrom(...KEYS),
    times: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    does: fc.constant('move' as const),
    which: fc.constantFrom('chosen' as const, 'first' as const),
    state: fc.constantFrom(...AWAY),
  }),
  fc.record({ does: fc.constantFrom('arrive' as const, 'open' as const) }),
)

/** A decision moves the chosen row far down in its list (sorted by state), and another search follows at once. */
const MOVED_AWAY: Step[] = [
  { does: 'search', text: 'P-3' },
  { does: 'sort', name: 'Stare' },
  { does: 'key', key: 'Home', times: 1 },
  { does: 'move', which: 'first', state: 'returned' },
  { does: 'search', text: '' },
]

describe('the chosen row of the queue', () => {
  let window: Awaited<ReturnType<(typeof screens)['open']>>
  beforeAll(async () => {
    window = await screens.open('', {}, { role: 'supervisor' })
  })
  afterAll(() => window.context.close())

  const idOf = async (number: string | null | undefined): Promise<string | null> => {
    const found = await screens.desk.call('queue.search', {
      text: number?.split('/')[0] ?? '',
      states: [...REQUEST_STATES],
      limit: 500,
    })
    return found.ok ? (found.value.rows.find((row) => row.number === number)?.id ?? null) : null
  }
  const does = async (page: Page, one: Step): Promise<void> => {
    const grid = page.locator('#queue-table')
    if (one.does === 'search') return page.getByRole('searchbox').fill(one.text)
    if (one.does === 'filter') return page.getByRole('button', { name: one.name, exact: true }).click()
    if (one.does === 'sort') return grid.getByRole('button', { name: one.name, exact: true }).click()
    if (one.does === 'arrive') return screens.desk.arrive()
    if (one.does === 'key') {
      await grid.focus()
      for (let time = 0; time < one.times; time++) await page.keyboard.press(one.key)
      return
    }
    await expectChosenRow(page)
    const now = await shown(page)
    if (one.does === 'move') {
      const id = await idOf(one.which === 'chosen' ? now?.chosen[0] : now?.drawn[0])
      if (id !== null) screens.desk.move(id, one.state)
      return
    }
    if (!now || now.total === 0) return
    // Read and pressed in one turn of the page: a change may arrive between two calls.
    let number: string | null = null
    await eventually(async () => (number = await page.evaluate<string | null>('window.openPreviewed()'))).not.toBeNull()
    const id = await idOf(number)
    await eventually(() => hashOf(page)).toMatch(new RegExp(`/${String(id)}$`))
    await page.keyboard.press('Escape')
    await eventually(() => hashOf(page)).toMatch(/^(#\/queue)?$/)
  }

  it('is a row of the list and the only one previewed, after any sequence of steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const { page } = window
        await screens.load(window, '#/queue', { role: 'supervisor' })
        await page.evaluate(WATCH)
        for (const one of steps) {
          await does(page, one)
          await expectChosenRow(page)
        }
      }),
      { numRuns: 14, endOnFailure: true, examples: [[MOVED_AWAY]] },
    )
  }, 300_000)
})
