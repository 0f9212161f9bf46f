/**
 * Every screen over a generated desk: axe finds nothing in light and dark, the policy refuses nothing, and the keyboard
 * does what the screens say. Journeys over the real desk stand beside this file.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../src/domain/problem.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { openGeneratedDesk, type GeneratedDesk } from '../support/generated-desk.ts'
import { id } from '../support/generated-requests.ts'
import { openScreens, type Screens } from '../support/screens.ts'

let desk: GeneratedDesk
let screens: Screens

beforeAll(async () => {
  desk = await openGeneratedDesk(400)
  screens = await openScreens(desk)
}, 240_000)
afterAll(async () => {
  await screens.close()
  await desk.close()
})

/** A busy machine may take its time; a screen that never gets there still fails. */
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 })

const TO_REVIEW = id('b', 42)
const USUAL = { role: 'supervisor', session: 'open', offline: false, passwordWanted: false, empty: false, delayMs: 0, faulty: false, refusals: {} } as const

async function ready(page: Page, signedIn: boolean) {
  await page.locator(signedIn ? 'main h1' : 'form').first().waitFor()
  await eventually(() => page.locator('[aria-busy="true"]').count()).toBe(0)
  await page.waitForTimeout(150)
}

/** A window of its own, at a place and in a situation. */
async function open(hash = '', options: Parameters<Screens['open']>[0] = {}, situation: Parameters<GeneratedDesk['set']>[0] = {}) {
  desk.set({ ...USUAL, ...situation })
  const window = await screens.open(options)
  await ready(window.page, true)
  if (hash) {
    await window.page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
    await ready(window.page, true)
  }
  return window
}
const hashOf = (page: Page) => page.evaluate<string>('location.hash')

interface Screen {
  readonly name: string
  readonly hash?: string
  readonly situation?: Parameters<GeneratedDesk['set']>[0]
  readonly act?: (page: Page) => Promise<void>
}
const press = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
const SCREENS: Screen[] = [
  { name: 'signing in', situation: { session: 'signed-out' } },
  { name: 'unlocking', situation: { session: 'locked' } },
  { name: 'queue' },
  { name: 'queue of a clerk, offline', situation: { role: 'clerk', offline: true } },
  { name: 'queue, password wanted', situation: { passwordWanted: true } },
  { name: 'queue, empty', situation: { empty: true } },
  { name: 'queue, refused', situation: { refusals: { 'queue.search': problem('disk.full', { freeBytes: 1, neededBytes: 2 }) } } },
  { name: 'queue, veiled', act: (page) => page.keyboard.press('Control+Shift+H') },
  { name: 'filter menu', act: press(/^Stare/) },
  { name: 'person menu', act: press(/Pricop Adriana/) },
  { name: 'shortcut sheet', act: (page) => page.keyboard.press('?') },
  { name: 'request', hash: `#/request/${id('b', 2)}`, situation: { role: 'clerk' } },
  { name: 'request, returned', hash: `#/request/${id('b', 20)}`, situation: { role: 'clerk' } },
  { name: 'request, executed', hash: `#/request/${id('b', 8)}` },
  { name: 'request, unknown', hash: `#/request/${id('b', 9_999)}` },
  { name: 'actions of a request', hash: `#/request/${id('b', 20)}`, situation: { role: 'clerk' }, act: press(/^Alte acțiuni/) },
  ...(['Corectează datele', 'Verifică identitatea', 'Atașează un document', 'Retrage'] as const).map((name) => ({
    name: `dialog: ${name}`,
    hash: `#/request/${id('b', 20)}`,
    situation: { role: 'clerk' } as const,
    act: async (page: Page) => {
      await press(/^Alte acțiuni/)(page)
      await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
    },
  })),
  { name: 'review', hash: `#/review/${TO_REVIEW}` },
  { name: 'review with an obstacle', hash: `#/review/${id('b', 12)}` },
  { name: 'review, no plan', hash: `#/review/${TO_REVIEW}`, situation: { refusals: { 'request.plan': problem('central.unreachable', { since: null }) } } },
  { name: 'approve', hash: `#/review/${TO_REVIEW}`, act: press(/ștergerea definitivă/) },
  { name: 'return', hash: `#/review/${TO_REVIEW}`, act: press(/^Returnează/) },
  { name: 'reject', hash: `#/review/${TO_REVIEW}`, act: press(/^Respinge/) },
  ...(['Prelungește', 'Conexează', 'Redirecționează', 'Clasează'] as const).map((name) => ({
    name: `dialog: ${name}`,
    hash: `#/review/${TO_REVIEW}`,
    act: async (page: Page) => {
      await press(/^Alte hotărâri/)(page)
      await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
    },
  })),
  { name: 'review, opposite requests', hash: `#/review/${id('b', 15)}` },
  { name: 'review, deciding their order', hash: `#/review/${id('b', 15)}`, act: press(/^Hotărăște ordinea/) },
  { name: 'decisions', hash: '#/decisions' },
  { name: 'decisions, of a clerk', hash: '#/decisions', situation: { role: 'clerk' } },
  { name: 'decisions, an act given back', hash: '#/decisions', act: press(/^Întoarce la autor/) },
  { name: 'request, held', hash: `#/request/${id('b', 3)}` },
  { name: 'decisions, none', hash: '#/decisions', situation: { empty: true } },
  { name: 'sync', hash: '#/sync' },
  { name: 'sync, offline', hash: '#/sync', situation: { offline: true } },
  { name: 'registry', hash: '#/registry' },
  { name: 'registry, with a fault', hash: '#/registry', situation: { faulty: true } },
  { name: 'registry, empty', hash: '#/registry', situation: { empty: true } },
  { name: 'about', hash: '#/about' },
  { name: 'to print', hash: '#/to-print', situation: { role: 'clerk' } },
  { name: 'to print, nothing', hash: '#/to-print', situation: { role: 'clerk', empty: true } },
  { name: 'to print, the printer out of paper', hash: '#/to-print', situation: { role: 'clerk', refusals: { 'paper.print': problem('printer.failed', { reason: 'out-of-paper' }) } }, act: async (page) => (await page.keyboard.press('F8'), page.getByRole('alert').first().waitFor()) },
  { name: 'system', hash: '#/system', situation: { role: 'clerk' }, act: async (page) => (await press(/^Caută scannere/)(page), await press(/^Caută imprimante/)(page), page.getByRole('list', { name: 'Imprimante găsite' }).waitFor()) },
  { name: 'system, a scanner that does not answer', hash: '#/system', situation: { role: 'clerk', offline: true } },
  { name: 'system, no scanner, the test page jammed', hash: '#/system', situation: { role: 'administrator', empty: true }, act: async (page) => (await press(/^Tipărește pagina de probă/)(page), page.getByRole('alert').first().waitFor()) },
  { name: 'new request with a scanner', hash: '#/new-request', situation: { role: 'clerk' } },
  { name: 'scan settings', hash: '#/new-request', situation: { role: 'clerk' }, act: async (page) => (await page.getByRole('button', { name: 'Setările scanării' }).click(), page.getByRole('dialog').waitFor()) },
  { name: 'a scan that jammed', hash: '#/new-request', situation: { role: 'clerk' }, act: async (page) => (await page.keyboard.press('F4'), page.getByRole('alert').first().waitFor()) },
]

describe('axe, in light and dark', () => {
  let window: Awaited<ReturnType<Screens['open']>>
  beforeAll(async () => {
    desk.set(USUAL)
    window = await screens.open()
  })
  // One window for all, loaded anew for each: the fonts and the code come from its cache.
  it.each(SCREENS)('finds nothing on: $name', async ({ name, hash, situation, act }) => {
    desk.set({ ...USUAL, ...situation })
    const { page, failures } = window
    await page.evaluate(`location.hash = ${JSON.stringify(hash ?? '#/queue')}`)
    await page.reload()
    await ready(page, (situation?.session ?? 'open') === 'open')
    await act?.(page)
    await page.waitForTimeout(150)
    expect(await findingsOf(page, name)).toEqual([])
    expect(failures).toEqual([])
  })
})

describe('at 200 % zoom of a small screen', () => {
  it.each(['', `#/request/${id('b', 20)}`, `#/review/${TO_REVIEW}`, '#/sync', '#/about', '#/decisions', '#/to-print', '#/system', '#/registry'])('nothing is cut off at the side: %s', async (hash) => {
    const { page, context } = await open(hash, { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 })
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    await context.close()
  })
})

describe('the keyboard', () => {
  it('walks the queue, opens, and comes back to the row it left', async () => {
    const { page, context } = await open('', {}, { role: 'clerk' })
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
    const selected = () => page.locator('[role=row][aria-selected=true]').innerText()
    const before = await selected()
    await eventually(() => page.locator('aside h2').innerText()).toBe(before.split('\n')[2]?.replace(/ \d{3}•+\d{4}$/, ''))
    await page.keyboard.press('Enter')
    await eventually(() => hashOf(page)).toMatch(/^#\/request\//)
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1')
    await page.keyboard.press('Escape')
    await eventually(() => hashOf(page)).not.toMatch(/request/)
    expect(await selected()).toBe(before)
    await page.keyboard.press('ArrowDown')
    expect(await selected()).not.toBe(before)
    await context.close()
  })

  it('goes to the end and the beginning of four hundred rows', async () => {
    const { page, context } = await open()
    const total = Number(await page.locator('[role=grid]').getAttribute('aria-rowcount')) - 1
    await page.keyboard.press('End')
    await eventually(() => page.locator('[role=row][aria-selected=true]').getAttribute('aria-rowindex')).toBe(String(total + 1))
    await page.keyboard.press('Home')
    await eventually(() => page.locator('[role=row][aria-selected=true]').getAttribute('aria-rowindex')).toBe('2')
    await context.close()
  })

  it('finds a person from anywhere, without diacritics, and Esc gives back what was there', async () => {
    const { page, context } = await open('#/about')
    await page.keyboard.press('Control+K')
    await page.keyboard.type('turcanu')
    await eventually(() => hashOf(page)).toBe('#/queue')
    await eventually(() => page.locator('[role=row][data-index] [data-column=name]').first().innerText()).toMatch(/^Țurcanu/)
    expect(await page.locator('[role=row][data-index] [data-column=name]').allInnerTexts()).toSatisfy((names: string[]) => names.length > 3 && names.every((name) => name.startsWith('Țurcanu')))
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate('document.activeElement?.id')).toBe('queue-table')
    await context.close()
  })

  it('goes to each room by its number', async () => {
    const { page, context } = await open()
    for (const [key, room] of [['Alt+5', 'to-print'], ['Alt+6', 'sync'], ['Alt+7', 'system'], ['Alt+8', 'about'], ['Alt+4', 'registry'], ['Alt+3', 'decisions'], ['Alt+1', 'queue']] as const) {
      await page.keyboard.press(key)
      await eventually(() => hashOf(page)).toBe(`#/${room}`)
    }
    await context.close()
  })

  it('silences the rooms while a question is open, and gives the focus back after Esc', async () => {
    const { page, context } = await open(`#/review/${TO_REVIEW}`)
    const approve = page.getByRole('button', { name: /ștergerea definitivă/ })
    await approve.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('alertdialog').waitFor()
    await page.keyboard.press('Alt+1')
    await page.keyboard.press('F2')
    expect(await hashOf(page)).toBe(`#/review/${TO_REVIEW}`)
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await eventually(() => approve.and(page.locator(':focus')).count()).toBe(1)
    await context.close()
  })
})

describe('erasing for good', () => {
  it('needs the surname, is not done by Enter or Ctrl+Enter, and names what goes', async () => {
    const sent: unknown[] = []
    const { page, context } = await open(`#/review/${TO_REVIEW}`)
    page.on('request', (request) => request.url().endsWith('/desk/request.approve') && sent.push(request.postDataJSON()))
    await press(/ștergerea definitivă/)(page)
    const dialog = page.getByRole('alertdialog')
    const now = dialog.getByRole('button', { name: 'Șterge definitiv dosarul' })
    expect(await dialog.innerText()).toMatch(/12 documente medicale[\s\S]*drepturi de acces acordate\s*3/)
    expect(await now.isDisabled()).toBe(true)
    await page.keyboard.type('Popescu')
    expect(await now.isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: /numele de familie/ }).fill('ungureanu moraru')
    expect(await now.isDisabled()).toBe(false)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await page.waitForTimeout(200)
    expect(sent).toEqual([])
    await now.click()
    await eventually(async () => sent).toEqual([{ requestId: TO_REVIEW, revision: 4, planHash: expect.stringMatching(/^[0-9a-f]{64}$/), surname: 'ungureanu moraru' }])
    await context.close()
  })

  it('keeps what was typed when the question is closed and opened again', async () => {
    const { page, context } = await open(`#/review/${TO_REVIEW}`)
    await press(/^Respinge/)(page)
    await page.getByRole('textbox', { name: /Explicație/ }).fill('Actul era expirat.')
    await page.keyboard.press('Escape')
    await press(/^Respinge/)(page)
    expect(await page.getByRole('textbox', { name: /Explicație/ }).inputValue()).toBe('Actul era expirat.')
    await context.close()
  })

  it('cannot be started while offline, and says why', async () => {
    const { page, context } = await open(`#/review/${TO_REVIEW}`, {}, { offline: true })
    expect(await page.getByRole('button', { name: /ștergerea definitivă/ }).isDisabled()).toBe(true)
    expect(await page.locator('main').innerText()).toContain('Această acțiune are nevoie de conexiune cu depozitul central.')
    expect(await page.locator('[role=status]').first().innerText()).toMatch(/Fără conexiune din 10:42 · 3 cereri așteaptă trimiterea · puteți înregistra în continuare/)
    await context.close()
  })
})

describe('a session without the network', () => {
  it('asks for the password once the network is back, and says why', async () => {
    const { page, context } = await open('', {}, { passwordWanted: true })
    expect(await page.locator('[role=status]').first().innerText()).toContain('Conexiunea a revenit. V-ați autentificat fără ea')
    await page.getByRole('button', { name: 'Dă parola' }).focus()
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('input[type=password]:focus').count()).toBe(1)
    await context.close()
  })
})

describe('letters', () => {
  it('go only after they were seen as they will go', async () => {
    const { page, context } = await open(`#/review/${TO_REVIEW}`)
    await press(/^Respinge/)(page)
    const send = page.getByRole('button', { name: /Respinge și trimite/ })
    expect(await send.isDisabled()).toBe(true)
    await page.getByRole('radio', { name: 'Cererea nu este semnată' }).check({ force: true })
    await eventually(() => page.locator('canvas[data-drawn]').count()).toBeGreaterThan(0)
    await eventually(() => send.isDisabled()).toBe(false)
    await page.getByRole('textbox', { name: /Explicație/ }).fill('Lipsește semnătura.')
    expect(await send.isDisabled()).toBe(true)
    await eventually(() => send.isDisabled()).toBe(false)
    await context.close()
  })
})

describe('personal data', () => {
  it('are not in the window title, nor shown when veiled, nor left on the screen when locked', async () => {
    const { page, context } = await open(`#/request/${TO_REVIEW}`)
    const name = await page.locator('[data-personal]').first().innerText()
    expect(await page.title()).toBe('Cerere · Ghișeu DES')
    await page.keyboard.press('Control+Shift+H')
    const colour = () => page.locator('[data-personal]').first().evaluate((element) => (globalThis as unknown as { getComputedStyle(of: unknown): { color: string } }).getComputedStyle(element).color)
    await eventually(colour).toBe('rgba(0, 0, 0, 0)')
    await page.keyboard.press('Control+Shift+H')
    await eventually(colour).not.toBe('rgba(0, 0, 0, 0)')
    desk.set({ session: 'locked' })
    await eventually(() => page.locator('#main').isVisible()).toBe(false)
    expect(await page.locator('body').innerText()).not.toContain(name)
    await context.close()
  })
})
