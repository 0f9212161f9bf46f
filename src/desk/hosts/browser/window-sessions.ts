/**
 * Which browser windows may call this desk: one cookie for each window that presented a one-time token. The tabs of one
 * browser share it, and so does a window that is loaded again. Who is signed in there is the desk's own matter.
 */
import { hashOf } from './one-time-tokens.ts'

/** A working day with its margins; a window left open longer is opened again from a fresh address. */
export const WINDOW_LIFETIME_MS = 16 * 3_600_000
const SECRET_BYTES = 32
const MOST_WINDOWS = 16

export interface WindowSessions {
  /** The `Set-Cookie` value for a window that presented a valid token. */
  readonly open: () => string
  /** The window whose secret a `Cookie` header carries; null if it carries none of an open window. */
  readonly windowOf: (cookieHeader: string | undefined) => string | null
}

/**
 * Cookies are shared by all ports of a host, so the port is in the name: two desks on one machine do not overwrite each
 * other's.
 */
const cookieName = (port: number): string => `des_desk_${port}`

function valuesOf(header: string, name: string): string[] {
  return header.split(';').flatMap((part) => {
    const at = part.indexOf('=')
    return at > 0 && part.slice(0, at).trim() === name ? [part.slice(at + 1).trim()] : []
  })
}

export function createWindowSessions(given: {
  port: () => number
  clock: () => number
  random: (bytes: number) => Uint8Array
}): WindowSessions {
  const expiryOf = new Map<string, number>()
  return {
    open() {
      const secret = Buffer.from(given.random(SECRET_BYTES)).toString('base64url')
      expiryOf.set(hashOf(secret), given.clock() + WINDOW_LIFETIME_MS)
      while (expiryOf.size > MOST_WINDOWS) expiryOf.delete(expiryOf.keys().next().value ?? '')
      // No Secure: loopback is plain HTTP. No Domain and no Max-Age: this host only, deleted when the browser ends.
      return `${cookieName(given.port())}=${secret}; Path=/desk; HttpOnly; SameSite=Strict`
    },
    windowOf(header) {
      if (header === undefined) return null
      // Looked up by hash, so that the time of the comparison reveals nothing about the secret.
      const known = valuesOf(header, cookieName(given.port())).map(hashOf)
      return known.find((hash) => (expiryOf.get(hash) ?? -Infinity) >= given.clock()) ?? null
    },
  }
}
