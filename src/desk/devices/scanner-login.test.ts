import { describe, expect, it } from 'vitest'
import type { Settings } from '../cache/settings.ts'
import { ForeignSecret } from '../keys/secret-store.ts'
import { scannerLoginOf } from './scanner-login.ts'

const URL_A = 'https://10.0.0.7/eSCL'
const person = { user: 'ghișeu-3', password: 'parolă "lungă"' }

/** Settings in memory, and a key store that turns bytes around. */
function storing() {
  const kept = new Map<string, unknown>()
  const settings = {
    get: (name: string) => kept.get(name) ?? null,
    set: (name: string, value: unknown) => void kept.set(name, JSON.parse(JSON.stringify(value))),
    forget: (name: string) => void kept.delete(name),
  } as unknown as Settings
  const state = { works: true }
  const turned = (bytes: Uint8Array): Promise<Uint8Array> =>
    state.works ? Promise.resolve(bytes.map((byte) => byte ^ 0x5a)) : Promise.reject(new ForeignSecret())
  return { kept, state, login: scannerLoginOf(settings, { wrap: turned, unwrap: turned }) }
}

describe('the login of a scanner', () => {
  it('comes back for its own address, and nothing stored shows the password', async () => {
    const { kept, login } = storing()
    await login.keep(URL_A, person)
    expect(await login.loginAt(URL_A)).toEqual(person)
    expect(login.userAt(URL_A)).toBe(person.user)
    const stored = JSON.stringify([...kept.values()])
    expect(stored).not.toContain('parol')
    expect(stored).not.toContain(Buffer.from(person.password).toString('base64'))
  })
  it.each(['http://10.0.0.7/eSCL', 'https://10.0.0.8/eSCL', 'https://10.0.0.7:8443/eSCL'])(
    'is not given to another address: %s',
    async (url) => {
      const { login } = storing()
      await login.keep(URL_A, person)
      expect([await login.loginAt(url), login.userAt(url)]).toEqual([null, null])
    },
  )
  it('is none when it was forgotten, or while the key store does not open it', async () => {
    const { state, login } = storing()
    expect(await login.loginAt(URL_A)).toBeNull()
    await login.keep(URL_A, person)
    state.works = false
    expect(await login.loginAt(URL_A)).toBeNull()
    await expect(login.keep(URL_A, { ...person, password: 'alta' })).rejects.toThrow(ForeignSecret)
    state.works = true
    expect(await login.loginAt(URL_A)).toEqual(person)
    login.forget()
    expect([await login.loginAt(URL_A), login.userAt(URL_A)]).toEqual([null, null])
  })
})
