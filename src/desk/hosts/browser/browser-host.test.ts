import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ok, refuse } from '../../../domain/problem.ts'
import { SCAN_LIMITS } from '../../../files/limits.ts'
import { PROCEDURES, type DeskEvent } from '../../../protocol/desk.ts'
import type { Desk } from '../../desk-interface.ts'
import { BODY_LIMIT, startBrowserHost, type BrowserHost } from './browser-host.ts'
import { TOKEN_LIFETIME_MS } from './one-time-tokens.ts'
import { WINDOW_LIFETIME_MS } from './window-sessions.ts'

const SHA = 'a'.repeat(64)
const PAPER = Buffer.from('%PDF-1.7')

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: string
}

let folder: string
let host: BrowserHost
let now: number
let calls: { procedure: string; input: unknown }[]
/** The windows that called, in order. */
let windows: (string | undefined)[]
let stored: number[]
let listeners: Set<(event: DeskEvent) => void>
let bugs: unknown[]

const desk: Desk = {
  call: async (procedure, input, window) => {
    calls.push({ procedure, input })
    windows.push(window)
    if (procedure === 'sync.now') throw new Error('a bug')
    if (procedure === 'session.unlock') return refuse('login.wrong')
    return ok({ said: procedure }) as never
  },
  putBytes: async (bytes, window) => {
    windows.push(window)
    stored.push(bytes.length)
    return ok({ sha256: SHA, bytes: bytes.length })
  },
  getBytes: async (sha256, window) => {
    windows.push(window)
    if (sha256 === SHA) return ok({ bytes: PAPER, mediaType: 'application/pdf' })
    return sha256 === 'b'.repeat(64)
      ? ok({ bytes: Buffer.from('<script>'), mediaType: 'text/html' })
      : refuse('session.required')
  },
  subscribe: (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  close: async () => undefined,
}

function send(
  method: string,
  url: string,
  options: { headers?: OutgoingHttpHeaders; body?: string | Buffer; stopAfter?: (text: string) => boolean } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const target = new URL(host.origin)
    const call = httpRequest(
      { host: target.hostname, port: target.port, method, path: url, headers: options.headers ?? {} },
      (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString()
          if (options.stopAfter?.(body) === true) {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
            call.destroy()
          }
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
    call.on('error', reject)
    call.end(options.body)
  })
}

const tokenOf = (address: string) => new URL(address).hash.replace('#token=', '')
const ours = () => ({ origin: host.origin, 'content-type': 'application/json' })
const exchange = (token: string, headers: OutgoingHttpHeaders = {}) =>
  send('POST', '/desk/session', { headers: { ...ours(), ...headers }, body: JSON.stringify({ token }) })
async function openWindow(): Promise<string> {
  const answer = await exchange(tokenOf(host.address()))
  return String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? ''
}
const codeOf = (answer: Answer) => (JSON.parse(answer.body) as { problem: { code: string } }).problem.code

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'des-host-'))
  mkdirSync(path.join(folder, 'assets'))
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Ghișeu DES</title>')
  writeFileSync(path.join(folder, 'assets', 'main-1a2b.js'), 'export {}')
  writeFileSync(path.join(folder, '..', `${path.basename(folder)}-secret.js`), 'secret')
  now = Date.UTC(2026, 10, 23, 8)
  calls = []
  windows = []
  stored = []
  bugs = []
  listeners = new Set()
  host = await startBrowserHost({
    desk,
    rendererDir: folder,
    clock: () => now,
    onBug: (_reference, error) => bugs.push(error),
  })
})
afterEach(async () => {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
  rmSync(`${folder}-secret.js`, { force: true })
})

describe('the address', () => {
  it('is on loopback only, with the token where no request line and no log has it', () => {
    expect(host.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(host.address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
  })

  it('opens one window, once', async () => {
    const token = tokenOf(host.address())
    const first = await exchange(token)
    expect(first.status).toBe(200)
    expect(first.headers['set-cookie']?.[0]).toMatch(/; Path=\/desk; HttpOnly; SameSite=Strict$/)
    const second = await exchange(token)
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  it('expires', async () => {
    const token = tokenOf(host.address())
    now += TOKEN_LIFETIME_MS + 1
    expect(codeOf(await exchange(token))).toBe('host.refused')
  })

  it.each(['', 'x', null, 1, { $ne: '' }, ['a']])('refuses %j as a token', async (token) => {
    const answer = await send('POST', '/desk/session', { headers: ours(), body: JSON.stringify({ token }) })
    expect(answer.status).toBe(403)
  })

  it('does not work for a foreign page', async () => {
    expect((await exchange(tokenOf(host.address()), { origin: 'http://evil.example' })).status).toBe(403)
  })
})

describe('the cookie', () => {
  it('is required for every call of the contract', async () => {
    for (const procedure of Object.keys(PROCEDURES)) {
      const answer = await send('POST', `/desk/${procedure}`, { headers: ours(), body: '{}' })
      expect([procedure, answer.status]).toEqual([procedure, 403])
    }
    const read = { 'sec-fetch-site': 'same-origin' }
    expect((await send('GET', '/desk/events', { headers: read })).status).toBe(403)
    expect((await send('GET', `/desk/bytes/${SHA}`, { headers: read })).status).toBe(403)
    expect(
      (
        await send('POST', '/desk/bytes', {
          headers: { ...ours(), 'content-type': 'application/octet-stream' },
          body: 'x',
        })
      ).status,
    ).toBe(403)
    expect(calls).toEqual([])
    expect(stored).toEqual([])
  })

  it('is refused when made up, and after its time', async () => {
    const cookie = await openWindow()
    const call = (value: string) =>
      send('POST', '/desk/desk.about', { headers: { ...ours(), cookie: value }, body: '{}' })
    expect((await call(cookie)).status).toBe(200)
    expect((await call(`theme=dark; ${cookie}`)).status).toBe(200)
    expect((await call(`${cookie.split('=')[0]}=${'A'.repeat(43)}`)).status).toBe(403)
    now += WINDOW_LIFETIME_MS + 1
    expect((await call(cookie)).status).toBe(403)
  })
})

describe('two desks on one machine', () => {
  /** What a browser keeps for 127.0.0.1: one value for each name and path. It does not tell ports apart. */
  const browser = () => {
    const kept = new Map<string, string>()
    const cookie = () => [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      open: async (at: BrowserHost) => {
        const response = await fetch(`${at.origin}/desk/session`, {
          method: 'POST',
          headers: { origin: at.origin, 'content-type': 'application/json', cookie: cookie() },
          body: JSON.stringify({ token: tokenOf(at.address()) }),
        })
        const [name = '', value = ''] = (response.headers.getSetCookie()[0] ?? '').split(';')[0]?.split('=') ?? []
        kept.set(name, value)
      },
      status: async (at: BrowserHost, sent = cookie()) => {
        const headers = { origin: at.origin, 'content-type': 'application/json', cookie: sent }
        return (await fetch(`${at.origin}/desk/desk.about`, { method: 'POST', headers, body: '{}' })).status
      },
      cookie,
    }
  }
  const start = (port = 0) => startBrowserHost({ desk, rendererDir: folder, port, clock: () => now })

  it('keep their windows apart in one browser, in whichever order these were opened', async () => {
    const other = await start()
    const page = browser()
    try {
      for (const at of [host, other, host, other]) await page.open(at)
      expect([await page.status(host), await page.status(other)]).toEqual([200, 200])
      await page.open(host)
      expect([await page.status(host), await page.status(other)]).toEqual([200, 200])
      expect(new Set(windows.slice(-4)).size).toBeGreaterThan(1)
    } finally {
      await other.close()
    }
  })

  it('accept no window of one another, whatever its cookie is called', async () => {
    const other = await start()
    const page = browser()
    try {
      await page.open(host)
      expect(await page.status(other)).toBe(403)
      const secret = page.cookie().split('=')[1] ?? ''
      const renamed = `des_desk_${new URL(other.origin).port}=${secret}`
      expect([await page.status(other, renamed), await page.status(other, `${page.cookie()}; ${renamed}`)]).toEqual([
        403, 403,
      ])
    } finally {
      await other.close()
    }
  })

  it('that use one port after the other do not inherit windows', async () => {
    const first = await start()
    const page = browser()
    await page.open(first)
    expect(await page.status(first)).toBe(200)
    await first.close()
    const second = await start(Number(new URL(first.origin).port))
    try {
      expect(await page.status(second)).toBe(403)
      await page.open(second)
      expect(await page.status(second)).toBe(200)
    } finally {
      await second.close()
    }
  })
})

describe('a window', () => {
  const everything = async (cookie: string) => {
    const headers = { ...ours(), cookie }
    await send('POST', '/desk/session.current', { headers, body: '{}' })
    await send('POST', '/desk/bytes', {
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: 'x',
    })
    await send('GET', `/desk/bytes/${SHA}`, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })
    return windows.splice(0)
  }

  it('is the same to the desk in every call, also after it is loaded again, and is not another one', async () => {
    const [first, second] = [await openWindow(), await openWindow()]
    const names = await everything(first)
    expect(names).toHaveLength(3)
    expect(new Set(names).size).toBe(1)
    expect(await everything(first)).toEqual(names)
    expect((await everything(second)).some((name) => names.includes(name))).toBe(false)
  })

  it('is named to the desk by no part of its secret', async () => {
    const cookie = await openWindow()
    const secret = cookie.split('=')[1] ?? 'none'
    for (const name of await everything(cookie)) {
      expect(name).toMatch(/^[0-9a-f]{64}$/)
      expect(name).not.toContain(secret)
    }
  })
})

describe('who is calling', () => {
  it.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1.evil.example:80', '[::1]'])(
    'refuses the host %s, everywhere',
    async (name) => {
      const cookie = await openWindow()
      const headers = { ...ours(), cookie, host: name }
      expect((await send('POST', '/desk/desk.about', { headers, body: '{}' })).status).toBe(403)
      const page = await send('GET', '/', { headers: { host: name } })
      expect(page.status).toBe(403)
      expect(page.body).not.toContain('doctype')
      expect(calls).toEqual([])
    },
  )

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost', 'https://127.0.0.1'])(
    'refuses the origin %s',
    async (origin) => {
      const cookie = await openWindow()
      expect(
        (await send('POST', '/desk/desk.about', { headers: { ...ours(), cookie, origin }, body: '{}' })).status,
      ).toBe(403)
      expect((await send('GET', `/desk/bytes/${SHA}`, { headers: { cookie, origin } })).status).toBe(403)
      expect(calls).toEqual([])
    },
  )

  it.each(['cross-site', 'same-site', 'none'])('refuses what the browser calls %s', async (site) => {
    const cookie = await openWindow()
    expect(
      (await send('POST', '/desk/desk.about', { headers: { ...ours(), cookie, 'sec-fetch-site': site }, body: '{}' }))
        .status,
    ).toBe(403)
    expect((await send('GET', `/desk/bytes/${SHA}`, { headers: { cookie, 'sec-fetch-site': site } })).status).toBe(403)
  })

  it('refuses a caller that does not say where it comes from', async () => {
    const cookie = await openWindow()
    expect(
      (await send('POST', '/desk/desk.about', { headers: { 'content-type': 'application/json', cookie }, body: '{}' }))
        .status,
    ).toBe(403)
  })
})

describe('procedures', () => {
  it('passes the input on and the result back, with the status of the problem', async () => {
    const cookie = await openWindow()
    const answer = await send('POST', '/desk/request.open', {
      headers: { ...ours(), cookie },
      body: '{"requestId":"7"}',
    })
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { said: 'request.open' } })
    expect(calls).toEqual([{ procedure: 'request.open', input: { requestId: '7' } }])
    const refused = await send('POST', '/desk/session.unlock', { headers: { ...ours(), cookie }, body: '{}' })
    expect([refused.status, codeOf(refused)]).toEqual([401, 'login.wrong'])
  })

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'desk.call',
    'desk.about/',
    '..%2f..%2fetc',
    `desk.${'x'.repeat(400)}`,
  ])('knows no procedure %s', async (name) => {
    const cookie = await openWindow()
    const answer = await send('POST', `/desk/${name}`, { headers: { ...ours(), cookie }, body: '{}' })
    expect(answer.status).toBe(name.length > 100 ? 414 : 404)
    expect(calls).toEqual([])
  })

  it.each([
    '{"__proto__":{"admin":true}}',
    '{"a":{"constructor":{"prototype":{}}}}',
    '{',
    '{"a":1}}',
    'nonsense',
    '',
    '\u0000',
  ])('refuses the body %j', async (body) => {
    const cookie = await openWindow()
    const answer = await send('POST', '/desk/desk.about', { headers: { ...ours(), cookie }, body })
    expect([answer.status, codeOf(answer)]).toEqual([400, 'input.invalid'])
    expect(calls).toEqual([])
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
  ])('takes JSON only, not %s', async (type) => {
    const cookie = await openWindow()
    const answer = await send('POST', '/desk/desk.about', {
      headers: { ...ours(), 'content-type': type, cookie },
      body: '{}',
    })
    expect(codeOf(answer)).toBe('input.invalid')
    expect(calls).toEqual([])
  })

  it('refuses a body over the limit', async () => {
    const cookie = await openWindow()
    const answer = await send('POST', '/desk/desk.about', {
      headers: { ...ours(), cookie },
      body: JSON.stringify('x'.repeat(BODY_LIMIT)),
    })
    expect([answer.status, codeOf(answer)]).toEqual([413, 'input.too-large'])
  })

  it('answers a bug with a reference and reveals nothing of it', async () => {
    const cookie = await openWindow()
    const answer = await send('POST', '/desk/sync.now', { headers: { ...ours(), cookie }, body: '{}' })
    expect([answer.status, codeOf(answer)]).toEqual([500, 'unexpected'])
    expect(answer.body).not.toContain('a bug')
    expect(bugs).toHaveLength(1)
  })

  it('answers other methods with nothing', async () => {
    const cookie = await openWindow()
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await send(method, '/desk/desk.about', { headers: { origin: host.origin, cookie } })).status).toBe(404)
    const preflight = await send('OPTIONS', '/desk/desk.about', {
      headers: { origin: host.origin, 'access-control-request-method': 'POST' },
    })
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('bytes', () => {
  const upload = (body: Buffer, cookie: string, headers: OutgoingHttpHeaders = {}) =>
    send('POST', '/desk/bytes', {
      headers: { ...ours(), cookie, 'content-type': 'application/octet-stream', ...headers },
      body,
    })

  it('are taken up to the limit and not a byte beyond', async () => {
    const cookie = await openWindow()
    expect((await upload(Buffer.alloc(SCAN_LIMITS.bytes, 1), cookie)).status).toBe(200)
    const over = await upload(Buffer.alloc(SCAN_LIMITS.bytes + 1, 1), cookie, {
      'x-des-name': encodeURIComponent('cerere mamă.pdf'),
    })
    expect(over.status).toBe(413)
    expect(JSON.parse(over.body)).toEqual({
      ok: false,
      problem: {
        code: 'scan.too-large',
        details: { name: 'cerere mamă.pdf', size: SCAN_LIMITS.bytes + 1, limit: SCAN_LIMITS.bytes },
      },
    })
    expect(stored).toEqual([SCAN_LIMITS.bytes])
  })

  it('of 200 MB in chunks are refused in words, not with a broken connection', async () => {
    const cookie = await openWindow()
    const answer = await upload(Buffer.alloc(200 * 1024 * 1024, 1), cookie, { 'transfer-encoding': 'chunked' })
    expect([answer.status, codeOf(answer)]).toEqual([413, 'scan.too-large'])
    expect(stored).toEqual([])
  })

  it('must not be empty', async () => {
    const cookie = await openWindow()
    expect(codeOf(await upload(Buffer.alloc(0), cookie, { 'x-des-name': '%E0%A4%A' }))).toBe('scan.empty')
    expect(stored).toEqual([])
  })

  it('come back with their type, unsniffed and unstored', async () => {
    const cookie = await openWindow()
    const read = { cookie, 'sec-fetch-site': 'same-origin' }
    const paper = await send('GET', `/desk/bytes/${SHA}`, { headers: read })
    expect(paper.body).toBe(PAPER.toString())
    expect(paper.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${'a'.repeat(12)}.pdf"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    const foreign = await send('GET', `/desk/bytes/${'b'.repeat(64)}`, { headers: read })
    expect(foreign.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${'b'.repeat(12)}.bin"`,
    })
    expect((await send('GET', `/desk/bytes/${'c'.repeat(64)}`, { headers: read })).status).toBe(401)
    expect((await send('GET', '/desk/bytes/..%2f..%2fetc%2fpasswd', { headers: read })).status).toBe(404)
  })
})

describe('events', () => {
  it('reach an open window and stop with it', async () => {
    const cookie = await openWindow()
    const event: DeskEvent = { type: 'changed', topics: ['queue'], requestIds: [] }
    const timer = setInterval(() => listeners.forEach((listener) => listener(event)), 20)
    const answer = await send('GET', '/desk/events', {
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      stopAfter: (text) => text.includes('changed'),
    })
    clearInterval(timer)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    expect(answer.body).toContain(`data: ${JSON.stringify(event)}\n\n`)
    await expect.poll(() => listeners.size).toBe(0)
  })

  it('do not keep the host from closing', async () => {
    const cookie = await openWindow()
    const streaming = send('GET', '/desk/events', { headers: { cookie, 'sec-fetch-site': 'same-origin' } }).catch(
      () => null,
    )
    await expect.poll(() => listeners.size).toBe(1)
    await host.close()
    await streaming
    expect(listeners.size).toBe(0)
  })
})

describe('the page', () => {
  it('comes with a strict policy and is not framed', async () => {
    const page = await send('GET', '/')
    expect(page.status).toBe(200)
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe-inline')
    expect(policy).not.toContain("'unsafe-eval'")
    expect(page.headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect((await send('GET', '/assets/main-1a2b.js')).headers['cache-control']).toContain('immutable')
  })

  it.each([
    '/../SECRET',
    '/..%2fSECRET',
    '/assets/..%2f..%2fSECRET',
    '/assets/%2e%2e/%2e%2e/SECRET',
    '//etc/passwd',
    '/index.html%00.js',
    '/__proto__',
    '/%',
  ])('is all there is: %s', async (url) => {
    const answer = await send('GET', url.replace('SECRET', `${path.basename(folder)}-secret.js`))
    expect(answer.status).toBe(url === '/%' ? 400 : 404)
    expect(answer.body).not.toContain('secret')
  })
})
