import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemRandom } from '../random.ts'
import { documentContext, newDossierKey, unwrapDossierKey } from './dossier-key.ts'
import { decrypt, encrypt } from './encryption.ts'
import { openHouseSeal } from './house-seal.ts'
import { makeKeyRing, openKeyRing } from './key-ring.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'des-keys-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('the key ring', () => {
  test('is made once, readable only by its owner, and stays the same', () => {
    const file = path.join(dir, 'ring.json')
    makeKeyRing(file, systemRandom)
    const made = openKeyRing(file)
    const again = openKeyRing(file)
    expect(again.subjectRef('2850615220019')).toBe(made.subjectRef('2850615220019'))
    expect(Buffer.from(again.master).equals(made.master)).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
  test('gives references that reveal nothing about each other', () => {
    const [ours, theirs] = ['a', 'b'].map((name) => {
      makeKeyRing(path.join(dir, name), systemRandom)
      return openKeyRing(path.join(dir, name))
    })
    expect(
      new Set([ours?.subjectRef('1'), ours?.anonymisedRef('1'), ours?.subjectRef('2'), theirs?.subjectRef('1')]).size,
    ).toBe(4)
  })
  test('that others may read, or that is damaged, is not used', () => {
    const file = path.join(dir, 'ring.json')
    makeKeyRing(file, systemRandom)
    chmodSync(file, 0o644)
    expect(() => openKeyRing(file)).toThrow('chmod 600')
    chmodSync(file, 0o600)
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 50))
    expect(() => openKeyRing(file)).toThrow()
  })
})

describe('what is encrypted', () => {
  test('opens with its key and context, and with nothing else; no byte of it can be changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), (plain, place) => {
        const key = systemRandom.bytes(32)
        const sealed = encrypt(key, documentContext('d', 'a'), plain, systemRandom)
        expect(Buffer.from(decrypt(key, documentContext('d', 'a'), sealed)).equals(plain)).toBe(true)
        expect(() => decrypt(key, documentContext('d', 'b'), sealed)).toThrow()
        expect(() => decrypt(systemRandom.bytes(32), documentContext('d', 'a'), sealed)).toThrow()
        const changed = Uint8Array.from(sealed, (byte, index) => (index === place % sealed.length ? byte ^ 1 : byte))
        expect(() => decrypt(key, documentContext('d', 'a'), changed)).toThrow()
      }),
      { numRuns: 60 },
    )
  })
  test('a wrapped key belongs to its dossier', () => {
    const master = systemRandom.bytes(32)
    const { key, wrapped } = newDossierKey(master, 'a', systemRandom)
    expect(Buffer.from(unwrapDossierKey(master, 'a', wrapped)).equals(key)).toBe(true)
    expect(() => unwrapDossierKey(master, 'b', wrapped)).toThrow()
  })
})

test('a demonstration makes its seal once; a real store has none until one is put there', async () => {
  const houseName = { ro: 'Casa de Asigurări de Sănătate Exemplu', en: 'Example Health Insurance House' }
  const given = { houseName, random: systemRandom, now: new Date('2026-11-23T08:00:00Z') }
  expect(await openHouseSeal(dir, { ...given, seen: null, demonstration: false })).toBeNull()
  const made = await openHouseSeal(dir, { ...given, seen: null, demonstration: true })
  await expect(
    openHouseSeal(path.join(dir, 'elsewhere'), { ...given, seen: 'x', demonstration: true }),
  ).rejects.toThrow('Put back')
  const again = await openHouseSeal(dir, { ...given, seen: null, demonstration: false })
  expect(Buffer.from(again?.signer.certificate ?? []).equals(made?.signer.certificate ?? new Uint8Array(1))).toBe(true)
  expect(new X509Certificate(again?.signer.certificate ?? new Uint8Array()).subject).toContain(houseName.ro)
  expect(again?.authority).not.toBeNull()
  for (const file of ['seal.p12', 'seal.password']) expect(statSync(path.join(dir, file)).mode & 0o077).toBe(0)
})
