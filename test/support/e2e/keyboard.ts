/** A clerk at the keyboard. Nothing here moves the mouse or uses a field that the keyboard has not reached. */
import type { Page } from 'playwright-core'

interface Focus {
  /** The accessible name. */
  readonly name: string
  readonly role: string
  readonly id: string
}

/** Elements whose content is their accessible name (WAI-ARIA 1.2, 5.2.8.4). The content of the page names nothing. */
const NAMED_BY_CONTENT =
  'a, button, summary, h1, h2, h3, h4, ' +
  ['option', 'tab', 'menuitem', 'menuitemradio', 'radio', 'row', 'gridcell', 'rowheader', 'switch']
    .map((role) => `[role=${role}]`)
    .join(', ')
/** Runs in the page, so it is a string: the tests are compiled without the browser's types. */
const FOCUSED = `(() => {
  const element = document.activeElement
  if (!(element instanceof HTMLElement)) return { name: '', role: '', id: '' }
  const textOf = (ids) => (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim()
  const name = textOf(element.getAttribute('aria-labelledby')) || element.getAttribute('aria-label') || element.labels?.[0]?.textContent || (element.matches('${NAMED_BY_CONTENT}') ? element.textContent : '') || ''
  return { name: name.replace(/\\s+/g, ' ').trim(), role: element.getAttribute('role') ?? (element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase()), id: element.id }
})()`
const focused = (page: Page): Promise<Focus> => page.evaluate<Focus>(FOCUSED)

/** A scanner sends a key every few milliseconds, even on a busy machine; the time is in the events. */
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

/** More than the tab stops of any screen. */
const MOST_STOPS = 160

export interface Keyboard {
  readonly press: (...keys: string[]) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Presses Tab (or Shift+Tab) until the control with this name has the focus. */
  readonly tabTo: (name: string | RegExp, direction?: 'on' | 'back') => Promise<void>
  /** Waits until the words are visible. */
  readonly see: (words: string | RegExp, timeout?: number) => Promise<void>
  readonly seeNot: (words: string | RegExp) => Promise<void>
  readonly focus: () => Promise<Focus>
  /** All visible text of the screen. */
  readonly text: () => Promise<string>
  /** Chooses from the select list of the focused field: opens it, types the first letters, Enter. */
  readonly choose: (letters: string) => Promise<void>
  /** Chooses from the menu of the focused button: opens it, types the first letters, Enter. */
  readonly chooseFromMenu: (letters: string) => Promise<void>
  /** Sends what a typing scanner sends: a burst of keys, each line ended by Enter. */
  readonly wedge: (lines: string) => Promise<void>
  /** Presses a key that opens the file dialog, and selects files in it. */
  readonly chooseFiles: (key: string, files: readonly string[]) => Promise<void>
}

export function openKeyboard(page: () => Page): Keyboard {
  const textOf = (words: string | RegExp) => page().getByText(words).filter({ visible: true }).first()
  const matches = (name: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? name === wanted || name.startsWith(wanted) : wanted.test(name)
  const keyboard: Keyboard = {
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
    chooseFiles: async (key, files) => {
      const asked = page().waitForEvent('filechooser')
      await page().keyboard.press(key)
      await (await asked).setFiles([...files])
    },
  }
  return keyboard
}
