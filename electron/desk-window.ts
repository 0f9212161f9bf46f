/** Options of the one window of a workstation. */
import type { BrowserWindowConstructorOptions } from 'electron'

/** Sandboxed, isolated, without Node. The defaults are written out, so that a review sees when one is loosened. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: 'Ghișeu DES',
    width: 1366,
    height: 768,
    minWidth: 683,
    minHeight: 384,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
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
      spellcheck: false,
      devTools: false,
    },
  }
}
