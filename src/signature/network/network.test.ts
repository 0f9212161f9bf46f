import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { issue } from '../testing/pki/certificates.ts'
import { authorityInfoAccess, crlDistributionPoint } from '../testing/pki/certificates.ts'
import { makeOcspResponse, makeRevocationList } from '../testing/pki/revocation.ts'
import { romanianPki } from '../testing/pki/romania.ts'
import { isPublicAddress } from './addresses.ts'
import { createFetcher, noNetwork } from './fetch.ts'
import { fetchIssuers, fetchRevocationData } from './revocation-data.ts'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Fetcher, FetcherOptions } from './fetch.ts'

const clock = () => new Date('2026-11-23T10:00:00Z')

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001:0:1::1',
    'ff02::1',
    'localhost',
    '',
    '127.1',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
  it.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '193.0.0.1',
    '100.128.0.1',
    '2a00:1450:4001::1',
    '2606:4700::1',
    '::ffff:8.8.8.8',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
  it('never lets a private network through, whatever the host part', () => {
    fc.assert(
      fc.property(fc.nat(0xffffff), fc.nat(0xffff), (rest, two) => {
        expect(isPublicAddress(`10.${String(rest >> 16)}.${String((rest >> 8) & 255)}.${String(rest & 255)}`)).toBe(
          false,
        )
        expect(isPublicAddress(`192.168.${String(two >> 8)}.${String(two & 255)}`)).toBe(false)
      }),
    )
  })
})

describe('fetching', () => {
  let server: Server
  let port = 0
  let handler: (request: IncomingMessage, response: ServerResponse) => void
  beforeAll(async () => {
    server = createServer((request, response) => {
      handler(request, response)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  const own = (more: Partial<FetcherOptions> = {}) =>
    createFetcher({ clock, allowAddress: (address) => address === '127.0.0.1', ...more })
  const get = (fetcher: Fetcher, path = '/', more: Partial<Parameters<Fetcher>[0]> = {}) =>
    fetcher({ url: `http://127.0.0.1:${String(port)}${path}`, maximumBytes: 1000, timeout: 2000, ...more })
  const code = async (result: ReturnType<Fetcher>) => {
    const answer = await result
    return answer.ok ? Buffer.from(answer.value.bytes).toString() : answer.problem.code
  }

  it('brings bytes, with where and when from', async () => {
    handler = (_, response) => response.setHeader('content-type', 'application/pkix-crl').end('abc')
    expect(await get(own())).toEqual({
      ok: true,
      value: {
        url: `http://127.0.0.1:${String(port)}/`,
        finalUrl: `http://127.0.0.1:${String(port)}/`,
        at: clock(),
        bytes: Buffer.from('abc'),
        contentType: 'application/pkix-crl',
      },
    })
  })
  it('posts a body with its type', async () => {
    handler = (request, response) => {
      let body = ''
      request
        .on('data', (chunk: Buffer) => (body += chunk.toString()))
        .on('end', () => response.end(`${request.method ?? ''} ${request.headers['content-type'] ?? ''} ${body}`))
    }
    expect(await code(get(own(), '/', { body: Buffer.from('xyz'), contentType: 'application/ocsp-request' }))).toBe(
      'POST application/ocsp-request xyz',
    )
  })
  it('refuses private addresses as they stand, by name, and behind a redirect', async () => {
    let reached = 0
    handler = (_, response) => {
      reached++
      response.end('secret')
    }
    const fetcher = createFetcher({ clock })
    for (const url of [
      `http://127.0.0.1:${String(port)}/`,
      `http://[::1]:${String(port)}/`,
      `http://2130706433:${String(port)}/`,
      `http://0x7f.1:${String(port)}/`,
      `http://[::ffff:127.0.0.1]:${String(port)}/`,
    ])
      expect(await code(fetcher({ url, maximumBytes: 1000, timeout: 2000 })), url).toBe('bad-address')
    const named = (addresses: string[]) =>
      createFetcher({
        clock,
        lookup: (_, __, done) => {
          done(
            null,
            addresses.map((address) => ({ address, family: 4 })),
          )
        },
      })
    for (const addresses of [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['169.254.169.254']])
      expect(
        await code(
          named(addresses)({ url: `http://crl.example.test:${String(port)}/`, maximumBytes: 1000, timeout: 2000 }),
        ),
      ).toBe('bad-address')
    expect(reached).toBe(0)
    handler = (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end()
    expect(await code(get(own()))).toBe('bad-address')
  })
  it('connects to the address that was checked, whatever the name says later', async () => {
    handler = (_, response) => response.end('first')
    let asked = 0
    const rebinding = own({
      lookup: (_, __, done) => {
        done(null, [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }])
      },
    })
    expect(
      await code(rebinding({ url: `http://list.example.test:${String(port)}/`, maximumBytes: 100, timeout: 2000 })),
    ).toBe('first')
    expect(asked).toBe(1)
  })
  it('speaks http and https alone, without passwords', async () => {
    for (const url of [
      'ftp://127.0.0.1/',
      'file:///etc/passwd',
      'ldap://127.0.0.1/x',
      'javascript:1',
      'not an address',
      `http://a:b@127.0.0.1:${String(port)}/`,
    ])
      expect(await code(own()({ url, maximumBytes: 10, timeout: 500 })), url).toBe('bad-address')
    handler = (_, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end()
    expect(await code(get(own()))).toBe('bad-address')
  })
  it('bounds the size, announced or not', async () => {
    handler = (_, response) => response.setHeader('content-length', 5000).end(Buffer.alloc(5000))
    expect(await code(get(own()))).toBe('too-large')
    handler = (_, response) => {
      response.write(Buffer.alloc(800))
      response.end(Buffer.alloc(800))
    }
    expect(await code(get(own()))).toBe('too-large')
  })
  it('bounds the time, also of an answer that drips', async () => {
    handler = () => undefined
    expect(await code(get(own(), '/', { timeout: 150 }))).toBe('timeout')
    handler = (_, response) => {
      const drip = setInterval(() => response.write('.'), 20)
      response.on('close', () => {
        clearInterval(drip)
      })
    }
    expect(await code(get(own(), '/', { timeout: 200 }))).toBe('timeout')
  })
  it('bounds redirects, follows relative ones, and takes nothing but 200', async () => {
    handler = (_, response) => response.writeHead(302, { location: '/again' }).end()
    expect(await code(get(own()))).toBe('too-many-redirects')
    handler = (request, response) =>
      request.url === '/list' ? response.end('there') : response.writeHead(302, { location: '/list' }).end()
    expect(await code(get(own()))).toBe('there')
    handler = (_, response) => response.writeHead(404).end('no')
    expect(await code(get(own()))).toBe('status')
  })
  it('can be cancelled, and be switched off', async () => {
    handler = () => undefined
    expect(await code(get(own(), '/', { signal: AbortSignal.timeout(50) }))).toBe('cancelled')
    expect(await code(get(noNetwork))).toBe('not-allowed')
  })
  it('reports that nobody answers', async () => {
    expect(await code(own()({ url: 'http://127.0.0.1:1/', maximumBytes: 10, timeout: 2000 }))).toBe('unreachable')
  })
})

describe('revocation data', () => {
  const romania = romanianPki()
  const person = romania.person('POPESCU', 'Ana').certificate
  const at = clock()
  const answer = makeOcspResponse({
    signer: romania.responder,
    issuer: romania.authority.certificate,
    certificate: person,
    producedAt: at,
  })
  const list = makeRevocationList({
    signer: romania.authority,
    thisUpdate: at,
    nextUpdate: new Date(at.getTime() + 86_400_000),
  })
  const serving =
    (pages: Record<string, Uint8Array>, asked: string[] = []): Fetcher =>
    ({ url }) => {
      asked.push(url)
      const bytes = pages[url]
      return Promise.resolve(
        bytes === undefined
          ? { ok: false, problem: { code: 'unreachable', detail: 'down' } }
          : { ok: true, value: { url, finalUrl: url, at, bytes, contentType: undefined } },
      )
    }
  const [ocsp, crl] = ['http://ocsp.example.test/', 'http://crl.example.test/calificat.crl']
  const fetchFor = (pages: Record<string, Uint8Array>, asked?: string[]) =>
    fetchRevocationData({ certificate: person, issuer: romania.authority.certificate, fetcher: serving(pages, asked) })

  it('asks the responder, and the list only when it does not answer', async () => {
    const asked: string[] = []
    expect(await fetchFor({ [ocsp]: answer, [crl]: list }, asked)).toMatchObject({
      responses: [{}],
      lists: [],
      failures: [],
      evidence: [{ url: ocsp }],
    })
    expect(asked).toEqual([ocsp])
    expect(await fetchFor({ [crl]: list })).toMatchObject({
      responses: [],
      lists: [{}],
      evidence: [{ url: crl }],
      failures: [{ url: ocsp, problem: { code: 'unreachable' } }],
    })
    expect(await fetchFor({ [ocsp]: Buffer.from('<html>'), [crl]: list })).toMatchObject({
      lists: [{}],
      failures: [{ problem: { code: 'malformed' } }],
    })
  })
  it('reads a list in PEM', async () => {
    const pem = `-----BEGIN X509 CRL-----\n${Buffer.from(list).toString('base64')}\n-----END X509 CRL-----\n`
    expect(await fetchFor({ [crl]: Buffer.from(pem) })).toMatchObject({ lists: [{}] })
  })
  it('a failure is reported and decides nothing', async () => {
    expect(await fetchFor({})).toMatchObject({
      lists: [],
      responses: [],
      evidence: [],
      failures: [{ url: ocsp }, { url: crl }],
    })
  })
  it('does not humour other schemes and hundreds of addresses', async () => {
    const odd = issue({
      subject: [['commonName', 'X']],
      issuer: romania.authority,
      extensions: [crlDistributionPoint('ldap://dir.example.test/cn=x'), authorityInfoAccess('file:///etc/passwd')],
    })
    const asked: string[] = []
    await fetchRevocationData({
      certificate: odd.certificate,
      issuer: romania.authority.certificate,
      fetcher: serving({}, asked),
    })
    expect(asked).toEqual([])
  })
  it('finds issuers by caIssuers, in DER and in PEM', async () => {
    const at2 = 'http://ca.example.test/issuer.cer'
    const withIssuer = { ...person, authorityInfoAccess: { ocsp: [], caIssuers: [at2] } }
    const { raw } = romania.authority.certificate
    const pem = Buffer.from(
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(raw).toString('base64')}\n-----END CERTIFICATE-----\n`,
    )
    for (const bytes of [raw, pem])
      expect(
        (await fetchIssuers({ certificate: withIssuer, fetcher: serving({ [at2]: bytes }) })).certificates.map(
          ({ fingerprint }) => fingerprint,
        ),
      ).toEqual([romania.authority.certificate.fingerprint])
    expect(
      await fetchIssuers({ certificate: withIssuer, fetcher: serving({ [at2]: Buffer.from('no') }) }),
    ).toMatchObject({ certificates: [], failures: [{ problem: { code: 'malformed' } }] })
  })
})
