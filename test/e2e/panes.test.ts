/** At every width from 640 to 2560 CSS pixels the panes of a room lie beside or under each other, never over. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generatedScreens } from '../support/e2e/generated-screens.ts'
import { id } from '../support/generated-requests.ts'

const screens = generatedScreens()
const WIDTHS = [640, 683, 700, 768, 911, 960, 1000, 1024, 1093, 1100, 1280, 1366, 1920, 2560]
const ROOMS = ['#/queue', `#/request/${id('b', 42)}`, `#/review/${id('b', 42)}`]

/** Panes that overlap, or whose content is painted over another pane; pixels cut off at the side. */
const faultsOf = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const faults = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) faults.push('scrolls sideways by ' + (root.scrollWidth - root.clientWidth))
    const panes = [...document.querySelector('[data-panes]').children]
    const name = (pane) => pane.getAttribute('aria-label') || pane.id || pane.className
    // What a pane paints: itself and, unless it scrolls or clips, all that is in it.
    const painted = (pane) => {
      const boxes = [pane.getBoundingClientRect()]
      if (getComputedStyle(pane).overflowY === 'visible')
        for (const child of pane.children) boxes.push(child.getBoundingClientRect())
      return boxes.filter(({ width, height }) => width > 0 && height > 0)
    }
    for (const [n, one] of panes.entries())
      for (const other of panes.slice(n + 1))
        for (const a of painted(one))
          for (const b of painted(other)) {
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
            if (across > 1 && down > 1) faults.push(name(one) + ' over ' + name(other) + ' by ' + Math.round(down))
          }
    for (const pane of panes)
      if (pane.scrollWidth > pane.clientWidth + 1) faults.push(name(pane) + ' scrolls sideways')
    return [...new Set(faults)]
  })()`)

describe('the panes', () => {
  let window: Awaited<ReturnType<(typeof screens)['open']>>
  beforeAll(async () => {
    window = await screens.open('', { viewport: { width: 1366, height: 768 } })
  })
  afterAll(() => window.context.close())

  it.each(ROOMS)('never lie over each other: %s', async (hash) => {
    await screens.load(window, hash)
    await window.page.locator('[data-panes]').waitFor()
    const found: Record<string, string[]> = {}
    for (const width of WIDTHS) {
      for (const height of [540, 768]) {
        await window.page.setViewportSize({ width, height })
        const faults = await faultsOf(window.page)
        if (faults.length > 0) found[`${String(width)}×${String(height)}`] = faults
      }
    }
    expect(found).toEqual({})
  })
})
