/**
 * Axe violations on the present screen, in light and in dark. React Aria's announcer is excluded: it repeats a
 * control's label for seconds, and the control may be gone by then. With `PICTURES=FOLDER` every screen is also saved
 * there as a picture in both themes, to be looked at.
 */
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export async function findingsOf(page: Page, screen: string): Promise<string[]> {
  const findings: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const pictures = process.env['PICTURES']
    if (pictures !== undefined) {
      const name = `${screen}-${colorScheme}`.replace(/[^\p{L}\p{N}]+/gu, '-')
      await page.screenshot({ path: path.join(pictures, `${name}.png`) })
    }
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
