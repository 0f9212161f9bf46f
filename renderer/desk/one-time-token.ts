/**
 * Reads `#token=…`, or returns null. The browser host passes a one-time token in the fragment, which appears in no
 * request line and no log.
 */
export function tokenOf(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#\/?/, '')).get('token')
}

/**
 * Exchanges the token for an HttpOnly cookie and removes it from the address. Returns false if it is refused or the
 * host is gone.
 */
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
