/** Addresses as they are typed on the command line. */
import { isIP } from 'node:net'

/** A port, or null where the text is none. 0: any free one. */
export function portOf(text: string): number | null {
  const port = Number(text)
  return /^\d{1,5}$/.test(text) && port <= 65535 ? port : null
}

/** An address, or a network in CIDR notation. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/')
  const longest = { 4: 32, 6: 128 }[isIP(address)]
  if (longest === undefined || more !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest)
}
