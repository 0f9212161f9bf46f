/** Global setup of the integration tests: a browser, and the screens built once for all files that run at a time. */
import { ensureChromium } from '../../../src/office/chromium.ts'
import { ensureRenderer } from '../../../src/office/renderer-build.ts'

export default async function prepare(): Promise<void> {
  const chromium = await ensureChromium(console.log)
  // Also where the journeys run in Electron: the checks of the screens need Chromium.
  if (!chromium.ok) throw new Error(chromium.message)
  await ensureRenderer(process.cwd(), console.log)
}
