import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deskConfiguration } from '../../../electron/desk-channel.ts'
import { parseDeskOptions } from '../main-options.ts'
import { isCentralAddress } from './central-address.ts'
import { centralClient } from './central-client.ts'

/** Every way by which an address reaches a desk. */
const WAYS: Readonly<Record<string, (address: string) => boolean>> = {
  'the rule': isCentralAddress,
  'the command line of a desk': (address) => parseDeskOptions(['--data', '/d', '--central', address], '/app').ok,
  'the channel of Electron and desk.json': (centralUrl) =>
    deskConfiguration.safeParse({ dataDir: 'd', centralUrl, enrolmentCode: null, deskName: 'G', printer: '' }).success,
  'the client of the central store': (url) => {
    try {
      const clock = { offset: () => null } as never
      void centralClient({ url, clock, deviceId: () => null, sign: () => '' }).close()
      return true
    } catch {
      return false
    }
  },
}

describe.each(Object.entries(WAYS))('%s', (_way, takes) => {
  it.each([
    'https://des.example.test',
    'https://des.example.test:8443/',
    'https://192.0.2.7',
    'https://[2001:db8::1]:8443',
    'http://127.0.0.1:8440',
    'http://127.8.9.10',
    'http://localhost:8440/',
    'http://[::1]:8440',
  ])('takes %s', (address) => expect(takes(address)).toBe(true))

  it.each([
    'http://des.example.test',
    'http://192.0.2.7:8440',
    'http://10.0.0.1',
    'http://0.0.0.0:8440',
    'http://[::]:8440',
    'http://[::ffff:192.0.2.7]:8440',
    'http://localhost.example.test',
    'http://127.0.0.1.example.test',
    'http://desk.localhost.example.test',
    'http://127.0.0.1@des.example.test',
    'https://ana:parola@des.example.test',
    'https://des.example.test/alt/loc',
    'https://des.example.test/?a=1',
    'https://des.example.test/#a',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,',
    'des.example.test',
    '//127.0.0.1',
    'http://',
    '',
  ])('refuses %j', (address) => expect(takes(address)).toBe(false))

  it('takes no plain HTTP to any host but this machine', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http'] }), fc.ipV4(), fc.ipV6(), (url, four, six) => {
        for (const address of [new URL(url).origin, `http://${four}`, `http://[${six}]`]) {
          const parsed = URL.parse(address)
          const own = parsed !== null && (/^127\./.test(parsed.hostname) || parsed.hostname === '[::1]')
          if (!own) expect(takes(address), address).toBe(false)
        }
      }),
      { numRuns: 50 },
    )
  })
})
