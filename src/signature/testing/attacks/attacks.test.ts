import { beforeAll, describe, expect, it } from 'vitest'
import { checkIntegrity } from '../../validation/integrity.ts'
import type { Signer } from '../../signing/index.ts'
import { signedForm, type SignedFormOptions } from '../signed-form.ts'
import { createTestSigner } from '../test-signer.ts'
import { attacks } from './index.ts'

describe('attacks on signed files', () => {
  const bases = new Map<string, Buffer>()
  let signer: Signer
  beforeAll(async () => {
    signer = await createTestSigner()
  })
  const base = async (options: SignedFormOptions = {}): Promise<Buffer> => {
    const key = JSON.stringify([options.certify, options.lock, [...(options.changes ?? [])]])
    const known = bases.get(key) ?? (await signedForm(signer, options))
    bases.set(key, known)
    return known
  }

  it('names each attack once', () => {
    expect(new Set(attacks.map((attack) => attack.name)).size).toBe(attacks.length)
  })

  it.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (_, attack) => {
    const signed = await base(attack.base)
    // An attack on a file that was never good proves nothing.
    expect(checkIntegrity(signed).verdict).toMatch(/^valid/)
    const report = checkIntegrity(attack.mount(Buffer.from(signed)))
    if (attack.answer === 'warned') expect(report.verdict).toBe('valid-warn')
    else {
      expect(report.verdict).not.toMatch(/^valid/)
      expect(report.verdict).not.toBe('no-signature')
    }
  })
})
