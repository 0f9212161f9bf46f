/** Choosing a password, with the built screens over a real desk: one that another person set, and one's own. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeUser, hashPassword, userByName } from '../../src/central/people/users.ts'
import type { Central } from '../../src/central/central.ts'
import type { OpenedDesk } from '../../src/desk/desk.ts'
import { centralWithPeople, openTestDesk, PASSWORD, temporaryFolder } from '../support/desk-and-central.ts'
import { openScreens, type Screens } from '../support/screens.ts'

const [GIVEN, OWN, NEXT] = ['cheia de sub preș', 'patru mere coapte vara', 'cinci pere verzi iarna']
const { folder, remove } = temporaryFolder('new-password')
let central: Central
let desk: OpenedDesk
let screens: Screens
let page: Page

const shows = (title: string) =>
  page.locator('h1, h2').filter({ hasText: title, visible: true }).first().waitFor({ timeout: 20_000 })
async function signIn(password: string): Promise<void> {
  await page.locator('#sign-in-username').fill('ana')
  await page.locator('#sign-in-password').fill(password)
  await page.keyboard.press('Enter')
}
async function signOut(): Promise<void> {
  await page.getByRole('button', { name: /Ana Pop/ }).click()
  await page.getByRole('menuitem', { name: 'Ieși din cont' }).click()
  await shows('Autentificare')
}

beforeAll(async () => {
  central = await centralWithPeople(`${folder}/central`)
  const passwordHash = await hashPassword(GIVEN)
  await central.store.write(async (writing) => {
    const user = await userByName(writing.db, 'ana')
    if (user) await changeUser(writing, user, { passwordHash, by: central.random.id(central.clock()) })
  })
  const { code } = await central.issueEnrolmentCode()
  desk = await openTestDesk(`${folder}/desk`, central.url, { enrolmentCode: code })
  screens = await openScreens(desk)
  page = (await screens.open()).page
}, 240_000)
afterAll(async () => {
  await screens.close()
  await desk.close()
  await central.close()
  remove()
})

it('is required of whoever signs in with a password that another person set', async () => {
  await signIn(GIVEN)
  await shows('Parolă nouă')
  await page.locator('#new-password-next').fill('parola12345')
  await page.locator('#new-password-again').fill('parola54321')
  await page.keyboard.press('Enter')
  await page.getByText('Cele două parole noi nu sunt la fel.').waitFor()
  await page.locator('#new-password-again').fill('parola12345')
  await page.keyboard.press('Enter')
  await page.getByText('Parola este ușor de ghicit').waitFor({ timeout: 20_000 })
  const pictures = process.env['PICTURES']
  if (pictures !== undefined) {
    await page.screenshot({ path: `${pictures}/new-password-light.png` })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: `${pictures}/new-password-dark.png` })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  for (const field of ['next', 'again']) await page.locator(`#new-password-${field}`).fill(OWN)
  await page.keyboard.press('Enter')
  await shows('Coadă')
  await signOut()
  await signIn(GIVEN)
  await page.getByText('Utilizatorul sau parola nu se potrivesc.').waitFor({ timeout: 20_000 })
  await signIn(OWN)
  await shows('Coadă')
})

it('can be changed by everybody for themselves, from the menu of the person', async () => {
  await page.getByRole('button', { name: /Ana Pop/ }).click()
  await page.getByRole('menuitem', { name: 'Schimbă parola…' }).click()
  await page.locator('#new-password-current').fill(PASSWORD)
  for (const field of ['next', 'again']) await page.locator(`#new-password-${field}`).fill(NEXT)
  await page.keyboard.press('Enter')
  await page.getByText('Utilizatorul sau parola nu se potrivesc.').waitFor({ timeout: 20_000 })
  await page.locator('#new-password-current').fill(OWN)
  await page.keyboard.press('Enter')
  await page.locator('#new-password-current').waitFor({ state: 'detached', timeout: 20_000 })
  await signOut()
  await signIn(NEXT)
  await shows('Coadă')
  expect(await page.locator('#sign-in-password').count()).toBe(0)
})
