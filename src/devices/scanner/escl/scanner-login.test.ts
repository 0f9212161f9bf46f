/** Scanners that ask for a name and a password. */
import { beforeAll, describe, expect, it } from 'vitest'
import { startOddScanner, type OddHabit } from '../../../../test/support/odd-scanner.ts'
import { FLATBED, QUICK, noisyPage } from '../../../../test/support/odd-scanner-habits.ts'
import { pagesAnd } from '../../../../test/support/scan-events.ts'
import { selfSigned } from '../../../../test/support/self-signed.ts'
import { esclScanner } from './escl-scanner.ts'

let page: Buffer
beforeAll(async () => {
  page = await noisyPage()
})

describe('a scanner that asks for a login', () => {
  const digest =
    'WWW-Authenticate: Digest realm="a \\"b\\"", nonce="n1", qop="auth,auth-int", algorithm=SHA-256, opaque="o"'
  const basic = 'WWW-Authenticate: Basic realm="device"'
  const asked: string[] = []
  const wanting = (...headers: string[]): OddHabit => ({
    job: (_state, { headers: sent }) => {
      const authorization = sent.get('authorization')
      if (authorization === undefined) return { code: 401, headers }
      asked.push(authorization)
      return undefined
    },
  })
  const scan = async (habit: OddHabit, secure: boolean, login: { user: string; password: string } | null) => {
    asked.length = 0
    const device = await startOddScanner(habit, page, secure ? selfSigned() : undefined)
    const scanner = esclScanner({
      name: 'Ghișeu',
      url: device.url,
      pin: { known: () => null, first: () => undefined },
      timeouts: QUICK,
      login: () => Promise.resolve(login),
    })
    const { pages, problem } = await pagesAnd(scanner.scan(FLATBED))
    await device.close()
    return [pages.length, problem?.code ?? null]
  }
  const person = { user: 'ghișeu', password: 'pa:ro"la' }
  it('gets a proof of the password, also without encryption', async () => {
    expect(await scan(wanting(basic, digest), false, person)).toEqual([1, null])
    expect(asked[0]).toMatch(/^Digest username="/)
    expect(asked[0]).not.toContain(person.password)
  })
  it('gets the password itself over TLS only', async () => {
    expect(await scan(wanting(basic), true, person)).toEqual([1, null])
    expect(asked).toEqual([`Basic ${Buffer.from('ghișeu:pa:ro"la').toString('base64')}`])
    expect(await scan(wanting(basic), false, person)).toEqual([0, 'scanner.access-denied'])
    expect(asked).toEqual([])
  })
  it('is refused without a login, with a wrong one, and for an unknown way to log in', async () => {
    expect(await scan(wanting(digest), true, null)).toEqual([0, 'scanner.access-denied'])
    expect(await scan({ job: () => ({ code: 401, headers: [digest] }) }, true, person)).toEqual([
      0,
      'scanner.access-denied',
    ])
    expect(await scan(wanting('WWW-Authenticate: Negotiate'), true, person)).toEqual([0, 'scanner.access-denied'])
  })
})
