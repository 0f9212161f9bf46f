/** Before the integration suites: the screens are built once, so that no two files that run at a time build them. */
import { ensureRenderer } from '../../src/office/renderer-build.ts'

export default async function buildRenderer(): Promise<void> {
  await ensureRenderer(process.cwd(), (words) => console.log(words))
}
