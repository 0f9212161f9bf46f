/**
 * Every route of the protocol's table, by every kind of caller, allowed or refused as the table says; and malformed
 * input at every one of them.
 */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { PROBLEMS } from '../../src/domain/problem.ts'
import { hasRight, type Right, ROLES } from '../../src/domain/rights.ts'
import { ROUTES } from '../../src/protocol/sync.ts'
import { type Office, openOffice } from '../support/central/office.ts'
import { problemOf } from '../support/central/workstation.ts'

type RouteName = keyof typeof ROUTES
const NAMES = Object.keys(ROUTES) as RouteName[]
const CALLERS = ['anyone', 'workstation', ...ROLES] as const
type Caller = (typeof CALLERS)[number]

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** What the table says: this is the whole rule, written a second time on purpose. */
function expected(
  name: RouteName,
  caller: Caller,
): 'allowed' | 'device.unknown' | 'session.required' | 'right.missing' {
  const { access } = ROUTES[name]
  if (access === 'public') return 'allowed'
  if (caller === 'anyone') return 'device.unknown'
  if (access === 'device') return 'allowed'
  if (caller === 'workstation') return 'session.required'
  if (access === 'person') return 'allowed'
  return hasRight(caller, access as Right) ? 'allowed' : 'right.missing'
}

const GATE = new Set([
  'device.unknown',
  'device.signature',
  'device.clock',
  'device.frozen',
  'session.required',
  'session.expired',
  'right.missing',
  'login.disabled',
])

const pathOf = (name: RouteName): string =>
  ROUTES[name].path
    .replace(':sha256', 'a'.repeat(64))
    .replace(/:(requestId|paperId|userId|deviceId|blockId|commandId)/, v7())
    .replace(':year', '2026')
    .replace(':code', 'ABCD-EFGH-JKMN-PQRS')

/**
 * Sends a call as a caller; answers the status and the problem's code, if any. Streams and pages are not read to their
 * end.
 */
async function send(
  name: RouteName,
  caller: Caller,
  {
    target = pathOf(name),
    ...options
  }: { target?: string; json?: unknown; bytes?: Uint8Array; headers?: Record<string, string> } = {},
) {
  const { method } = ROUTES[name]
  const controller = new AbortController()
  let response: Response
  if (caller === 'anyone') {
    const body = options.bytes ?? (options.json === undefined ? undefined : Buffer.from(JSON.stringify(options.json)))
    response = await fetch(office.central.url + target, {
      method,
      signal: controller.signal,
      headers: options.headers ?? {},
      ...(body && method !== 'GET' ? { body: Buffer.from(body) } : {}),
    })
  } else {
    response = await office.desk.fetchSigned(method, target, {
      ...options,
      session: caller === 'workstation' ? undefined : office.session[caller],
    })
  }
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('json')) {
    await response.body?.cancel()
    return { status: response.status, code: null, type }
  }
  const result = (await response.json()) as Parameters<typeof problemOf>[0]
  return { status: response.status, code: problemOf(result)?.code ?? null, type, result }
}

describe.each(NAMES)('%s', (name) => {
  test.each(CALLERS)('by %s', async (caller) => {
    // Signing out would end the session that the other cases use: it is called by a session of its own.
    if (name === 'signOut' && caller !== 'anyone' && caller !== 'workstation') {
      const session = await office.desk.signIn(caller, 'o parolă de încercare')
      expect((await office.desk.call('DELETE', ROUTES.signOut.path, { session })).status).toBe(200)
      expect(problemOf((await office.desk.call('POST', ROUTES.renewSession.path, { session })).result)?.code).toBe(
        'session.expired',
      )
      return
    }
    const { status, code } = await send(name, caller)
    const verdict = expected(name, caller)
    if (verdict === 'allowed') {
      expect(GATE.has(code ?? ''), code ?? '').toBe(false)
      expect(status).toBeLessThan(500)
    } else {
      expect(code).toBe(verdict)
      expect(status).toBe(PROBLEMS[verdict].status)
    }
  })
})

const GARBAGE: readonly (readonly [
  string,
  { json?: unknown; bytes?: Uint8Array; headers?: Record<string, string> },
])[] = [
  ['no JSON', { bytes: new TextEncoder().encode('{"a":') }],
  ['no UTF-8', { bytes: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) }],
  ['null', { json: null }],
  ['a number', { json: 7 }],
  ['a list', { json: [[[[]]]] }],
  [
    'wrong types',
    {
      json: {
        code: {},
        publicKey: [],
        name: 7,
        username: null,
        password: false,
        storeId: 1,
        epoch: 2,
        deviceId: 3,
        protocol: '4',
        commands: {},
        blockId: '',
        registry: {},
        year: 'x',
        size: -1,
        cnp: '285',
        role: 'king',
        state: 'gone',
        disabled: 'yes',
      },
    },
  ],
  [
    'a polluted prototype',
    { bytes: new TextEncoder().encode('{"__proto__":{"role":"administrator"},"constructor":{"prototype":{}}}') },
  ],
  ['deep nesting', { bytes: new TextEncoder().encode('['.repeat(20_000) + ']'.repeat(20_000)) }],
  [
    'another media type',
    { bytes: new TextEncoder().encode('a=b'), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  ['a made-up media type', { bytes: new TextEncoder().encode('x'), headers: { 'content-type': 'x/;;;' } }],
]

/** Whoever the table lets through to the handler. */
const allowedCaller = (name: RouteName): Caller =>
  CALLERS.find((caller) => expected(name, caller) === 'allowed') ?? 'anyone'
const READS_NO_BODY = new Set<RouteName>(['renewSession', 'verifyAudit', 'enrolmentCode', 'putAttachment', 'signOut'])

describe('malformed bodies', () => {
  const WITH_BODY = NAMES.filter((name) => ROUTES[name].method !== 'GET')
  describe.each(WITH_BODY)('%s', (name) => {
    test.each(GARBAGE)('%s', async (_what, garbage) => {
      const { status, code } = await send(name, name === 'signOut' ? 'workstation' : allowedCaller(name), garbage)
      expect(status).toBeLessThan(500)
      if (!READS_NO_BODY.has(name)) expect(code).toBe('input.invalid')
    })
    test('far too large', async () => {
      const { status, code } = await send(name, allowedCaller(name), { bytes: new Uint8Array(3 * 1024 * 1024) })
      expect([status, code]).toEqual([413, 'input.too-large'])
    })
  })
})

describe('malformed paths and queries', () => {
  const WITH_PARAMETER = NAMES.filter((name) => ROUTES[name].path.includes(':') && name !== 'verify')
  test.each(WITH_PARAMETER)('%s', async (name) => {
    for (const value of ['x', '..%2f..%2fetc%2fpasswd', '%00', "'%20or%201=1--", 'A'.repeat(64), '%F0%9F%98%80']) {
      const target = ROUTES[name].path.replace(/:\w+/, value)
      const { status, code } = await send(name, allowedCaller(name), {
        target,
        ...(ROUTES[name].method === 'PATCH' ? { json: {} } : {}),
      })
      expect([400, 404], `${target} ${String(code)}`).toContain(status)
      expect(['input.invalid', 'route.unknown']).toContain(code)
    }
  })

  test('a cursor, a limit, an offset that is none', async () => {
    for (const target of [
      '/v1/pull',
      '/v1/pull?cursor=-1',
      '/v1/pull?cursor=x',
      '/v1/pull?cursor=0&limit=100000',
      '/v1/pull?cursor=0&limit=0',
      '/v1/pull?cursor=1e400',
      '/v1/pull?cursor=0&cursor=1',
    ])
      expect((await send('pull', 'workstation', { target })).code, target).toBe('input.invalid')
    for (const query of ['', '?offset=0', '?offset=-1&size=5', '?offset=0&size=0', '?offset=0&size=x'])
      expect(
        (
          await send('putAttachment', 'workstation', {
            target: `/v1/attachments/${'a'.repeat(64)}${query}`,
            bytes: new Uint8Array(5),
          })
        ).code,
        query,
      ).toBe('input.invalid')
  })

  test('a route that is not there, a path that cannot be read, a method that is not served', async () => {
    for (const target of ['/', '/v1', '/v2/push', '/v1/push/', '/V1/PUSH', '/v1/%zz']) {
      const response = await fetch(office.central.url + target)
      expect([400, 404]).toContain(response.status)
      expect(await response.json()).toMatchObject({ ok: false })
    }
    expect((await fetch(`${office.central.url}/v1/push`, { method: 'PUT' })).status).toBe(404)
  })

  test('what is not HTTP', async () => {
    const { hostname, port } = new URL(office.central.url)
    for (const sent of [
      'hello\r\n\r\n',
      '\u0016\u0003\u0001 a TLS greeting',
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\n\r\n',
    ]) {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => socket.write(sent))
        let text = ''
        socket
          .on('data', (chunk) => (text += chunk.toString()))
          .on('end', () => resolve(text))
          .on('error', reject)
      })
      expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*"code":"input.invalid"/)
    }
  })
})

test('nothing that a caller sends comes back in a problem', async () => {
  const secret = '2850615220019'
  for (const name of NAMES.filter((route) => ROUTES[route].method !== 'GET')) {
    const { result } = await send(name, allowedCaller(name), {
      json: { cnp: { value: secret }, username: [secret], commands: [{ payload: secret }], code: [secret] },
    })
    expect(JSON.stringify(result), name).not.toContain(secret)
  }
})
