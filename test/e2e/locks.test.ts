/**
 * When a desk locks, and for which window it works, with the built screens over a real desk in a busy office: a
 * colleague registers all the time, so the screen is drawn again all the time.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { centralWithPeople, openTestDesk, PASSWORD, temporaryFolder } from '../support/desk-and-central.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { openScreens, type Screens } from '../support/screens.ts'
import { until } from '../support/until.ts'
import { fictionalCnp } from '../support/acts/stated.ts'
import { ask } from '../../src/office/main-job/asking.ts'
import type { Central } from '../../src/central/central.ts'
import type { OpenedDesk } from '../../src/desk/desk.ts'

const MINUTE = 60_000
const IDLE_MS = 4 * MINUTE
const { folder, remove } = temporaryFolder('locks')
let central: Central
let desk: OpenedDesk
let colleague: OpenedDesk
let screens: Screens
let page: Page
/** The desk's clock of idle times, which this test alone moves. */
let idleClock = 0
const calls: string[] = []
let registered = 0

/** Waits until the screen has this title. */
const shows = (of: Page, title: string) =>
  of.locator('main h1').filter({ hasText: title, visible: true }).waitFor({ timeout: 20_000 })
async function signIn(of: Page, username: string): Promise<void> {
  await of.locator('#sign-in-username').fill(username)
  await of.locator('#sign-in-password').fill(PASSWORD)
  await of.keyboard.press('Enter')
  await shows(of, 'Coadă')
}
/** The colleague registers, and the screen has asked for the new queue by itself. */
async function anotherRequestArrives(): Promise<void> {
  const asked = () => calls.filter((name) => name === 'queue.search').length
  const before = asked()
  registered += 1
  await register(colleague, contentFor({ cnp: fictionalCnp(registered) }), await tintedPage(registered))
  await until(
    () => Promise.resolve(asked()),
    (count) => count > before,
  )
}

beforeAll(async () => {
  central = await centralWithPeople(`${folder}/central`)
  const codeOf = async () => (await central.issueEnrolmentCode()).code
  const options = { monotonic: () => idleClock, idleMs: IDLE_MS }
  desk = await openTestDesk(`${folder}/desk`, central.url, { enrolmentCode: await codeOf(), ...options })
  colleague = await openTestDesk(`${folder}/colleague`, central.url, { enrolmentCode: await codeOf() })
  await ask(colleague, 'session.signIn', { username: 'ion', password: PASSWORD })
  screens = await openScreens({
    ...desk,
    call: (procedure, input, window) => {
      calls.push(procedure)
      return desk.call(procedure, input, window)
    },
  })
  page = (await screens.open()).page
  await signIn(page, 'ana')
}, 240_000)
afterAll(async () => {
  await screens.close()
  await desk.close()
  await colleague.close()
  await central.close()
  remove()
})

describe('a desk in a busy office', () => {
  it('stays open for somebody who uses it', async () => {
    idleClock += IDLE_MS - MINUTE
    const asked = () => calls.filter((name) => name === 'session.active').length
    const before = asked()
    await page.keyboard.press('Shift')
    await until(
      () => Promise.resolve(asked()),
      (count) => count > before,
    )
    idleClock += IDLE_MS - MINUTE
    await anotherRequestArrives()
    await shows(page, 'Coadă')
  })

  it('locks when nobody uses it, however often the screen is drawn again', async () => {
    for (let minute = 0; minute < IDLE_MS / MINUTE - 1; minute++) {
      idleClock += MINUTE / 2
      await anotherRequestArrives()
    }
    idleClock += IDLE_MS / 2 + MINUTE
    await shows(page, 'Stația este blocată')
    await page.locator('#unlock-password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await shows(page, 'Coadă')
  })
})

describe('a second window with an address of its own', () => {
  it('acts for nobody until somebody signs in there, which signs out the first', async () => {
    const second = await screens.open()
    await second.page.locator('#sign-in-username').waitFor()
    expect(
      await second.page
        .evaluate(`fetch('/desk/queue.search', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: '{}' }).then((answer) => answer.json()).then((answer) => answer.problem.code)`),
    ).toBe('session.required')
    // The first one goes on, also in another tab and when it is loaded again.
    await page.reload()
    await shows(page, 'Coadă')
    const tab = await page.context().newPage()
    await tab.goto(new URL('/', page.url()).href)
    await shows(tab, 'Coadă')
    await signIn(second.page, 'ion')
    await page.locator('#sign-in-username').waitFor()
    await tab.locator('#sign-in-username').waitFor()
    await second.context.close()
  })
})
