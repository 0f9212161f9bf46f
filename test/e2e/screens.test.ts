/**
 * Single screens over a generated desk: zoom, and the documented keyboard behaviour. Journeys over the real desk are in
 * the other files of this folder.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { problem } from '../../src/domain/problem.ts'
import { eventually, hashOf, generatedScreens, press, roomsOf } from '../support/e2e/generated-screens.ts'
import { id } from '../support/generated-requests.ts'

const screens = generatedScreens()

const TO_REVIEW = id('b', 42)

describe('at 200 % zoom of a small screen', () => {
  let window: Awaited<ReturnType<(typeof screens)['open']>>
  beforeAll(async () => {
    window = await screens.open('', { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 })
  })
  afterAll(() => window.context.close())
  const cutOff = () =>
    window.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  it.each([`#/request/${id('b', 20)}`, `#/review/${TO_REVIEW}`])('nothing is cut off at the side: %s', async (hash) => {
    await screens.load(window, hash)
    expect(await cutOff()).toBe(0)
  })
  it('nothing is cut off at the side in any room', async () => {
    await screens.load(window, '#/queue')
    for (const { hash } of await roomsOf(window.page)) {
      await screens.load(window, hash)
      expect(await cutOff(), hash).toBe(0)
    }
  })
})

describe('the keyboard', () => {
  it('moves through the queue, opens a request, and returns to the same row', async () => {
    const { page, context } = await screens.open('', {}, { role: 'clerk' })
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
    const selected = () => page.locator('[role=row][aria-selected=true]').innerText()
    const before = await selected()
    await eventually(() => page.locator('aside h2').innerText()).toBe(
      before.split('\n')[2]?.replace(/ \d{3}•+\d{4}$/, ''),
    )
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

  it('jumps to the end and the beginning of four hundred rows', async () => {
    const { page, context } = await screens.open()
    const total = Number(await page.locator('[role=grid]').getAttribute('aria-rowcount')) - 1
    await page.keyboard.press('End')
    await eventually(() => page.locator('[role=row][aria-selected=true]').getAttribute('aria-rowindex')).toBe(
      String(total + 1),
    )
    await page.keyboard.press('Home')
    await eventually(() => page.locator('[role=row][aria-selected=true]').getAttribute('aria-rowindex')).toBe('2')
    await context.close()
  })

  it('finds a person from anywhere, without diacritics, and Esc restores the previous list', async () => {
    const { page, context } = await screens.open('#/about')
    await page.keyboard.press('Control+K')
    await page.keyboard.type('turcanu')
    await eventually(() => hashOf(page)).toBe('#/queue')
    await eventually(() => page.locator('[role=row][data-index] [data-column=name]').first().innerText()).toMatch(
      /^Țurcanu/,
    )
    expect(await page.locator('[role=row][data-index] [data-column=name]').allInnerTexts()).toSatisfy(
      (names: string[]) => names.length > 3 && names.every((name) => name.startsWith('Țurcanu')),
    )
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate('document.activeElement?.id')).toBe('queue-table')
    await context.close()
  })

  it('shows why an approved request is not executed, and leads a person who may decide to the review', async () => {
    const { page, context } = await screens.open(`#/request/${id('b', 1)}`)
    const notice = page.getByRole('note').filter({ hasText: 'Aprobată, dar executarea este oprită' })
    await eventually(() => notice.innerText()).toContain('Titularul figurează ca decedat.')
    await notice.getByRole('button', { name: 'Vezi și decide' }).click()
    await eventually(() => hashOf(page)).toBe(`#/review/${id('b', 1)}`)
    await page.getByRole('button', { name: 'Respinge' }).click()
    await page.getByRole('dialog').waitFor()
    // In the queue the row shows this in place of the state.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+1')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('12001')
    await eventually(() => page.getByRole('grid').innerText()).toContain('Oprită')
    await context.close()
  })

  it('opens each room by its number', async () => {
    const { page, context } = await screens.open()
    const rooms = await roomsOf(page)
    expect(rooms.map(({ keys }) => keys)).toEqual(rooms.map((_, place) => `Alt+${String(place + 1)}`))
    // Backwards, because the window begins in the first room.
    for (const { keys, hash } of rooms.toReversed()) {
      await page.keyboard.press(keys)
      await eventually(() => hashOf(page)).toBe(hash)
    }
    await context.close()
  })

  it('scans when F4 is pressed before the desk has reported the selected scanner', async () => {
    const { page, context } = await screens.open('#/new-request', {}, { role: 'clerk', delayMs: 800 })
    const fileAsked = vi.fn()
    page.on('filechooser', fileAsked)
    await page.locator('#add-file').waitFor()
    await page.keyboard.press('F4')
    await page.getByRole('alert').first().waitFor()
    expect(fileAsked).not.toHaveBeenCalled()
    await context.close()
  })

  it('disables the keys of the rooms while a dialog is open, and restores the focus after Esc', async () => {
    const { page, context } = await screens.open(`#/review/${TO_REVIEW}`)
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
  it('needs the surname, is not triggered by Enter or Ctrl+Enter, and names what is deleted', async () => {
    const sent: unknown[] = []
    const { page, context } = await screens.open(`#/review/${TO_REVIEW}`)
    page.on(
      'request',
      (request) => request.url().endsWith('/desk/request.approve') && sent.push(request.postDataJSON()),
    )
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
    await eventually(async () => sent).toEqual([
      {
        requestId: TO_REVIEW,
        revision: 4,
        planHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        surname: 'ungureanu moraru',
      },
    ])
    await context.close()
  })

  it('keeps what was typed when the dialog is closed and opened again', async () => {
    const { page, context } = await screens.open(`#/review/${TO_REVIEW}`)
    await press(/^Respinge/)(page)
    await page.getByRole('textbox', { name: /Explicație/ }).fill('Actul era expirat.')
    await page.keyboard.press('Escape')
    await press(/^Respinge/)(page)
    expect(await page.getByRole('textbox', { name: /Explicație/ }).inputValue()).toBe('Actul era expirat.')
    await context.close()
  })

  it('cannot be started offline, and shows why', async () => {
    const { page, context } = await screens.open(`#/review/${TO_REVIEW}`, {}, { offline: true })
    expect(await page.getByRole('button', { name: /ștergerea definitivă/ }).isDisabled()).toBe(true)
    expect(await page.locator('main').innerText()).toContain(
      'Această acțiune are nevoie de conexiune cu sistemul central.',
    )
    expect(await page.locator('[role=status]').first().innerText()).toMatch(
      /Fără conexiune din 10:42 · 3 cereri așteaptă trimiterea · puteți înregistra în continuare/,
    )
    await context.close()
  })
})

describe('a note half written', () => {
  it('is still there after Esc and after another request, and belongs to its request alone', async () => {
    const { page, context } = await screens.open(`#/request/${id('b', 2)}`, {}, { role: 'clerk' })
    const note = page.locator('textarea#note-field, #note-field textarea')
    const goTo = async (request: number) => {
      await page.evaluate(`location.hash = '#/request/${id('b', request)}'`)
      await note.waitFor()
    }
    await page.keyboard.press('Alt+n')
    await page.keyboard.type('Sună după ora 14')
    await page.keyboard.press('Escape')
    await eventually(() => note.count()).toBe(0)
    await goTo(20)
    await eventually(() => note.inputValue()).toBe('')
    await goTo(2)
    await eventually(() => note.inputValue()).toBe('Sună după ora 14')
    await context.close()
  })
})

describe('a session without the network', () => {
  it('asks for the password once the network is back, and shows why', async () => {
    const { page, context } = await screens.open('', {}, { passwordWanted: true })
    expect(await page.locator('[role=status]').first().innerText()).toContain(
      'Conexiunea a revenit. V-ați autentificat fără ea',
    )
    await page.getByRole('button', { name: 'Introduceți parola' }).focus()
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('input[type=password]:focus').count()).toBe(1)
    await context.close()
  })

  it('goes on as before where the password is not given, or is refused', async () => {
    const { page, context } = await screens.open(
      '',
      {},
      {
        passwordWanted: true,
        refusals: { 'session.unlock': problem('login.locked', { until: '2026-11-23T09:00:00.000Z' }) },
      },
    )
    await page.getByRole('button', { name: 'Introduceți parola' }).click()
    await page.getByLabel('Parolă').fill('o parolă oarecare')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => page.getByRole('dialog').count()).toBe(0)
    await page.locator('[role=row][data-index]').first().waitFor()
    await context.close()
  })
})

describe('letters', () => {
  it('are sent only after they were viewed as they will be sent', async () => {
    const { page, context } = await screens.open(`#/review/${TO_REVIEW}`)
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
  it('are neither in the window title, nor visible when hidden, nor on the locked screen', async () => {
    const { page, context } = await screens.open(`#/request/${TO_REVIEW}`)
    const name = await page.locator('[data-personal]').first().innerText()
    expect(await page.title()).toBe('Cerere · Ghișeu DES')
    await page.keyboard.press('Control+Shift+H')
    const colour = () =>
      page
        .locator('[data-personal]')
        .first()
        .evaluate(
          (element) =>
            (globalThis as unknown as { getComputedStyle(of: unknown): { color: string } }).getComputedStyle(element)
              .color,
        )
    await eventually(colour).toBe('rgba(0, 0, 0, 0)')
    await page.keyboard.press('Control+Shift+H')
    await eventually(colour).not.toBe('rgba(0, 0, 0, 0)')
    screens.desk.set({ session: 'locked' })
    await eventually(() => page.locator('#main').isVisible()).toBe(false)
    expect(await page.locator('body').innerText()).not.toContain(name)
    await context.close()
  })
})
