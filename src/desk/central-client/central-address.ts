/**
 * Which addresses a desk accepts for its central store. Passwords and documents go there, so the line is encrypted
 * unless it does not leave this machine: on plain HTTP a captive portal or anybody on the network would read a
 * password.
 */

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

/** Whether `address` is https, or http to this machine, and nothing but scheme, host and port. */
export function isCentralAddress(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  // Calls have their own path; one given here would be silently ignored.
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

/** For the person who configures a desk. */
export const CENTRAL_ADDRESS_NEEDED =
  'the address of the central store must be https://HOST, or http:// only to this machine (127.0.0.1, localhost, [::1])'
