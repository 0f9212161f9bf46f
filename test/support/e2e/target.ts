/**
 * What the journeys run on: Electron if its runtime is installed, or else the browser host in Chromium. Printed at the
 * end of every file.
 */
import { findElectron } from '../../../src/office/electron-runtime.ts'
import { installedChromium } from '../../../src/office/chromium.ts'

export type Target =
  { readonly kind: 'electron'; readonly executable: string } | { readonly kind: 'browser'; readonly executable: string }

export async function findTarget(root: string): Promise<Target> {
  const electron = findElectron(root)
  if (electron !== null) return { kind: 'electron', executable: electron }
  const executable = await installedChromium()
  if (executable === null) throw new Error('no Chromium was prepared (test/support/preparation)')
  return { kind: 'browser', executable }
}

export const wordsOf = (target: Target): string =>
  target.kind === 'electron'
    ? `Electron (${target.executable})`
    : `the browser host in Chromium (${target.executable}); no Electron runtime is here`
