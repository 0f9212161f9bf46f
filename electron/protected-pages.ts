/** The protections that every page of the application has, whichever window shows it. */
import type { WebPreferences } from 'electron'

/**
 * Sandboxed, isolated, without Node. The defaults are written out, so that a review sees when one is loosened.
 * Source: points 2 to 12 of Electron's security checklist.
 */
export const PROTECTED_PAGE: Readonly<WebPreferences> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  devTools: false,
}
