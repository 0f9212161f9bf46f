/**
 * The code that makes and reads papers (pdf-lib, fontkit, sharp: some 450 modules, half of what loading a desk costs).
 * A desk loads it a moment after it is ready, or with the first paper or scan if that comes sooner.
 */
export const scanCode = () => import('../../paper/scan/intake.ts')
export const loadPaperRenderer = () => import('../../paper/paper-renderer.ts')

/** By then the window has loaded, and no paper is needed yet. */
const WARM_UP_AFTER_MS = 3_000

/** Loads it ahead of need; keeps no process alive. */
export function warmUp(): void {
  setTimeout(() => void Promise.all([scanCode(), loadPaperRenderer()]), WARM_UP_AFTER_MS).unref()
}
