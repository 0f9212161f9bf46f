/** Keys that work wherever the focus is, and mean the same thing each time. */
import { describe, it } from 'vitest'
import { eventually, generatedScreens, hashOf } from '../support/e2e/generated-screens.ts'
import { id } from '../support/generated-requests.ts'

const screens = generatedScreens()

describe('while the caret is in the search box', () => {
  it.each([
    ['F2', '#/new-request'],
    ['Alt+4', '#/registry'],
    ['Alt+7', '#/system'],
  ])('%s is heard', async (key, hash) => {
    const { page, context } = await screens.open('', {}, { role: 'clerk' })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('nimeni')
    await page.keyboard.press(key)
    await eventually(() => hashOf(page)).toBe(hash)
    await context.close()
  })

  it('F9 sends now', async () => {
    const { page, context } = await screens.open('', {}, { role: 'clerk' })
    const sent = page.waitForRequest((request) => request.url().endsWith('/desk/sync.now'))
    await page.keyboard.press('Control+k')
    await page.keyboard.press('F9')
    await sent
    await context.close()
  })
})

describe('Enter before the search has answered', () => {
  it('opens what the search finds, also if the search before it found nothing', async () => {
    const { page, context } = await screens.open('', {}, { role: 'clerk' })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('nimeni')
    await page.getByText('Nicio cerere nu se potrivește').waitFor()
    screens.desk.set({ delayMs: 700 })
    await page.getByRole('searchbox').fill('12042')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await eventually(() => hashOf(page)).toBe(`#/request/${id('b', 42)}`)
    await context.close()
  })
})

describe('F8', () => {
  it('shows a paper of the open request', async () => {
    const { page, context } = await screens.open(`#/request/${id('b', 42)}`, {}, { role: 'clerk' })
    await page.keyboard.press('F8')
    await page.getByRole('dialog', { name: 'Dovada înregistrării' }).waitFor()
    await context.close()
  })

  it('never prints a duplicate: the button alone does', async () => {
    const { page, context } = await screens.open(`#/request/${id('b', 42)}`, {}, { role: 'clerk', duplicates: true })
    const printed: string[] = []
    page.on('request', (request) => request.url().endsWith('/desk/paper.print') && printed.push(request.url()))
    await page.keyboard.press('F8')
    const button = page.getByRole('button', { name: /uplicat/ })
    await button.waitFor()
    await page.keyboard.press('F8')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Enter')
    await eventually(async () => printed.length).toBe(1)
    await context.close()
  })
})

describe('a registered request that lacks something', () => {
  it('has what it lacks as its main action, and its list leads there', async () => {
    const { page, context } = await screens.open('', {}, { role: 'clerk' })
    const found = await screens.desk.call('queue.search', { states: ['returned'] })
    const returned = found.ok ? found.value.rows[0] : undefined
    if (!returned) throw new Error('no request was returned')
    await page.evaluate(`location.hash = '#/request/${returned.id}'`)
    await page.getByRole('button', { name: 'Atașează un document' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog', { name: 'Atașează un document' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('note').getByRole('button').first().click()
    await page.getByRole('dialog', { name: 'Atașează un document' }).waitFor()
    await context.close()
  })
})

describe('after unlocking', () => {
  it('the focus is back where it was', async () => {
    const { page, context } = await screens.open('#/new-request', {}, { role: 'clerk' })
    const field = page.getByRole('textbox', { name: /^Prenume/ }).first()
    await field.focus()
    await page.keyboard.press('Control+Shift+L')
    await page.locator('input[type=password]').fill('demonstratie')
    await page.keyboard.press('Enter')
    await eventually(() => field.and(page.locator(':focus')).count()).toBe(1)
    await context.close()
  })
})
