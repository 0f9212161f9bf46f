/**
 * A supervisor works off the pile of requests to approve, by keyboard alone. Every decision counts its keys: at most
 * six beside what is typed as data (surname, explanation, days).
 */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually, generatedScreens, hashOf } from '../support/e2e/generated-screens.ts'

const screens = generatedScreens()
const MOST_KEYS = 6

/** Commands that decide something, as the page sent them. */
function decisionsSentBy(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => {
    const name = /\/desk\/(request\.(?:approve|reject|return|extend|join|forward|file|decideOrder|withdraw))$/.exec(
      request.url(),
    )?.[1]
    if (name) sent.push(name)
  })
  return sent
}

/** Presses and counts keys; typed data are not counted. */
function countedKeys(page: Page) {
  let count = 0
  return {
    press: async (...keys: string[]) => {
      for (const key of keys) {
        count += 1
        await page.keyboard.press(key)
      }
    },
    type: (text: string) => page.keyboard.type(text),
    count: () => count,
  }
}
type Keys = ReturnType<typeof countedKeys>

const placeOf = (page: Page) => page.getByRole('group', { name: 'Cererile de aprobat' }).innerText()
const atPlace = async (page: Page): Promise<readonly number[]> =>
  (await placeOf(page))
    .match(/(\d+) din (\d+)/)
    ?.slice(1)
    .map(Number) ?? []
const surnameOf = async (page: Page): Promise<string> =>
  (await page.getByRole('alertdialog').locator('dd').first().innerText()).split(' ')[0] ?? ''
const enabled = (page: Page, name: RegExp) =>
  eventually(() => page.getByRole('button', { name }).last().isEnabled()).toBe(true)

async function extendableNumber(): Promise<string> {
  const found = await screens.desk.call('queue.search', { states: ['in_review'], limit: 500 })
  for (const { id, number, daysLeft } of found.ok ? found.value.rows : []) {
    const open = await screens.desk.call('request.open', { requestId: id })
    if ((daysLeft ?? -1) > 0 && open.ok && open.value.request.extendedDays === 0 && number.includes('/'))
      return number.split('/')[0] ?? ''
  }
  throw new Error('no request can be extended')
}

async function openPile(): Promise<Page> {
  const { page } = await screens.open('', {}, { role: 'supervisor', decides: true })
  await eventually(() => page.locator('aside[data-preview] [data-number]').count()).toBe(1)
  return page
}

describe('the pile to approve', () => {
  it('is where a supervisor arrives, and the badge counts what the list shows', async () => {
    const page = await openPile()
    expect(await page.getByRole('button', { name: 'De aprobat', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    const listed = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1
    const badge = await page.locator('nav a[href="#/queue"] [aria-hidden]').last().innerText()
    expect(Number(badge)).toBe(listed)
    await page.context().close()
  })

  it('is left for a search, which looks through every request, and is back without one', async () => {
    const page = await openPile()
    const pile = page.getByRole('button', { name: 'De aprobat', exact: true })
    const closed = await screens.desk.call('queue.search', { states: ['executed'], limit: 50 })
    const number = (closed.ok ? closed.value.rows : []).map((row) => row.number).find((each) => each.includes('/'))
    await page.keyboard.press('Control+k')
    await page.keyboard.type(number?.split('/')[0] ?? '')
    await eventually(() => page.locator('aside[data-preview] [data-number]').innerText()).toBe(number)
    expect(await pile.getAttribute('aria-pressed')).toBe('false')
    await page.getByRole('searchbox').press('Escape')
    await eventually(() => pile.getAttribute('aria-pressed')).toBe('true')
    await page.context().close()
  })

  it('is not offered to a clerk, whose badge counts the open requests that the list shows', async () => {
    const { page, context } = await screens.open('', {}, { role: 'clerk' })
    const listed = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1
    expect(Number(await page.locator('nav a[href="#/queue"] [aria-hidden]').last().innerText())).toBe(listed)
    expect(await page.getByRole('button', { name: 'De aprobat', exact: true }).count()).toBe(0)
    await page.keyboard.press('Alt+3')
    await page.getByRole('heading', { name: 'De decis' }).waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/de aprobat/)
    await context.close()
  })

  it.each<[string, string, (keys: Keys, page: Page) => Promise<void>]>([
    [
      'approve',
      'request.approve',
      async (keys, page) => {
        await keys.press('a')
        await page.getByRole('alertdialog').waitFor()
        await keys.type(await surnameOf(page))
        await keys.press('Tab', 'Tab', 'Enter')
      },
    ],
    [
      'reject',
      'request.reject',
      async (keys, page) => {
        await keys.press('x', 'Space')
        await enabled(page, /Respinge și trimite/)
        await keys.press('Control+Enter')
      },
    ],
    [
      'return',
      'request.return',
      async (keys, page) => {
        await keys.press('t')
        await page.getByRole('dialog').waitFor()
        await keys.type('Vă rugăm să aduceți procura.')
        await enabled(page, /Returnează și trimite/)
        await keys.press('Control+Enter')
      },
    ],
  ])('%s: at most six keys with the opening, and the next request opens by itself', async (_name, sends, decide) => {
    const page = await openPile()
    const sent = decisionsSentBy(page)
    const keys = countedKeys(page)
    // A request that nothing stands against and that has room for a next one.
    await keys.press('Enter')
    await eventually(() => hashOf(page)).toMatch(/^#\/review\//)
    await eventually(() => page.getByRole('button', { name: /ștergerea definitivă|revenirea/ }).isEnabled()).toBe(true)
    const before = await hashOf(page)
    const [at, of] = await atPlace(page)
    await decide(keys, page)
    await eventually(() => hashOf(page)).not.toBe(before)
    await eventually(() => hashOf(page)).toMatch(/^#\/review\//)
    expect(sent).toEqual([sends])
    expect(keys.count()).toBeLessThanOrEqual(MOST_KEYS)
    await eventually(() => atPlace(page)).toEqual([(at ?? 0) + 1, of])
    // Esc leads to the queue, not to the request that was decided.
    await page.keyboard.press('Escape')
    await eventually(() => hashOf(page)).toMatch(/^(#\/queue)?$/)
    await page.context().close()
  })

  it('extend: at most six keys with the opening, data apart', async () => {
    const page = await openPile()
    const sent = decisionsSentBy(page)
    // One whose term has neither passed nor been extended.
    await page.keyboard.press('Control+k')
    await page.keyboard.type(await extendableNumber())
    await page.keyboard.press('Enter')
    await eventually(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('2')
    const keys = countedKeys(page)
    await keys.press('Enter')
    await eventually(() => hashOf(page)).toMatch(/^#\/review\//)
    await page.getByRole('button', { name: 'Alte decizii' }).waitFor()
    await keys.press('m')
    await page.getByRole('menu').waitFor()
    await keys.press('Enter')
    await page.getByRole('dialog').waitFor()
    await keys.type('5')
    await keys.press('Tab')
    await keys.type('Se așteaptă răspunsul altei instituții.')
    await enabled(page, /Prelungește și/)
    await keys.press('Control+Enter')
    await eventually(async () => sent).toEqual(['request.extend'])
    expect(keys.count()).toBeLessThanOrEqual(MOST_KEYS)
    await page.context().close()
  })

  it('walks with J and K, and loads the next request before it is opened', async () => {
    const { page, context } = await screens.open('', {}, { role: 'supervisor', decides: true })
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/desk/request.plan'))
        asked.push((request.postDataJSON() as { requestId: string }).requestId)
    })
    await page.keyboard.press('Enter')
    await eventually(() => hashOf(page)).toMatch(/^#\/review\//)
    const first = await hashOf(page)
    await eventually(async () => asked.length).toBeGreaterThan(1)
    await page.keyboard.press('j')
    await eventually(() => hashOf(page)).toBe(`#/review/${String(asked[1])}`)
    await eventually(() => atPlace(page)).toEqual([2, expect.any(Number)])
    await page.keyboard.press('k')
    await eventually(() => hashOf(page)).toBe(first)
    await context.close()
  })

  it('decides nothing by a letter, in the review and in every dialog that a letter opens', async () => {
    const page = await openPile()
    const sent = decisionsSentBy(page)
    await page.keyboard.press('Enter')
    await eventually(() => hashOf(page)).toMatch(/^#\/review\//)
    await eventually(() => page.getByRole('button', { name: /ștergerea definitivă|revenirea/ }).isEnabled()).toBe(true)
    // In a dialog that is complete (a reason may be proposed), Control+Enter is what sends a decision.
    for (const opener of [...'abcdefghijklmnopqrstuvwxyz', 'Control+Enter']) {
      await page.keyboard.press(opener)
      for (const inside of ['a', 'x', 't', 'm', 'Enter']) await page.keyboard.press(inside)
      for (let n = 0; n < 3 && (await page.locator('[role=dialog], [role=alertdialog], [role=menu]').count()) > 0; n++)
        await page.keyboard.press('Escape')
      if (!(await hashOf(page)).startsWith('#/review/')) await page.keyboard.press('Enter')
      await eventually(() => hashOf(page)).toMatch(/^#\/(review|request)\//)
    }
    expect(sent).toEqual([])
    await page.context().close()
  })
})
