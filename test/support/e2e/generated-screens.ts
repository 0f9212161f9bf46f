/**
 * The screens over a generated desk that can be set to any situation: windows for checks of single screens, without an
 * office.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openGeneratedDesk, type GeneratedDesk, USUAL_SITUATION } from '../generated-desk.ts'
import { openScreens, type Screens } from '../screens.ts'

export type Situation = Partial<Parameters<GeneratedDesk['set']>[0]>

/** Allows for a busy machine; a screen that never gets there still fails. */
export const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 })
export const press = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
export const hashOf = (page: Page) => page.evaluate<string>('location.hash')

/** The rooms in the list at the side, each with its address and its keys. */
export async function roomsOf(page: Page): Promise<{ readonly hash: string; readonly keys: string }[]> {
  const links = await page.locator('nav a[aria-keyshortcuts]').all()
  expect(links.length).toBeGreaterThan(3)
  return Promise.all(
    links.map(async (link) => ({
      hash: (await link.getAttribute('href')) ?? '',
      keys: (await link.getAttribute('aria-keyshortcuts')) ?? '',
    })),
  )
}

async function ready(page: Page, signedIn: boolean): Promise<void> {
  await page
    .locator(signedIn ? 'main h1' : 'form')
    .first()
    .waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(150)
}

type Window = Awaited<ReturnType<Screens['open']>>
export interface GeneratedScreens {
  readonly desk: GeneratedDesk
  /** Opens a new window at an address in a situation. */
  readonly open: (hash?: string, options?: Parameters<Screens['open']>[0], situation?: Situation) => Promise<Window>
  /** Reloads the window at another address in another situation; fonts and code come from its cache. */
  readonly load: (window: Window, hash: string, situation?: Situation) => Promise<void>
  readonly close: () => Promise<void>
}

async function openGeneratedScreens(): Promise<GeneratedScreens> {
  const desk = await openGeneratedDesk(400)
  const screens = await openScreens(desk)
  return {
    desk,
    open: async (hash = '', options = {}, situation = {}) => {
      desk.set({ ...USUAL_SITUATION, ...situation })
      const window = await screens.open(options)
      await ready(window.page, true)
      if (hash) {
        await window.page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
        await ready(window.page, true)
      }
      return window
    },
    load: async ({ page }, hash, situation = {}) => {
      desk.set({ ...USUAL_SITUATION, ...situation })
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
      await page.reload()
      await ready(page, (situation.session ?? 'open') === 'open')
    },
    close: async () => {
      await screens.close()
      await desk.close()
    },
  }
}

/** Call once at the top of a test file: it registers the hooks that open and close the screens of its tests. */
export function generatedScreens(): Pick<GeneratedScreens, 'desk' | 'open' | 'load'> {
  let opened: GeneratedScreens | undefined
  const current = (): GeneratedScreens => {
    if (opened === undefined) throw new Error('the screens are open only during the tests')
    return opened
  }
  beforeAll(async () => {
    opened = await openGeneratedScreens()
  }, 240_000)
  afterAll(() => current().close())
  return {
    get desk() {
      return current().desk
    },
    open: (...given) => current().open(...given),
    load: (...given) => current().load(...given),
  }
}
