/**
 * Who is calling: only our own page, from our own address.
 *
 * Host: a page of an attacker whose name was made to resolve to 127.0.0.1 (DNS rebinding) still names itself there.
 * Origin and Fetch Metadata: a foreign page, also one on another port of this machine (same site, so SameSite cookies
 * go along), is told apart from ours.
 */
import type { IncomingHttpHeaders } from 'node:http'

export const addressesUs = (headers: IncomingHttpHeaders, host: string): boolean => headers.host === host

/** A call of the contract (`/desk/…`) by our own page. */
export function comesFromOurPage(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  // Browsers name the origin with every POST, and with a same-origin GET say so in Fetch Metadata; neither means not a
  // page of ours.
  return headers.origin === undefined ? site === 'same-origin' : headers.origin === origin
}
