/**
 * Notices that this computer's network has changed: a cable, a wireless network, a tunnel. Node has no event for this,
 * so the addresses are compared.
 */
import { networkInterfaces } from 'node:os'

const EVERY_MS = 1_000

const addressesNow = (): string =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => (addresses ?? []).filter(({ internal }) => !internal).map(({ cidr }) => cidr ?? ''))
    .sort()
    .join(' ')

interface WatchOptions {
  /** The addresses are compared only while this returns true. */
  readonly matters: () => boolean
  readonly onChange: () => void
  readonly addresses?: () => string
  readonly everyMs?: number
}

/** Returns the function that stops it; keeps no process alive. */
export function watchNetwork({
  matters,
  onChange,
  addresses = addressesNow,
  everyMs = EVERY_MS,
}: WatchOptions): () => void {
  let known: string | null = null
  const look = setInterval(() => {
    if (!matters()) {
      known = null
      return
    }
    const seen = addresses()
    const changed = known !== null && known !== seen
    known = seen
    if (changed) onChange()
  }, everyMs)
  look.unref()
  return () => clearInterval(look)
}
