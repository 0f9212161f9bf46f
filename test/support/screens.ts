/** The built screens over a desk in headless Chromium: for checks, screenshots and measurements. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { startBrowserHost } from '../../src/desk/hosts/browser/browser-host.ts'
import type { Desk } from '../../src/desk/desk-interface.ts'
import { chromiumFlags, installedChromium } from '../../src/office/chromium.ts'
import { ensureRenderer } from '../../src/office/renderer-build.ts'

export interface Screens {
  /** Opens a separate window on the desk. `failures` collects errors and policy violations that the page reports. */
  open(options?: BrowserContextOptions): Promise<{ page: Page; context: BrowserContext; failures: string[] }>
  close(): Promise<void>
}

export async function openScreens(
  desk: Desk,
  root = process.cwd(),
  say: (words: string) => void = () => undefined,
): Promise<Screens> {
  const executablePath = await installedChromium()
  if (executablePath === null) throw new Error('no Chromium was prepared (test/support/preparation)')
  const { folder } = await ensureRenderer(root, say)
  const host = await startBrowserHost({
    desk,
    rendererDir: folder,
    onBug: (reference, error) => say(`bug ${reference}: ${String(error)}`),
  })
  const profile = mkdtempSync(path.join(tmpdir(), 'des-screens-'))
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: chromiumFlags(),
  })
  return {
    async open(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1366, height: 768 },
        locale: 'ro-RO',
        timezoneId: 'Europe/Bucharest',
        ...options,
      })
      const page = await context.newPage()
      const failures: string[] = []
      page.on('pageerror', (error) => failures.push(error.message))
      page.on('console', (message) => {
        // A refused procedure has an HTTP error status, which Chromium reports as a loading error.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          failures.push(message.text())
      })
      await page.goto(host.address())
      return { page, context, failures }
    },
    async close() {
      await browser.close()
      await host.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
