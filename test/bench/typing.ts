/**
 * A key in the form of a new request with two scanned pages: from the key to the next painted frame, beside a bare
 * input on the same page, key by key in turns, so that a loaded machine slows both alike.
 */
import type { Page } from 'playwright-core'
import { ensureChromium } from '../../src/office/chromium.ts'
import { openGeneratedDesk } from '../support/generated-desk.ts'
import { openScreens } from '../support/screens.ts'
import { percentile } from './queue-in-chromium.ts'

const WORDS = 'strada pacurari numarul patruzeci si doi bloc trei scara a apartamentul noua iasi '

/** Runs in the page: from each key (the browser's time stamp) to the task after the next frame. */
const WATCH = `
  window.painted = []
  addEventListener('keydown', (event) => {
    const began = event.timeStamp
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => window.painted.push(performance.now() - began)
      channel.port2.postMessage(null)
    })
  }, true)`

/** A plain input outside the form: what a key costs the browser alone. */
const BARE = `
  const bare = document.createElement('input')
  bare.id = 'bare-input'
  bare.setAttribute('aria-label', 'bare')
  document.querySelector('main h1').after(bare)`

async function typeInto(page: Page, selector: string, letters: string): Promise<number[]> {
  await page.locator(selector).focus()
  const times: number[] = []
  for (const letter of letters) {
    const before = await page.evaluate<number>('window.painted.length')
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    while ((await page.evaluate<number>('window.painted.length')) === before) await page.waitForTimeout(5)
    times.push(await page.evaluate<number>('window.painted.at(-1)'))
  }
  return times
}

/** Processor time of the page's main thread in ms, which is independent of other load on the machine. */
async function processorTimeOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () =>
    ((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) *
    1000
}

export async function run(args: string[]): Promise<Record<string, number | string>> {
  const rounds = Number(args[0] ?? 4)
  const found = await ensureChromium(console.error)
  if (!found.ok) throw new Error(found.message)
  const desk = await openGeneratedDesk(100)
  desk.set({ role: 'clerk' })
  const screens = await openScreens(desk)
  try {
    const { page } = await screens.open({ viewport: { width: 1366, height: 768 } })
    await page.locator('main h1').waitFor()
    await page.evaluate(`location.hash = '#/new-request'`)
    await page.locator('#field-holder-address').waitFor()
    await page.locator('[role=option]').nth(1).waitFor()
    await page.evaluate(WATCH)
    await page.evaluate(BARE)
    const processor = await processorTimeOf(page)
    const form: number[] = []
    const bare: number[] = []
    let formSpent = 0
    let bareSpent = 0
    const half = Math.floor(WORDS.length / 2)
    for (let round = 0; round < rounds; round++) {
      const letters = round % 2 === 0 ? WORDS.slice(0, half) : WORDS.slice(half)
      const began = await processor()
      bare.push(...(await typeInto(page, '#bare-input', letters)))
      const between = await processor()
      form.push(...(await typeInto(page, '#field-holder-address', letters)))
      bareSpent += between - began
      formSpent += (await processor()) - between
    }
    return {
      'keys in each': form.length,
      'key in the form to paint, median ms': percentile(form, 0.5),
      'key in the form to paint, p95 ms': percentile(form, 0.95),
      'key in a bare input to paint, median ms': percentile(bare, 0.5),
      'key in a bare input to paint, p95 ms': percentile(bare, 0.95),
      'ratio of the medians': percentile(form, 0.5) / percentile(bare, 0.5),
      'main thread per key in the form, ms': formSpent / form.length,
      'main thread per key in a bare input, ms': bareSpent / bare.length,
    }
  } finally {
    await screens.close()
    await desk.close()
  }
}
