/**
 * Signatures over hand-written PDFs: every entry of the dictionary is the test's own, so that certified and malformed
 * ones can be made.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { detachedSignature } from '../signing/cms.ts'
import { issueCertificate, signerFromKey, type Signer } from '../signing/index.ts'
import { waitingPlaces } from './form-document.ts'
import { appendRevision, type Objects, type UpdateOptions } from './plain-pdf.ts'

/** A signer on P-256 with a certificate that it issued to itself. */
export async function createTestSigner(commonName = 'Ana Maria POPESCU'): Promise<Signer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = [
    ['C', 'RO'],
    ['CN', commonName],
  ] as const
  const certificate = await issueCertificate(
    {
      subject: name,
      issuer: name,
      subjectPublicKey: publicKey,
      issuerPublicKey: publicKey,
      serial: Uint8Array.of(0x40, 1, 2, 3),
      notBefore: new Date('2026-01-01'),
      notAfter: new Date('2051-01-01'),
      authority: false,
      keyUsage: ['contentCommitment'],
    },
    {
      algorithm: 'ecdsa-p256-sha256',
      sign: async (bytes) => Promise.resolve(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'der' })),
    },
  )
  return signerFromKey(privateKey, certificate, [])
}

/**
 * Appends a revision that holds exactly one waiting signature dictionary, and signs it. `make` gives the bytes of
 * `Contents` for the SHA-256 of the covered bytes.
 */
export async function signRevision(
  pdf: Uint8Array,
  objects: Objects,
  make: (digest: Uint8Array, covered: Uint8Array) => Promise<Uint8Array>,
  options: UpdateOptions = {},
): Promise<Buffer> {
  const file = appendRevision(pdf, objects, options)
  const { range, rangeLength, start, end } = waitingPlaces(file, pdf.length)
  file.write(`[0 ${String(start)} ${String(end)} ${String(file.length - end)}]`.padEnd(rangeLength), range, 'latin1')
  const covered = Buffer.concat([file.subarray(0, start), file.subarray(end)])
  const contents = await make(createHash('sha256').update(covered).digest(), covered)
  file.write(Buffer.from(contents).toString('hex'), start + 1, 'latin1')
  return file
}

/** As `signRevision`, with a detached PAdES baseline signature. */
export async function signPlain(pdf: Uint8Array, objects: Objects, signer: Signer): Promise<Buffer> {
  return signRevision(pdf, objects, async (digest) => detachedSignature(digest, signer))
}
