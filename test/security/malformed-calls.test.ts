/** Malformed input at every call of the central store: bodies, paths, queries, and what is not HTTP at all. */
import { connect } from 'node:net'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRight, ROLES } from '../../src/domain/rights.ts'
import { type CallName, CENTRAL } from '../../src/protocol/central.ts'
import type { Call } from '../../src/protocol/central/call.ts'
import { type CallerName, type Callers, callersOf } from '../support/central/callers.ts'
import { type Office, openOffice } from '../support/central/office.ts'

const NAMES = Object.keys(CENTRAL) as CallName[]

let office: Office
let callers: Callers
beforeAll(async () => {
  office = await openOffice()
  callers = await callersOf(office)
})
afterAll(() => office.close())

const FILLED: Readonly<Record<string, string>> = {
  sha256: 'a'.repeat(64),
  year: '2026',
  code: 'ABCD-EFGH-JKMN-PQRS',
}
const targetOf = (name: CallName): string =>
  CENTRAL[name].path.replace(/:(\w+)/g, (_whole, field: string) => FILLED[field] ?? v7())

interface Sent {
  readonly target?: string
  readonly json?: unknown
  readonly bytes?: Uint8Array
  readonly headers?: Record<string, string>
}
const send = (name: CallName, caller: CallerName, { target = targetOf(name), json, bytes, headers }: Sent = {}) => {
  const body = bytes ?? (json === undefined ? undefined : Buffer.from(JSON.stringify(json)))
  return callers.sendWire(
    caller,
    { method: CENTRAL[name].method, target, body, contentType: 'application/json' },
    office.central.url,
    headers === undefined ? {} : { headers },
  )
}

/** A caller that the contract admits to the handler. */
function admitted(name: CallName): CallerName {
  const { caller }: Call = CENTRAL[name]
  if (caller.kind === 'public') return 'anyone'
  if (caller.kind === 'workstation') return 'a workstation'
  const { right } = caller.kind === 'person' ? caller : { right: null }
  return ROLES.find((role) => right === null || hasRight(role, right)) ?? 'anyone'
}
/** Calls that read no JSON ignore the body. */
const readsJson = (name: CallName): boolean => {
  const { body }: Call = CENTRAL[name]
  return body !== undefined && body !== 'bytes'
}

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

describe('malformed bodies', () => {
  const WITH_BODY = NAMES.filter((name) => CENTRAL[name].method !== 'GET')
  describe.each(WITH_BODY)('%s', (name) => {
    test.each(GARBAGE)('%s', async (_what, garbage) => {
      const { status, code } = await send(name, name === 'signOut' ? 'a workstation' : admitted(name), garbage)
      expect(status).toBeLessThan(500)
      if (readsJson(name)) expect(code).toBe('input.invalid')
    })
    test('a body that is far too large', async () => {
      const { status, code } = await send(name, admitted(name), { bytes: new Uint8Array(3 * 1024 * 1024) })
      expect([status, code]).toEqual([413, 'input.too-large'])
    })
  })
})

describe('malformed paths and queries', () => {
  const WITH_PARAMETER = NAMES.filter((name) => CENTRAL[name].path.includes(':') && name !== 'verify')
  test.each(WITH_PARAMETER)('%s', async (name) => {
    for (const value of ['x', '..%2f..%2fetc%2fpasswd', '%00', "'%20or%201=1--", 'A'.repeat(64), '%F0%9F%98%80']) {
      const target = CENTRAL[name].path.replace(/:\w+/, value)
      const { status, code } = await send(name, admitted(name), {
        target,
        ...(CENTRAL[name].method === 'PATCH' ? { json: {} } : {}),
      })
      expect({ 400: 'input.invalid', 404: 'route.unknown' }[status], `${target} ${String(status)}`).toBe(code)
    }
  })

  test('an invalid cursor, limit or offset', async () => {
    for (const target of [
      '/v1/pull',
      '/v1/pull?cursor=-1',
      '/v1/pull?cursor=x',
      '/v1/pull?cursor=0&limit=100000',
      '/v1/pull?cursor=0&limit=0',
      '/v1/pull?cursor=1e400',
      '/v1/pull?cursor=0&cursor=1',
    ])
      expect((await send('pull', 'a workstation', { target })).code, target).toBe('input.invalid')
    const session = `sessionId=${office.session.clerk.sessionId}`
    for (const query of [
      '',
      '?offset=0&size=5',
      '?sessionId=x&offset=0&size=5',
      ...['offset=0', 'offset=-1&size=5', 'offset=0&size=0', 'offset=0&size=x'].map((rest) => `?${session}&${rest}`),
    ])
      expect(
        (
          await send('putAttachment', 'a workstation', {
            target: `/v1/attachments/${'a'.repeat(64)}${query}`,
            bytes: new Uint8Array(5),
          })
        ).code,
        query,
      ).toBe('input.invalid')
  })

  test('an unknown route, an unreadable path, an unsupported method', async () => {
    for (const target of ['/', '/v1', '/v2/push', '/v1/push/', '/V1/PUSH', '/v1/%zz']) {
      const response = await fetch(office.central.url + target)
      expect(response.status, target).toBe(target === '/v1/%zz' ? 400 : 404)
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

test('nothing that a caller sends is returned in a problem', async () => {
  const secret = '2850615220019'
  for (const name of NAMES.filter((route) => CENTRAL[route].method !== 'GET')) {
    const { result } = await send(name, admitted(name), {
      json: { cnp: { value: secret }, username: [secret], commands: [{ payload: secret }], code: [secret] },
    })
    expect(JSON.stringify(result), name).not.toContain(secret)
  }
})
