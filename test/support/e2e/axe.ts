/**
 * Axe violations on the present screen, in light and in dark. React Aria's announcer is excluded: it repeats a
 * control's label for seconds, and the control may be gone by then.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export async function findingsOf(page: Page, screen: string): Promise<string[]> {
  const findings: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // The policy forbids frames, so only the page itself is checked, and only for violations. This takes a quarter of
    // the time.
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
