/**
 * Network scanners that make themselves known by multicast DNS (`_uscan._tcp`, `_uscans._tcp`): asked once, from a port of our
 * own, so answers come to us alone and no port 5353 is needed beside the system's own responder (RFC 6762 section 6.7).
 */
import { createSocket } from 'node:dgram'
import { decodeAnswer, encodeQuestions, type DnsRecord } from './dns-message.ts'

const SERVICES = { http: '_uscan._tcp.local', https: '_uscans._tcp.local' } as const
const GROUP = { address: '224.0.0.251', port: 5353 } as const
const LISTEN_MS = 1_500

export interface FoundScanner {
  readonly name: string
  /** The root of its eSCL resources. */
  readonly url: string
}
export interface Finding {
  readonly to?: { readonly address: string; readonly port: number }
  readonly listenMs?: number
}

const plain = (label: string): string => label.replace(/\\(.)/g, '$1')

/** What the records of all answers say together; HTTPS before HTTP for a scanner that offers both. */
export function scannersIn(records: readonly DnsRecord[]): FoundScanner[] {
  const found = new Map<string, FoundScanner>()
  for (const scheme of ['https', 'http'] as const) {
    for (const pointer of records) {
      if (pointer.type !== 'PTR' || pointer.name.toLowerCase() !== SERVICES[scheme]) continue
      const instance = pointer.target
      const service = records.find((record) => record.type === 'SRV' && record.name === instance)
      const text = records.find((record) => record.type === 'TXT' && record.name === instance)
      if (service?.type !== 'SRV' || service.port === 0) continue
      const addresses = records.flatMap((record) => ((record.type === 'A' || record.type === 'AAAA') && record.name === service.target ? [record] : []))
      // A link-local IPv6 address means nothing without its interface.
      const address = addresses.find(({ type }) => type === 'A') ?? addresses.find((one) => !one.address.startsWith('fe80:'))
      if (address === undefined) continue
      const entries = text?.type === 'TXT' ? text.entries : {}
      const root = (entries['rs'] ?? 'eSCL').replace(/^\/+|\/+$/g, '')
      if (!/^[\w./-]{0,100}$/.test(root)) continue
      const host = address.type === 'A' ? address.address : `[${address.address}]`
      const name = plain(instance.slice(0, -(SERVICES[scheme].length + 1))).replace(/[\p{C}]/gu, '').slice(0, 80) || (entries['ty'] ?? host).slice(0, 80)
      const key = `${host} ${name}`
      if (!found.has(key)) found.set(key, { name, url: `${scheme}://${host}:${String(service.port)}/${root}` })
    }
  }
  return [...found.values()].slice(0, 50)
}

/** Listens for a moment; an empty list where nobody answers or there is no network. */
export function findEscl({ to = GROUP, listenMs = LISTEN_MS }: Finding = {}): Promise<FoundScanner[]> {
  return new Promise((resolve) => {
    const records: DnsRecord[] = []
    const socket = createSocket('udp4')
    const finish = (): void => {
      socket.close()
      resolve(scannersIn(records))
    }
    const timer = setTimeout(finish, listenMs)
    socket.on('message', (message) => {
      if (records.length < 2_000) records.push(...decodeAnswer(message))
    })
    socket.on('error', () => {
      clearTimeout(timer)
      finish()
    })
    socket.bind(0, () => {
      const question = encodeQuestions(Object.values(SERVICES))
      socket.send(question, to.port, to.address, () => undefined)
    })
  })
}
