/**
 * Finds network scanners by multicast DNS (`_uscan._tcp`, `_uscans._tcp`). Questions are sent from a port of our own on
 * each network of this machine. So the answers come as unicast, and port 5353 stays free for the system's responder
 * (RFC 6762 section 6.7).
 */
import { createSocket, type Socket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import { decodeAnswer, encodeQuestions, type DnsRecord, type Question } from './dns-message.ts'

const SERVICES = { http: '_uscan._tcp.local', https: '_uscans._tcp.local' } as const
const GROUP = { address: '224.0.0.251', port: 5353 } as const
const LISTEN_MS = 1_800
/** Shares of that time at which questions are sent. Repeated because packets get lost and answers are incomplete. */
const ASK_AT = [0, 0.3, 0.65] as const
const MOST_RECORDS = 2_000
const MOST_QUESTIONS = 30

export interface FoundScanner {
  readonly name: string
  /** The root of its eSCL resources. */
  readonly url: string
}
export interface Finding {
  readonly to?: { readonly address: string; readonly port: number }
  readonly listenMs?: number
  /** Addresses of this machine, one for each of its networks. */
  readonly from?: readonly string[]
}

const plain = (label: string): string => label.replace(/\\(.)/g, '$1')
/** Names are case-insensitive (RFC 6762 section 16). */
const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
type Service = Extract<DnsRecord, { type: 'SRV' }>
type Address = Extract<DnsRecord, { type: 'A' | 'AAAA' }>
const serviceOf = (records: readonly DnsRecord[], instance: string) =>
  records.findLast((record): record is Service => record.type === 'SRV' && isSame(record.name, instance))
const addressesOf = (records: readonly DnsRecord[], host: string) =>
  records.filter(
    (record): record is Address => (record.type === 'A' || record.type === 'AAAA') && isSame(record.name, host),
  )
const pointersTo = (records: readonly DnsRecord[], service: string): string[] =>
  records.flatMap((record) => (record.type === 'PTR' && isSame(record.name, service) ? [record.target] : []))

/**
 * The scanners in the records of all answers; with its HTTPS address where a scanner offers both. `senders` are the
 * addresses that sent the answers.
 */
export function scannersIn(records: readonly DnsRecord[], senders: ReadonlySet<string> = new Set()): FoundScanner[] {
  const found = new Map<string, FoundScanner>()
  for (const scheme of ['https', 'http'] as const) {
    for (const instance of pointersTo(records, SERVICES[scheme])) {
      const service = serviceOf(records, instance)
      if (service === undefined || service.port === 0) continue
      const text = records.find((record) => record.type === 'TXT' && isSame(record.name, instance))
      const addresses = addressesOf(records, service.target)
      // For a scanner on two networks the address that answered is the reachable one. A link-local IPv6 address is
      // useless without its interface.
      const address =
        addresses.find((one) => senders.has(one.address)) ??
        addresses.find(({ type }) => type === 'A') ??
        addresses.find((one) => !one.address.startsWith('fe80:'))
      if (address === undefined) continue
      const entries = text?.type === 'TXT' ? text.entries : {}
      const root = (entries['rs'] ?? 'eSCL').replace(/^\/+|\/+$/g, '')
      if (!/^[\w./-]{0,100}$/.test(root)) continue
      const host = address.type === 'A' ? address.address : `[${address.address}]`
      const name =
        plain(instance.slice(0, -(SERVICES[scheme].length + 1)))
          .replace(/[\p{C}]/gu, '')
          .slice(0, 80) || (entries['ty'] ?? host).slice(0, 80)
      const uuid = (entries['uuid'] ?? '').toLowerCase()
      const key = /^[0-9a-f-]{32,36}$/.test(uuid) ? uuid : `${host} ${name}`
      if (!found.has(key)) found.set(key, { name, url: `${scheme}://${host}:${String(service.port)}/${root}` })
    }
  }
  return [...found.values()].slice(0, 50)
}

/**
 * The next questions: for the list of scanners, and for records that known scanners left out, as RFC 6763 section 12
 * allows.
 */
export function questionsAfter(records: readonly DnsRecord[]): Question[] {
  const first = Object.values(SERVICES).map((name): Question => ({ name, type: 'PTR' }))
  const missing = Object.values(SERVICES)
    .flatMap((service) => pointersTo(records, service))
    .flatMap((instance): Question[] => {
      const service = serviceOf(records, instance)
      if (service === undefined)
        return [
          { name: instance, type: 'SRV' },
          { name: instance, type: 'TXT' },
        ]
      return addressesOf(records, service.target).length > 0 ? [] : [{ name: service.target, type: 'A' }]
    })
  return [...first, ...missing].slice(0, MOST_QUESTIONS)
}

/** One address of this machine for each of its networks. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap(
    (addresses) => addresses?.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? [],
  )

/** Listens for `listenMs`. The list is empty when nothing answers or there is no network. */
export async function findEscl({ to = GROUP, listenMs = LISTEN_MS, from = ownAddresses() }: Finding = {}): Promise<
  FoundScanner[]
> {
  const records: DnsRecord[] = []
  const senders = new Set<string>()
  const ask = (socket: Socket): void => {
    try {
      socket.send(encodeQuestions(questionsAfter(records)), to.port, to.address, () => undefined)
    } catch {
      // The network has just disappeared, and its scanners with it.
    }
  }
  const listenOn = (address: string | null): Promise<void> =>
    new Promise((resolve) => {
      const socket = createSocket('udp4')
      const timers: NodeJS.Timeout[] = []
      const finish = (): void => {
        for (const timer of timers) clearTimeout(timer)
        socket.close()
        resolve()
      }
      timers.push(setTimeout(finish, listenMs))
      socket.on('message', (message, { address: sender }) => {
        if (records.length >= MOST_RECORDS) return
        records.push(...decodeAnswer(message))
        senders.add(sender)
      })
      socket.once('error', finish)
      socket.bind(0, address ?? undefined, () => {
        try {
          if (address !== null) socket.setMulticastInterface(address)
        } catch {
          // The network has no multicast; the question is sent without it.
        }
        for (const share of ASK_AT) timers.push(setTimeout(ask, share * listenMs, socket))
      })
    })
  await Promise.all((from.length === 0 ? [null] : from).map(listenOn))
  return scannersIn(records, senders)
}
