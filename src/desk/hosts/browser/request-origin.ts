/**
 * Accepts calls of our own page at our own address only.
 *
 * Host: a page of an attacker whose name was made to resolve to 127.0.0.1 (DNS rebinding) still names itself there.
 * Origin and Fetch Metadata: a foreign page, also one on another port of this machine (same site, so SameSite cookies
 * go along), is distinguished from ours.
 */
import type { IncomingHttpHeaders } from 'node:http'

export const addressesUs = (headers: IncomingHttpHeaders, host: string): boolean => headers.host === host

/** A call of the contract (`/desk/…`) by our own page. */
export function comesFromOurPage(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  // Browsers send the origin with every POST, and Fetch Metadata with a same-origin GET; without either the caller is
  // not our page.
  return headers.origin === undefined ? site === 'same-origin' : headers.origin === origin
}
