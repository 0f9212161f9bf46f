import { beforeAll, describe, expect, it } from 'vitest'
import { checkIntegrity } from '../../validation/integrity.ts'
import type { Signer } from '../../signing/index.ts'
import { signedForm } from '../signed-form.ts'
import { createTestSigner } from '../test-signer.ts'
import { attacks } from './index.ts'
import { type SignedFormOptions } from '../form-document.ts'

describe('attacks on signed files', () => {
  const bases = new Map<SignedFormOptions | undefined, Buffer>()
  let signer: Signer
  let attacker: Signer
  beforeAll(async () => {
    signer = await createTestSigner()
    attacker = await createTestSigner('Radu ALTUL')
  })
  const base = async (options: SignedFormOptions | undefined): Promise<Buffer> => {
    const known = bases.get(options) ?? (await signedForm(signer, options))
    bases.set(options, known)
    return known
  }

  it('names each attack once', () => {
    expect(new Set(attacks.map((attack) => attack.name)).size).toBe(attacks.length)
  })

  it.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (_, attack) => {
    const signed = await base(attack.base)
    // An attack on a file that was never good proves nothing.
    expect(checkIntegrity(signed).verdict).toMatch(attack.ambiguousBase ? /^indeterminate$/ : /^valid/)
    const report = checkIntegrity(await attack.mount(Buffer.from(signed), attacker))
    if (attack.answer === 'warned') expect(report.verdict).toBe('valid-warn')
    else {
      expect(report.verdict).not.toMatch(/^valid/)
      expect(report.verdict).not.toBe('no-signature')
      if (attack.ambiguousBase) expect(report.verdict).toBe('tampered')
    }
  })
})
