/** Switches of Chromium on the command line with which a packaged application does not run. */
import type { CommandLine } from 'electron'

/** They take a protection away, or give another program the page: a shortcut is changed more easily than a package. */
const REFUSED: readonly string[] = [
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'enable-blink-features',
  'enable-experimental-web-platform-features',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'load-extension',
  'js-flags',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
]

/** The first switch with which a packaged application must not run; null if there is none. */
export const refusedSwitch = (commandLine: Pick<CommandLine, 'hasSwitch'>, packaged: boolean): string | null =>
  packaged ? (REFUSED.find((name) => commandLine.hasSwitch(name)) ?? null) : null
