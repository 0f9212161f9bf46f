/**
 * A clerk's hands: keys only. Nothing here moves the mouse or touches a field that has not been reached by the
 * keyboard.
 */
import type { Page } from 'playwright-core'

interface Focus {
  /** As a screen reader would say it. */
  readonly name: string
  readonly role: string
  readonly id: string
}

/** Runs in the page, so it is text: the tests are compiled without the browser's types. */
const FOCUSED = `(() => {
  const element = document.activeElement
  if (!(element instanceof HTMLElement)) return { name: '', role: '', id: '' }
  const textOf = (ids) => (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim()
  const name = textOf(element.getAttribute('aria-labelledby')) || element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent || ''
  return { name: name.replace(/\\s+/g, ' ').trim(), role: element.getAttribute('role') ?? (element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase()), id: element.id }
})()`
const focused = (page: Page): Promise<Focus> => page.evaluate<Focus>(FOCUSED)

/** A scanner sends a key every few milliseconds, whatever else the machine does: the moments are in the events. */
const SCANNER_KEY_MS = 4
async function burst(page: Page, lines: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const begin = Date.now()
  const keys = [...lines, '\n'].flatMap((character) => {
    const key =
      character === '\n'
        ? { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }
        : { key: character, text: character, code: /[A-Z]/.test(character) ? `Key${character}` : '' }
    return [
      { type: 'keyDown' as const, ...key },
      { type: 'keyUp' as const, key: key.key, code: key.code },
    ]
  })
  await Promise.all(
    keys.map((event, index) =>
      session.send('Input.dispatchKeyEvent', { ...event, timestamp: (begin + (index * SCANNER_KEY_MS) / 2) / 1000 }),
    ),
  )
  await session.detach()
}

/** Far more than the stops of any screen. */
const MOST_STOPS = 160

export interface Hands {
  readonly press: (...keys: string[]) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Tab (or Shift+Tab) until the focus is on what is called so. */
  readonly tabTo: (name: string | RegExp, direction?: 'on' | 'back') => Promise<void>
  /** Waits until words are seen. */
  readonly see: (words: string | RegExp, timeout?: number) => Promise<void>
  readonly seeNot: (words: string | RegExp) => Promise<void>
  readonly focus: () => Promise<Focus>
  /** Everything that can be read on the screen. */
  readonly text: () => Promise<string>
  /** Chooses in a list that opens under the field: opens it, types the first letters, Enter. */
  readonly choose: (letters: string) => Promise<void>
  /** In a menu that hangs under the button with the focus: opens it, types the first letters, Enter. */
  readonly chooseFromMenu: (letters: string) => Promise<void>
  /** What a wedge scanner sends: a burst of keys, each line ended with Enter. */
  readonly wedge: (lines: string) => Promise<void>
  /** Presses a key that opens the file dialog, and gives it files. */
  readonly giveFiles: (key: string, files: readonly string[]) => Promise<void>
}

export function handsOn(page: () => Page): Hands {
  const textOf = (words: string | RegExp) => page().getByText(words).filter({ visible: true }).first()
  const matches = (name: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? name === wanted || name.startsWith(wanted) : wanted.test(name)
  const hands: Hands = {
    press: async (...keys) => {
      for (const key of keys) await page().keyboard.press(key)
    },
    type: (text) => page().keyboard.type(text),
    tabTo: async (wanted, direction = 'on') => {
      const seen: string[] = []
      for (let stop = 0; stop < MOST_STOPS; stop++) {
        const { name } = await focused(page())
        if (matches(name, wanted)) return
        seen.push(name)
        await page().keyboard.press(direction === 'on' ? 'Tab' : 'Shift+Tab')
      }
      throw new Error(`no way by keyboard to ${String(wanted)}; the stops are: ${[...new Set(seen)].join(' | ')}`)
    },
    see: (words, timeout = 30_000) => textOf(words).waitFor({ state: 'visible', timeout }),
    seeNot: (words) => textOf(words).waitFor({ state: 'hidden', timeout: 30_000 }),
    focus: () => focused(page()),
    text: () => page().locator('body').innerText(),
    choose: async (letters) => {
      await page().keyboard.press('ArrowDown')
      await page().getByRole('listbox').last().waitFor()
      await page().keyboard.type(letters, { delay: 30 })
      await page().keyboard.press('Enter')
    },
    chooseFromMenu: async (letters) => {
      await page().keyboard.press('Enter')
      await page().getByRole('menu').last().waitFor()
      await page().keyboard.type(letters, { delay: 30 })
      await page().keyboard.press('Enter')
    },
    wedge: (lines) => burst(page(), lines),
    giveFiles: async (key, files) => {
      const asked = page().waitForEvent('filechooser')
      await page().keyboard.press(key)
      await (await asked).setFiles([...files])
    },
  }
  return hands
}
