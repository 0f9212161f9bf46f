import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, verify, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createSelfIssuedSeal,
  loadPkcs12,
  signerFromKey,
  signPdf,
  writePkcs12,
  type SelfIssuedSeal,
  type Signer,
  type SigningAlgorithm,
} from './index.ts'

const installed = (tool: string) => spawnSync(tool, ['-v']).error === undefined
const ALGORITHMS: SigningAlgorithm[] = ['rsa-sha256', 'ecdsa-p256-sha256']
const PASSWORD = 'parolă cu ț'
const signedAt = new Date('2026-11-23T10:00:00Z')

const folder = mkdtempSync(path.join(tmpdir(), 'des-signing-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const seals = new Map<SigningAlgorithm, { seal: SelfIssuedSeal; signer: Signer }>()
const sealOf = (algorithm: SigningAlgorithm) => {
  const found = seals.get(algorithm)
  if (found === undefined) throw new Error('no seal')
  return found
}
beforeAll(async () => {
  for (const algorithm of ALGORITHMS) {
    const seal = await createSelfIssuedSeal({
      organisation: 'Casa de Asigurări de Sănătate Iași',
      locality: 'Iași',
      password: PASSWORD,
      validFrom: new Date('2026-01-01'),
      validUntil: new Date('2051-01-01'),
      algorithm,
    })
    const loaded = loadPkcs12(seal.pkcs12, PASSWORD)
    if (!loaded.ok) throw new Error(loaded.failure)
    seals.set(algorithm, { seal, signer: loaded.signer })
  }
})

async function blank(useObjectStreams: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.addPage([595, 842])
  return await document.save({ useObjectStreams })
}

/** The ranges, the signed bytes and the CMS of the last signature, found with nothing but the file's own bytes. */
function lastSignature(pdf: Uint8Array) {
  const file = Buffer.from(pdf)
  const match = [...file.toString('latin1').matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)].at(-1)
  const [a, b, c, d] = (match?.slice(1) ?? []).map(Number) as [number, number, number, number]
  const hex = file.subarray(b + 1, c - 1).toString('latin1')
  const padded = Buffer.from(hex, 'hex')
  const { offset } = asn1js.fromBER(Uint8Array.from(padded).buffer)
  return {
    range: [a, b, c, d] as const,
    gap: file.subarray(b, c).toString('latin1'),
    signed: Buffer.concat([file.subarray(a, a + b), file.subarray(c, c + d)]),
    cms: padded.subarray(0, offset),
    size: file.length,
  }
}
function signedData(cms: Uint8Array) {
  const info = new pkijs.ContentInfo({ schema: asn1js.fromBER(Uint8Array.from(cms).buffer).result })
  return new pkijs.SignedData({ schema: info.content })
}

describe.each(ALGORITHMS)('a signature with %s', (algorithm) => {
  it.each([true, false])('covers every byte but its own value (object streams: %s)', async (useObjectStreams) => {
    const pdf = await blank(useObjectStreams)
    const signed = await signPdf({
      pdf,
      signer: sealOf(algorithm).signer,
      fieldName: 'Sigiliu',
      reason: 'Recipisă',
      location: 'Iași',
      signedAt,
    })
    const { range, gap, size } = lastSignature(signed)
    expect(range[0]).toBe(0)
    expect(range[2] + range[3]).toBe(size)
    expect(gap).toMatch(/^<[0-9a-f]+>$/)
    expect(Buffer.from(signed.subarray(0, pdf.length)).equals(Buffer.from(pdf))).toBe(true)
  })

  it('carries the three attributes of PAdES baseline, and no signing-time', async () => {
    const { seal, signer } = sealOf(algorithm)
    const { signed, cms } = lastSignature(
      await signPdf({ pdf: await blank(false), signer, fieldName: 'Sigiliu', signedAt }),
    )
    const [info] = signedData(cms).signerInfos
    const attributes = new Map(
      info?.signedAttrs?.attributes.map(({ type, values }) => [type, values[0] as asn1js.AsnType]),
    )
    expect([...attributes.keys()].sort()).toEqual([
      '1.2.840.113549.1.9.16.2.47',
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
    ])
    const digest = attributes.get('1.2.840.113549.1.9.4') as asn1js.OctetString
    expect(Buffer.from(digest.getValue()).equals(createHash('sha256').update(signed).digest())).toBe(true)
    const signingCertificate = Buffer.from(attributes.get('1.2.840.113549.1.9.16.2.47')?.toBER() ?? new ArrayBuffer())
    expect(signingCertificate.includes(createHash('sha256').update(seal.certificate).digest())).toBe(true)
  })

  it('verifies as CMS, and no longer once a signed byte changes', async () => {
    const signed = await signPdf({
      pdf: await blank(false),
      signer: sealOf(algorithm).signer,
      fieldName: 'Sigiliu',
      signedAt,
    })
    const { signed: data, cms } = lastSignature(signed)
    const check = async (content: Uint8Array) => {
      const cmsData = signedData(cms)
      return await cmsData.verify({ signer: 0, data: Uint8Array.from(content).buffer }).catch(() => false)
    }
    expect(await check(data)).toBe(true)
    const touched = Buffer.from(data)
    touched[40] = (touched[40] ?? 0) ^ 1
    expect(await check(touched)).toBe(false)
  })

  it.skipIf(!installed('pdfsig'))(
    `is valid to poppler, also after a second one (not run where pdfsig is not installed)`,
    async () => {
      const { signer } = sealOf(algorithm)
      for (const useObjectStreams of [true, false]) {
        const once = await signPdf({ pdf: await blank(useObjectStreams), signer, fieldName: 'Sigiliu', signedAt })
        const twice = await signPdf({ pdf: once, signer, fieldName: 'Sigiliu 2', signedAt })
        const file = path.join(folder, 'twice.pdf')
        writeFileSync(file, twice)
        const report = execFileSync('pdfsig', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        expect(report.match(/Signature is Valid/g)).toHaveLength(2)
        expect(report).toContain('Total document signed')
        if (installed('qpdf')) expect(spawnSync('qpdf', ['--check', file]).status).toBe(0)
      }
    },
  )
})

describe('signPdf', () => {
  it('gives the same bytes for the same paper under an RSA seal', async () => {
    const pdf = await blank(false)
    const input = { pdf, signer: sealOf('rsa-sha256').signer, fieldName: 'Sigiliu', signedAt }
    expect(Buffer.from(await signPdf(input)).equals(Buffer.from(await signPdf(input)))).toBe(true)
  })
  it('carries a time-stamp over the signature value and leaves room for one', async () => {
    const token = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x07)
    const asked: Uint8Array[] = []
    const signed = await signPdf({
      pdf: await blank(false),
      signer: sealOf('rsa-sha256').signer,
      fieldName: 'S',
      signedAt,
      timeStamp: (digest) => (asked.push(digest), Promise.resolve(token)),
    })
    const [info] = signedData(lastSignature(signed).cms).signerInfos
    const value = new Uint8Array(info?.signature.getValue() ?? new ArrayBuffer())
    expect(asked).toEqual(
      [new Uint8Array(createHash('sha256').update(value).digest())].map((digest) => Buffer.from(digest)),
    )
    expect(info?.unsignedAttrs?.attributes.map(({ type }) => type)).toEqual(['1.2.840.113549.1.9.16.2.14'])
    expect(lastSignature(signed).gap.length / 2 - lastSignature(signed).cms.length).toBeGreaterThan(8 * 1024)
  })
  it('refuses what it cannot sign: no PDF, an encrypted one, a field name twice, too little room', async () => {
    const { signer } = sealOf('ecdsa-p256-sha256')
    const pdf = await blank(false)
    await expect(signPdf({ pdf: Buffer.from('not a PDF'), signer, fieldName: 'S', signedAt })).rejects.toThrow(
      TypeError,
    )
    await expect(signPdf({ pdf, signer, fieldName: 'S', signedAt, reservedBytes: 200 })).rejects.toThrow(RangeError)
    const once = await signPdf({ pdf, signer, fieldName: 'S', signedAt })
    await expect(signPdf({ pdf: once, signer, fieldName: 'S', signedAt })).rejects.toThrow(TypeError)
    const document = await PDFDocument.create()
    document.addPage()
    document.encrypt({ userPassword: 'x', ownerPassword: 'y' })
    await expect(signPdf({ pdf: await document.save(), signer, fieldName: 'S', signedAt })).rejects.toThrow()
  })
})

describe('PKCS#12', () => {
  it('comes back whole: key, certificate and chain, byte for byte', () => {
    for (const algorithm of ALGORITHMS) {
      const { seal, signer } = sealOf(algorithm)
      expect(Buffer.from(signer.certificate).equals(Buffer.from(seal.certificate))).toBe(true)
      expect(signer.chain.map((certificate) => Buffer.from(certificate).equals(Buffer.from(seal.authority)))).toEqual([
        true,
      ])
      expect(new X509Certificate(seal.certificate).verify(new X509Certificate(seal.authority).publicKey)).toBe(true)
    }
  })
  it('says what is wrong with it', () => {
    const { seal } = sealOf('ecdsa-p256-sha256')
    expect(loadPkcs12(seal.pkcs12, 'alta')).toEqual({ ok: false, failure: 'password' })
    expect(loadPkcs12(seal.pkcs12.subarray(0, 300), PASSWORD)).toEqual({ ok: false, failure: 'damaged' })
    expect(loadPkcs12(new Uint8Array(), PASSWORD)).toEqual({ ok: false, failure: 'damaged' })
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    const make = (key: typeof other) =>
      writePkcs12({
        privateKey: key,
        certificates: [seal.certificate],
        friendlyName: 'x',
        password: PASSWORD,
        seed: new Uint8Array(32),
      })
    expect(loadPkcs12(make(other), PASSWORD)).toEqual({ ok: false, failure: 'no-certificate' })
    expect(loadPkcs12(make(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey), PASSWORD)).toEqual({
      ok: false,
      failure: 'key',
    })
    expect(loadPkcs12(make(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey), PASSWORD)).toEqual({
      ok: false,
      failure: 'key',
    })
  })
  it('a damaged byte never gives another signer', () => {
    const { seal } = sealOf('ecdsa-p256-sha256')
    for (let at = 0; at < seal.pkcs12.length; at += 97) {
      const touched = Uint8Array.from(seal.pkcs12)
      touched[at] = (touched[at] ?? 0) ^ 0x5a
      const outcome = loadPkcs12(touched, PASSWORD)
      if (outcome.ok) expect(Buffer.from(outcome.signer.certificate).equals(Buffer.from(seal.certificate))).toBe(true)
    }
  })
  it.skipIf(!installed('openssl'))(
    'is read by OpenSSL, and OpenSSL’s own, old and new, are read here (not run where openssl is not installed)',
    () => {
      const { seal } = sealOf('rsa-sha256')
      const file = path.join(folder, 'seal.p12')
      const pem = path.join(folder, 'seal.pem')
      writeFileSync(file, seal.pkcs12)
      execFileSync('openssl', ['pkcs12', '-in', file, '-passin', `pass:${PASSWORD}`, '-nodes', '-out', pem], {
        stdio: 'ignore',
      })
      for (const options of [
        ['-legacy'],
        ['-certpbe', 'AES-256-CBC', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha512'],
        [],
      ]) {
        const exported = path.join(folder, 'exported.p12')
        execFileSync(
          'openssl',
          ['pkcs12', '-export', ...options, '-in', pem, '-out', exported, '-passout', `pass:${PASSWORD}`],
          { stdio: 'ignore' },
        )
        const outcome = loadPkcs12(execFileSync('cat', [exported]), PASSWORD)
        expect(outcome.ok && outcome.signer.chain.length).toBe(1)
      }
    },
  )
})

describe('the demonstration seal', () => {
  it('says in every name that it is one, and claims no qualification', () => {
    const { seal } = sealOf('rsa-sha256')
    for (const bytes of [seal.certificate, seal.authority]) {
      const certificate = new X509Certificate(bytes)
      expect(certificate.subject).toContain('DEMONSTRAȚIE')
      expect(certificate.issuer).toContain('DEMONSTRAȚIE')
    }
    const der = Buffer.from(seal.certificate).toString('hex')
    expect(der).toContain('06070400' + '8e46010602') // QcType eseal, 0.4.0.1862.1.6.2
    expect(der).not.toContain('0606' + '04008e460101') // QcCompliance
    expect(der).not.toContain('0606' + '04008e460104') // QcSSCD
  })
  it('refuses a key that is not the certificate’s', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(() => signerFromKey(privateKey, sealOf('ecdsa-p256-sha256').seal.certificate, [])).toThrow(TypeError)
  })
  it('signs bytes that its certificate verifies', async () => {
    const { signer } = sealOf('ecdsa-p256-sha256')
    const bytes = Buffer.from('recipisă')
    expect(verify('sha256', bytes, new X509Certificate(signer.certificate).publicKey, await signer.sign(bytes))).toBe(
      true,
    )
  })
})
