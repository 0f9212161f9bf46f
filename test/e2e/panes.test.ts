/** At every width from 640 to 2560 CSS pixels the panes of a room lie beside or under each other, never over. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '../../src/domain/rights.ts'
import { generatedScreens, roomsOf } from '../support/e2e/generated-screens.ts'
import { id } from '../support/generated-requests.ts'

const screens = generatedScreens()
const WIDTHS = [640, 683, 700, 768, 911, 960, 1000, 1024, 1093, 1100, 1280, 1366, 1920, 2560]
/** 1366×768 at 200 %, at 125 %, at 100 %. */
const HEIGHTS = [384, 614, 768]
const PANES = ['#/queue', '#/new-request', `#/request/${id('b', 42)}`, `#/review/${id('b', 42)}`]

/**
 * Panes that overlap, or whose content is painted over another pane; controls that lie over each other; anything that
 * has to be scrolled sideways.
 */
const faultsOf = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const faults = []
    const root = document.documentElement
    const name = (part) => part.getAttribute('aria-label') || part.id || part.textContent.trim().slice(0, 40) || part.className
    if (root.scrollWidth > root.clientWidth) faults.push('the page scrolls sideways by ' + (root.scrollWidth - root.clientWidth))
    const over = (a, b) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1

    const panes = [...(document.querySelector('[data-panes]')?.children ?? [])]
    // What a pane paints: itself and, unless it scrolls or clips, all that is in it.
    const painted = (pane) => {
      const boxes = [pane.getBoundingClientRect()]
      if (getComputedStyle(pane).overflowY === 'visible')
        for (const child of pane.children) boxes.push(child.getBoundingClientRect())
      return boxes.filter(({ width, height }) => width > 0 && height > 0)
    }
    for (const [n, one] of panes.entries())
      for (const other of panes.slice(n + 1))
        if (painted(one).some((a) => painted(other).some((b) => over(a, b)))) faults.push(name(one) + ' over ' + name(other))

    // What is left of a part inside everything that clips it.
    const seen = (part) => {
      let { left, top, right, bottom } = part.getBoundingClientRect()
      for (let around = part.parentElement; around !== null; around = around.parentElement) {
        if (getComputedStyle(around).overflowX === 'visible') continue
        const box = around.getBoundingClientRect()
        left = Math.max(left, box.left), right = Math.min(right, box.right)
        top = Math.max(top, box.top), bottom = Math.min(bottom, box.bottom)
      }
      return { part, left, top, right, bottom }
    }
    const controls = [...document.querySelectorAll('main :is(button, input, textarea, a, [role=row], [role=option])')]
      .map(seen)
      .filter(({ left, right, top, bottom }) => right - left > 2 && bottom - top > 2)
    for (const [n, a] of controls.entries())
      for (const b of controls.slice(n + 1))
        if (over(a, b) && !a.part.contains(b.part) && !b.part.contains(a.part))
          faults.push(name(a.part) + ' lies over ' + name(b.part))

    for (const part of document.querySelectorAll('main *')) {
      const scrolls = ['auto', 'scroll'].includes(getComputedStyle(part).overflowX)
      // A table of many columns and the strip of pages say themselves that they scroll, by a role and the keyboard.
      if (scrolls && part.scrollWidth > part.clientWidth + 1 && part.dataset.sideways === undefined)
        faults.push(name(part) + ' scrolls sideways by ' + (part.scrollWidth - part.clientWidth))
    }
    return [...new Set(faults)]
  })()`)

describe('the panes', () => {
  let window: Awaited<ReturnType<(typeof screens)['open']>>
  beforeAll(async () => {
    window = await screens.open('', { viewport: { width: 1366, height: 768 } })
  })
  afterAll(() => window.context.close())

  const sweep = async (heights: readonly number[] = HEIGHTS) => {
    const found: Record<string, string[]> = {}
    for (const width of WIDTHS)
      for (const height of heights) {
        await window.page.setViewportSize({ width, height })
        const faults = await faultsOf(window.page)
        if (faults.length > 0) found[`${String(width)}×${String(height)}`] = faults
      }
    return found
  }

  it.each(PANES)('never lie over each other: %s', async (hash) => {
    await screens.load(window, hash, hash === '#/new-request' ? { role: 'clerk' } : {})
    await window.page.locator('[data-panes]').waitFor()
    expect(await sweep()).toEqual({})
  })

  it.each(ROLES)('and no other room of the role %s has to be scrolled sideways', async (role) => {
    await screens.load(window, '', { role })
    await window.page.setViewportSize({ width: 1366, height: 768 })
    const found: Record<string, unknown> = {}
    for (const { hash } of (await roomsOf(window.page)).filter((room) => !PANES.includes(room.hash))) {
      await screens.load(window, hash, { role })
      const faults = await sweep([384, 768])
      if (Object.keys(faults).length > 0) found[hash] = faults
    }
    expect(found).toEqual({})
  })
})
