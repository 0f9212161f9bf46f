/** The browser host opens us with a one-time token in the fragment (never sent in a request line, never in a log). */

/** `#token=…` of the address, or null. */
export function tokenOf(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#\/?/, '')).get('token')
}

/** Changes the token for an HttpOnly cookie and takes it out of the address. False: refused, or the host is gone. */
export async function redeemToken(origin: string, location: Location, history: History): Promise<boolean> {
  const token = tokenOf(location.hash)
  if (token === null) return true
  history.replaceState(null, '', `${location.pathname}${location.search}`)
  try {
    const response = await fetch(`${origin}/desk/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      credentials: 'same-origin',
    })
    return response.ok
  } catch {
    return false
  }
}
