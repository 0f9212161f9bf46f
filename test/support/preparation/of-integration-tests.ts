/** Global setup of the integration tests: installs a browser, and builds the screens once for all files of a run. */
import { ensureChromium } from '../../../src/office/chromium.ts'
import { ensureRenderer } from '../../../src/office/renderer-build.ts'

export default async function prepare(): Promise<void> {
  const chromium = await ensureChromium(console.log)
  // Needed even where the journeys run in Electron, because the checks of the screens use Chromium.
  if (!chromium.ok) throw new Error(chromium.message)
  await ensureRenderer(process.cwd(), console.log)
}
