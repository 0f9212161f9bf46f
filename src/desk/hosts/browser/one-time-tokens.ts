import { sha256Hex } from '../../../files/sha256.ts'
/**
 * The secret in the printed address. It works once and for a few minutes, so that an address left in a terminal, a
 * shell history or a photo of the screen opens nothing. Only hashes are kept.
 */

export const TOKEN_LIFETIME_MS = 5 * 60_000
const TOKEN_BYTES = 32
/** More printed addresses than anybody needs at once; the oldest is dropped first. */
const MOST_OPEN = 16

export interface OneTimeTokens {
  readonly issue: () => string
  /** True once per token, while it lives. */
  readonly redeem: (token: string) => boolean
}

export const hashOf = (secret: string): string => sha256Hex(secret)

export function createOneTimeTokens(given: {
  clock: () => number
  random: (bytes: number) => Uint8Array
}): OneTimeTokens {
  const expiryOf = new Map<string, number>()
  return {
    issue() {
      const token = Buffer.from(given.random(TOKEN_BYTES)).toString('base64url')
      expiryOf.set(hashOf(token), given.clock() + TOKEN_LIFETIME_MS)
      while (expiryOf.size > MOST_OPEN) expiryOf.delete(expiryOf.keys().next().value ?? '')
      return token
    },
    redeem(token) {
      const hash = hashOf(token)
      const expiry = expiryOf.get(hash)
      expiryOf.delete(hash)
      return expiry !== undefined && given.clock() <= expiry
    },
  }
}
