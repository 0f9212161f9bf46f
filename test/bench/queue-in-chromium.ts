/**
 * The queue as the user experiences it: from a keystroke to painted rows, and every frame during scrolling. Part of
 * `npm run bench -- queue`.
 */
import type { Page } from 'playwright-core'
import type { Desk } from '../../src/desk/desk-interface.ts'
import { ensureChromium } from '../../src/office/chromium.ts'
import { openScreens } from '../support/screens.ts'

const SEARCHES = [
  'turcanu',
  'ana maria',
  'stef sold',
  'ungureanu',
  '12345',
  '1630',
  'zagrean rux',
  'lupascu v',
] as const
/** Enough steps that pages are fetched throughout. */
const WHEEL_STEPS = 240
const WHEEL_PIXELS = 900

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN

/**
 * Runs in the page. Measures from the key event (with the browser's time stamp, so that a busy page counts) to the
 * first frame after the rows of exactly this search are in the document. A frame counts once it has been passed to the
 * compositor, in a task after its callback.
 */
const WATCH_KEYS = `
  window.keystrokes = [];
  addEventListener('keydown', (event) => {
    const began = event.timeStamp;
    const look = () => {
      const grid = document.getElementById('queue-table');
      const typed = document.activeElement.value;
      if (grid.dataset.answered !== typed) return requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.keystrokes.push(performance.now() - began);
      channel.port2.postMessage(null);
    };
    requestAnimationFrame(look);
  }, true);`

const WATCH_FRAMES = `
  window.frames_ = []; window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
  let last = performance.now();
  const tick = (now) => { window.frames_.push(now - last); last = now; if (!window.enough) requestAnimationFrame(tick); };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(tick); });`

/** Playwright's own waiting evaluates text in the page, which the page's policy blocks. */
async function until(page: Page, condition: string): Promise<void> {
  while (!(await page.evaluate<boolean>(condition))) await page.waitForTimeout(5)
}

async function keystrokes(page: Page): Promise<number[]> {
  await page.keyboard.press('Control+K')
  await page.evaluate(WATCH_KEYS)
  let expected = 0
  for (const search of SEARCHES) {
    for (const letter of search) {
      await page.keyboard.press(letter === ' ' ? 'Space' : letter)
      expected += 1
      await until(page, `window.keystrokes.length >= ${expected}`)
    }
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Delete')
    await until(page, `document.getElementById('queue-table').dataset.answered === ''`)
    await page.waitForTimeout(100)
    expected = await page.evaluate<number>('window.keystrokes.length')
  }
  return page.evaluate<number[]>('window.keystrokes')
}

/** Processor time of the page's main thread so far in ms, which is independent of other load on the machine. */
async function processorTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () =>
    ((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) *
    1000
}

async function frames(
  page: Page,
): Promise<{ frames: number[]; longTasks: number[]; blank: number; processor: number }> {
  const spent = await processorTime(page)
  const before = await spent()
  const grid = await page.locator('#queue-table').boundingBox()
  if (!grid) throw new Error('no queue on the screen')
  await page.mouse.move(grid.x + grid.width / 2, grid.y + grid.height / 2)
  await page.evaluate(WATCH_FRAMES)
  for (let step = 0; step < WHEEL_STEPS; step++) await page.mouse.wheel(0, WHEEL_PIXELS)
  await page.waitForTimeout(300)
  const measured = await page.evaluate<{ frames: number[]; longTasks: number[] }>(
    '(window.enough = true, { frames: window.frames_, longTasks: window.longTasks })',
  )
  const processor = (await spent()) - before
  await page.waitForTimeout(500)
  const blank = await page.locator('[role=row][data-index][data-waiting]').count()
  return { ...measured, blank, processor }
}

export async function measureInChromium(desk: Desk): Promise<Record<string, number>> {
  const found = await ensureChromium(console.error)
  if (!found.ok) throw new Error(found.message)
  const screens = await openScreens(desk)
  try {
    const { page } = await screens.open({ viewport: { width: 1920, height: 1080 } })
    await page.locator('[role=row][data-index]').first().waitFor()
    const keys = await keystrokes(page)
    const scrolled = await frames(page)
    return {
      keystrokes: keys.length,
      'keystroke to painted rows p50, ms': percentile(keys, 0.5),
      'keystroke to painted rows p95, ms': percentile(keys, 0.95),
      'keystroke to painted rows longest, ms': Math.max(...keys),
      'frames while scrolling': scrolled.frames.length,
      'frame p95, ms': percentile(scrolled.frames, 0.95),
      'frame longest, ms': Math.max(...scrolled.frames),
      'frames over 50 ms': scrolled.frames.filter((frame) => frame > 50).length,
      'tasks over 50 ms': scrolled.longTasks.length,
      'main thread processor time per frame, ms': scrolled.processor / scrolled.frames.length,
      'rows left blank after scrolling': scrolled.blank,
    }
  } finally {
    await screens.close()
  }
}
