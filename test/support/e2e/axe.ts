/** What axe finds on the screen as it stands, in light and in dark; empty when nothing. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export async function findingsOf(page: Page, screen: string): Promise<string[]> {
  const findings: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    findings.push(...violations.map(({ id, nodes }) => `${screen}, ${colorScheme}: ${id} at ${nodes.map(({ html }) => html.slice(0, 300)).join('; ')}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return findings
}
