/** A signer with a self-issued certificate, valid from 2026 to 2036. */
import { createSelfIssuedSeal, loadPkcs12, type Signer } from '../../src/signature/signing/index.ts'

/** On P-256, which is created at once, unless `rsa` is wanted as in production; RSA takes a second. */
export async function testSigner({
  organisation = 'Casa',
  rsa = false,
  validFrom = new Date('2026-01-01'),
  validUntil = new Date('2036-01-01'),
}: { organisation?: string; rsa?: boolean; validFrom?: Date; validUntil?: Date } = {}): Promise<Signer> {
  const { pkcs12 } = await createSelfIssuedSeal({
    organisation,
    locality: 'Iași',
    password: 'x',
    validFrom,
    validUntil,
    ...(rsa ? {} : { algorithm: 'ecdsa-p256-sha256' }),
  })
  const loaded = loadPkcs12(pkcs12, 'x')
  if (!loaded.ok) throw new Error(loaded.failure)
  return loaded.signer
}
