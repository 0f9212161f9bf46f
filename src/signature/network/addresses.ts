/** Which addresses a validator may fetch from when a certificate or list names them: only public ones. */
import { BlockList, isIP } from 'node:net'

/** IANA special-purpose registries (RFC 6890 and its updates): not globally reachable, or not unicast. */
const special4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

const blocked4 = new BlockList()
for (const [network, prefix] of special4) blocked4.addSubnet(network, prefix, 'ipv4')

/** Global unicast is 2000::/3; inside it these are not for reaching anybody, or hide an IPv4 address (6to4, Teredo). */
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
const blocked6 = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['2620:4f:8000::', 48],
] as const)
  blocked6.addSubnet(network, prefix, 'ipv6')

/** May a connection to this address be opened? False for anything that is not an address. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  switch (isIP(plain)) {
    case 4:
      return !blocked4.check(plain, 'ipv4')
    case 6: {
      const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
      if (mapped !== undefined) return isPublicAddress(mapped)
      return global6.check(plain, 'ipv6') && !blocked6.check(plain, 'ipv6')
    }
    default:
      return false
  }
}
