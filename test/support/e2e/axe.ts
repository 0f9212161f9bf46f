/**
 * What axe finds on the screen as it stands, in light and in dark; empty when nothing. React Aria's own announcer is
 * left out: it says a control's label, keeps the line for seconds, and by then the control may have gone.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export async function findingsOf(page: Page, screen: string): Promise<string[]> {
  const findings: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // The screens have no frames (the policy forbids them), so the page is asked by itself, and only for what is wrong:
    // a quarter of the time.
    const { violations } = await new AxeBuilder({ page })
      .exclude('[data-live-announcer]')
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .analyze()
    findings.push(
      ...violations.map(
        ({ id, nodes }) =>
          `${screen}, ${colorScheme}: ${id} at ${nodes.map(({ html }) => html.slice(0, 300)).join('; ')}`,
      ),
    )
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return findings
}
