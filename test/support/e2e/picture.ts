/** Saves a screenshot of a failed journey in out/e2e. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

export async function pictureOnFailure(page: Page, journey: string): Promise<void> {
  const folder = path.resolve('out', 'e2e')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${journey.replace(/[^a-zA-Z0-9]+/g, '-')}.png`) })
}
