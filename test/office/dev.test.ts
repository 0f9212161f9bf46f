/** `npm run dev` in a real browser: the browser host's policy and cookie apply, and an edit is shown at once. */
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowserHost, type BrowserHost } from '../../src/desk/hosts/browser/browser-host.ts'
import { chromiumFlags, installedChromium } from '../../src/office/chromium.ts'
import { startDevServer, type DevServer } from '../../src/office/dev-server.ts'
import { openGeneratedDesk } from '../support/generated-desk.ts'

describe('the development server', () => {
  // Works on a copy, so that the sources of tests running at the same time stay unchanged.
  const root = mkdtempSync(path.join(tmpdir(), 'des-dev-'))
  let host: BrowserHost
  let server: DevServer
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    for (const part of ['renderer', 'src', 'resources/fonts', 'package.json', 'tsconfig.json'])
      cpSync(part, path.join(root, part), { recursive: true })
    symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'))
    const desk = await openGeneratedDesk(20)
    host = await startBrowserHost({ desk, rendererDir: 'dist/renderer' })
    server = await startDevServer(root, host.origin)
    browser = await chromium.launch({
      executablePath: (await installedChromium()) ?? '',
      headless: true,
      args: chromiumFlags(),
    })
    page = await browser.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
    })
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
    await host.close()
    rmSync(root, { recursive: true, force: true })
  })

  it('opens the screens with a one-time token, within the policy of the product', async () => {
    const answer = await page.goto(`${server.origin}/${new URL(host.address()).hash}`)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy).toMatch(/script-src 'nonce-[^']+' 'self'/)
    expect(policy).not.toContain('unsafe-inline')
    await page.locator('[role=row][data-index]').first().waitFor()
    expect(complaints).toEqual([])
  })

  it('shows an edited style without loading the page again', async () => {
    await page.evaluate('window.sameWindow = true')
    appendFileSync(path.join(root, 'renderer/ui/base.css'), 'body { outline: 3px solid rgb(1, 2, 3); }\n')
    await expect
      .poll(() => page.evaluate('getComputedStyle(document.body).outlineColor'), { timeout: 20_000 })
      .toBe('rgb(1, 2, 3)')
    expect(await page.evaluate('window.sameWindow')).toBe(true)
    expect(complaints).toEqual([])
  })

  it('refuses pages of other origins, and windows without a token', async () => {
    const call = (headers: Record<string, string>) =>
      fetch(`${server.origin}/desk/session.current`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      }).then(({ status }) => status)
    expect(await call({ origin: 'http://127.0.0.1:9' })).toBe(403)
    expect(await call({ origin: server.origin })).toBe(403)
  })
})
