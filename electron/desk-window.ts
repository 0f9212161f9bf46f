/** Options of the one window of a workstation. */
import type { BrowserWindowConstructorOptions } from 'electron'
import { PROTECTED_PAGE } from './protected-pages.ts'

export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: 'Ghișeu DES',
    width: 1366,
    height: 768,
    minWidth: 683,
    minHeight: 384,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { ...PROTECTED_PAGE, preload, spellcheck: false },
  }
}
