/**
 * Gives a browser the one-time address of a window in a file that only this account can read: every user of the machine
 * can read a command line.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

export interface WindowAddress {
  /** The address for the command line; it contains no secret. */
  readonly url: string
  /** Deletes the file, once the browser has read it or has ended. */
  readonly remove: () => void
}

const FILE = 'open-window.html'
const escaped = (text: string): string =>
  text.replace(/[&"<>]/g, (character) => `&#${String(character.charCodeAt(0))};`)

/**
 * Writes a page that forwards to `address` into `folder`, which is made private.
 *
 * @param address of the browser host, with its one-time token in the fragment
 */
export function passAddress(folder: string, address: string): WindowAddress {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const file = path.join(folder, FILE)
  // Removed first, so that the new file gets this mode.
  rmSync(file, { force: true })
  const refresh = `<meta http-equiv="refresh" content="0;url=${escaped(address)}">`
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><title>Ghișeu DES</title>${refresh}`, { mode: 0o600 })
  return { url: pathToFileURL(file).href, remove: () => rmSync(file, { force: true }) }
}
