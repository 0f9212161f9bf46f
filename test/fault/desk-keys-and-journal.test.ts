/**
 * A desk whose keys, journal or cache cannot be read at a start: nothing begins anew without a person who was asked,
 * nothing is overwritten, and everything that was registered is there again once the cause is gone.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { describe, expect, it } from 'vitest'
import type { Desk, DeskOptions } from '../../src/desk/desk.ts'
import { fileSecretStore } from '../../src/desk/keys/file-secret-store.ts'
import type { SecretStore } from '../../src/desk/keys/secret-store.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing()
const closing = <T extends { close(): Promise<void> }>(thing: T): T => {
  cleanup.push(() => thing.close().catch(() => undefined))
  return thing
}
const registerAs = async (desk: Desk, n: number) =>
  register(
    desk,
    contentFor({ surname: 'Țîru', givenNames: `Ștefana ${String(n)}`, cnp: fictionalCnp(n) }),
    await tintedPage(n * 40),
  )
const signIn = async (desk: Desk) => unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))

/** A desk with one request sent and one that could not be sent, closed. */
async function deskWithUnsent() {
  const dataDir = folder('central')
  const central = await centralWithPeople(dataDir)
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = folder('desk')
  const desk = closing(await openTestDesk(deskFolder, central.url, { enrolmentCode: code }))
  await signIn(desk)
  await registerAs(desk, 1)
  await until(
    () => desk.call('sync.status', {}).then(unwrap),
    ({ queued, state, numbersLeft }) => queued === 0 && state === 'online' && numbersLeft > 0,
  )
  const port = Number(new URL(central.url).port)
  await central.close()
  await registerAs(desk, 2)
  await desk.close()
  return { deskFolder, url: central.url, again: async () => closing(await centralWithPeople(dataDir, port)) }
}
const open = async (deskFolder: string, url: string, more: Partial<DeskOptions> = {}) =>
  closing(await openTestDesk(deskFolder, url, more))
const queuedAt = async (desk: Desk) => unwrap(await desk.call('sync.status', {})).queued

/** The secret store of the tests, which refuses the first `times` calls of `unwrap`. */
function refusing(deskFolder: string, times: number, error: () => Error): SecretStore {
  const real = fileSecretStore(path.join(deskFolder, 'wrapping.key'))
  let left = times
  return {
    ...real,
    unwrap: (wrapped) => (left-- > 0 ? Promise.reject(error()) : real.unwrap(wrapped)),
  }
}

describe('a desk whose keys cannot be opened', () => {
  it('waits for a store that does not answer now, whatever its reason, and changes no file', async () => {
    const { deskFolder, url } = await deskWithUnsent()
    const before = readFileSync(path.join(deskFolder, 'keys.json'))
    for (const code of ['EPERM', 'EROFS', 'EACCES', 'EIO', 'EMFILE', null]) {
      const lines: string[] = []
      const log = pino({}, { write: (line: string) => lines.push(line) })
      const error = () => Object.assign(new Error('the store is locked'), code === null ? {} : { code })
      const desk = await open(deskFolder, url, { secretStore: refusing(deskFolder, 1, error), log })
      expect(readFileSync(path.join(deskFolder, 'keys.json'))).toEqual(before)
      expect(existsSync(path.join(deskFolder, 'set-aside'))).toBe(false)
      expect(unwrap(await desk.call('start.state', {}))).toMatchObject({
        cause: 'keys-unavailable',
        choices: ['retry'],
      })
      // Beginning anew is no choice here: the store may answer in a moment.
      for (const procedure of ['session.current', 'start.beginAnew', 'sync.status'] as const)
        expect(await desk.call(procedure, {})).toMatchObject({ problem: { code: 'desk.start-blocked' } })
      expect(unwrap(await desk.call('start.retry', {}))).toMatchObject({ cause: null })
      expect(await queuedAt(desk)).toBeGreaterThan(0)
      expect(lines.join('')).toContain('keys-unavailable')
      await desk.close()
    }
  })

  it('cuts no journal when its keys are missing', async () => {
    const { deskFolder, url } = await deskWithUnsent()
    const journal = path.join(deskFolder, 'journal', 'journal.bin')
    const bytes = readFileSync(journal)
    const elsewhere = path.join(folder('elsewhere'), 'keys')
    for (const name of readdirSync(deskFolder).filter((name) => name.startsWith('keys'))) {
      copyFileSync(path.join(deskFolder, name), `${elsewhere}-${name}`)
      rmSync(path.join(deskFolder, name))
    }
    const desk = await open(deskFolder, url)
    expect(unwrap(await desk.call('start.state', {}))).toMatchObject({ cause: 'keys-missing' })
    await desk.close()
    expect(readFileSync(journal).equals(bytes)).toBe(true)
    for (const name of readdirSync(path.dirname(elsewhere)))
      renameSync(path.join(path.dirname(elsewhere), name), path.join(deskFolder, name.replace('keys-', '')))
    const later = await open(deskFolder, url)
    expect(await queuedAt(later)).toBeGreaterThan(0)
  })
})
