/** Limits of calls: who is counted, behind a real proxy on loopback and without one; and what a flood cannot close. */
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { CENTRAL } from '../../src/protocol/central.ts'
import { openOffice, type Office, PASSWORD } from '../support/central/office.ts'
import { enrolWorkstation } from '../support/central/workstation.ts'

let office: Office | null = null
let proxy: Server | null = null
afterEach(async () => {
  proxy?.close()
  proxy?.closeAllConnections()
  proxy = null
  await office?.close()
  office = null
})
const VERIFY = '/verify/ABCD-EFGH-JKMN-PQRS'
const { perMinute: VERIFY_LIMIT } = CENTRAL.verify
const { perMinute: SIGN_IN_LIMIT } = CENTRAL.signIn

/**
 * A proxy as it stands in front of a central store: it appends the address of its client to `X-Forwarded-For`. All
 * clients here are one machine, so the header `x-client` gives the address that the proxy saw.
 */
async function startProxy(target: string): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const { 'x-client': client, 'x-forwarded-for': before, ...headers } = incoming.headers
    const forwarded = [before, client].filter((part) => part !== undefined).join(', ')
    const onward = httpRequest(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method ?? 'GET', headers: { ...headers, 'x-forwarded-for': forwarded } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    incoming.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = server
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

/** Sends calls one after the other; returns the last status. */
async function repeatedly(times: number, send: (n: number) => Promise<Response>): Promise<number> {
  let status = 0
  for (let n = 0; n < times; n++) {
    const response = await send(n)
    await response.body?.cancel()
    status = response.status
  }
  return status
}

test('without a trusted proxy nobody is believed about an address', async () => {
  office = await openOffice()
  const { url } = office.central
  const look = (n: number) => fetch(url + VERIFY, { headers: { 'x-forwarded-for': `203.0.113.${String(n)}` } })
  expect(await repeatedly(VERIFY_LIMIT, look)).toBe(404)
  expect(await repeatedly(1, look)).toBe(429)
})

test('behind a trusted proxy each client is counted by the address that the proxy saw', async () => {
  office = await openOffice({ trustedProxies: ['127.0.0.1'] })
  const url = await startProxy(office.central.url)
  const from = (client: string, claimed?: string) => () =>
    fetch(url + VERIFY, {
      headers: { 'x-client': client, ...(claimed === undefined ? {} : { 'x-forwarded-for': claimed }) },
    })
  expect(await repeatedly(VERIFY_LIMIT, from('203.0.113.7'))).toBe(404)
  expect(await repeatedly(1, from('203.0.113.7'))).toBe(429)
  // Others are not closed out, and no claim of the client itself helps or harms.
  expect(await repeatedly(1, from('203.0.113.8'))).toBe(404)
  expect(await repeatedly(1, from('203.0.113.7', '198.51.100.1'))).toBe(429)
  expect(await repeatedly(VERIFY_LIMIT, from('203.0.113.9', '203.0.113.8'))).toBe(404)
  expect(await repeatedly(1, from('203.0.113.8'))).toBe(404)
  // Whoever has a network of IPv6 addresses is one client.
  const host = (n: number): string => `2001:db8:1:2::${n.toString(16)}`
  expect(await repeatedly(VERIFY_LIMIT, (n) => from(host(n))())).toBe(404)
  expect(await repeatedly(1, from(host(999)))).toBe(429)
  expect(await repeatedly(1, from('2001:db8:1:3::1'))).toBe(404)
})

test('a proxy that is not the trusted one is a client like any other', async () => {
  office = await openOffice({ trustedProxies: ['192.0.2.1'] })
  const url = await startProxy(office.central.url)
  const look = (n: number) => fetch(url + VERIFY, { headers: { 'x-client': `203.0.113.${String(n)}` } })
  expect(await repeatedly(VERIFY_LIMIT + 1, look)).toBe(429)
})

test('no unsigned flood closes sign-in for the house', async () => {
  office = await openOffice()
  const { central, desk } = office
  const json = JSON.stringify({ username: 'clerk', password: 'x' })
  const flood = (headers: Record<string, string>) => () =>
    fetch(`${central.url}${CENTRAL.signIn.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: json,
    })
  const signed = {
    'x-des-device': desk.deviceId,
    'x-des-timestamp': new Date(office.clock.now).toISOString(),
    'x-des-signature': Buffer.alloc(64).toString('base64'),
  }
  expect(await repeatedly(SIGN_IN_LIMIT + 30, flood({}))).toBe(401)
  // Also with the id of a workstation, which is no secret.
  expect(await repeatedly(SIGN_IN_LIMIT + 30, flood(signed))).toBe(401)
  await desk.signIn('clerk', PASSWORD)
})

test('a workstation that tries too often is limited alone', async () => {
  office = await openOffice()
  const { central, clock, desk } = office
  const { code } = await central.issueEnrolmentCode()
  const other = await enrolWorkstation(central.url, code, { now: () => clock.now })
  const attempt = async () => {
    const { status } = await desk.call('POST', CENTRAL.signIn.path, { json: { username: 'nobody', password: 'x' } })
    return new Response(null, { status })
  }
  expect(await repeatedly(SIGN_IN_LIMIT + 1, attempt)).toBe(429)
  await other.signIn('clerk', PASSWORD)
})

test('the public has a listener of its own, which answers nothing else', async () => {
  office = await openOffice({ publicListener: { host: '127.0.0.1', port: 0 } })
  const { central, desk } = office
  expect(central.publicUrl).not.toBe(central.url)
  expect((await fetch(central.publicUrl + VERIFY)).headers.get('content-type')).toContain('text/html')
  expect((await fetch(central.url + VERIFY)).headers.get('content-type')).toContain('application/json')
  for (const { method, path, listener } of Object.values(CENTRAL) as {
    method: string
    path: string
    listener?: string
  }[])
    if (listener !== 'public') {
      const answer = await fetch(central.publicUrl + path.replaceAll(/:\w+/g, 'x'), { method })
      expect([path, answer.status]).toEqual([path, 404])
    }
  expect(await repeatedly(VERIFY_LIMIT + 5, () => fetch(central.publicUrl + VERIFY))).toBe(429)
  await desk.signIn('clerk', PASSWORD)
})
