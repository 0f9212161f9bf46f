/**
 * Mutated trusted lists and evidence: a list whose bytes were changed is refused, or says exactly what it said; a changed certificate,
 * revocation list or response never turns a refusal into trust. `FUZZ_COUNT` says how many (500 by default), `FUZZ_SEED` where to begin.
 */
import { describe, expect, it } from 'vitest'
import { validateCertificate } from '../../src/signature/revocation/certificate-validation.ts'
import { parseRevocationList } from '../../src/signature/revocation/crl.ts'
import { parseOcspResponse } from '../../src/signature/revocation/ocsp.ts'
import { issue } from '../../src/signature/testing/pki/certificates.ts'
import { makeOcspResponse, makeRevocationList, revocationList } from '../../src/signature/testing/pki/revocation.ts'
import { romanianPki } from '../../src/signature/testing/pki/romania.ts'
import { makeList, qualification, signList } from '../../src/signature/testing/pki/trusted-lists.ts'
import { loadTrustedList } from '../../src/signature/trusted-list/list-of-lists.ts'
import { parseCertificate } from '../../src/signature/x509/certificate.ts'
import { indexByName } from '../../src/signature/x509/path-building.ts'
import { anchorOf } from '../../src/signature/x509/path-validation.ts'

const count = Number(process.env['FUZZ_COUNT'] ?? '500')
const seed = Number(process.env['FUZZ_SEED'] ?? '20261123')
const slowest = 3000
const now = new Date('2026-11-23T10:00:00Z')

type Random = (below: number) => number

/** xorshift32: small, seeded, the same on every machine. */
function randomFrom(start: number): Random {
  let state = (start >>> 0) || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % Math.max(1, below)
  }
}

const words = ['<', '>', '</', '/>', '&', '&lt;', '<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE x>', ' xmlns="x"', ' xmlns:ds="x"', ' Id="list"', '<ds:Signature>', 'granted', 'withdrawn', 'ForeSeals', '\r\n', '\u0000', '\t', '"']

function mutate(original: Uint8Array, random: Random): Buffer {
  let bytes = Buffer.from(original)
  for (let changes = 1 + random(3); changes > 0; changes--) {
    const place = random(bytes.length)
    const length = 1 + random(random(4) === 0 ? 400 : 8)
    const piece = random(2) === 0 ? Buffer.from(words[random(words.length)] ?? '') : bytes.subarray(random(bytes.length)).subarray(0, length)
    const kind = random(4)
    if (kind === 0) bytes[place] = (bytes[place] ?? 0) ^ (1 << random(8))
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)])
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)])
    else bytes = Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place + piece.length)])
    if (bytes.length === 0) bytes = Buffer.from([0])
  }
  return bytes
}

function each(check: (random: Random, name: string) => void): void {
  for (let number = 0; number < count; number++) {
    const name = `seed ${String(seed)}, number ${String(number)}`
    const started = performance.now()
    check(randomFrom(seed + number * 7919), name)
    expect(performance.now() - started, name).toBeLessThan(slowest)
  }
}

const romania = romanianPki()

describe(`mutated lists and evidence (${String(count)} of each kind, seed ${String(seed)})`, () => {
  it('a changed trusted list is refused, or says what it said', () => {
    const operator = issue({ subject: [['countryName', 'RO'], ['commonName', 'Operator']] })
    const pinned = { certificates: [operator.certificate] }
    const original = signList(makeList({ territory: 'RO', services: [{ certificates: [romania.authority.certificate], periods: [{ from: '2017-02-01T00:00:00Z', additional: ['ForeSignatures'], qualifications: qualification(['QCWithQSCD']) }, { from: '2010-01-01T00:00:00Z', status: 'undersupervision' }] }] }), operator)
    const untouched = loadTrustedList(original, pinned, now)
    expect(untouched.ok).toBe(true)
    let refused = 0
    each((random, name) => {
      const result = loadTrustedList(mutate(original, random), pinned, now)
      if (result.ok) expect(result.value.list, name).toEqual(untouched.ok && untouched.value.list)
      else refused++
    })
    expect(refused).toBeGreaterThan(count / 2)
  }, 600_000)

  it('a changed certificate, list or response never makes a revoked signer trusted', () => {
    const person = romania.person('POPESCU', 'Ana', '2850615229013').certificate
    const rootList = revocationList({ signer: romania.root, thisUpdate: now, nextUpdate: new Date('2026-12-01T00:00:00Z') })
    const revoked = { at: new Date('2026-11-01T00:00:00Z') }
    const list = makeRevocationList({ signer: romania.authority, thisUpdate: now, nextUpdate: new Date('2026-12-01T00:00:00Z'), revoked: [{ certificate: person, ...revoked, reason: 1 }] })
    const response = makeOcspResponse({ signer: romania.responder, issuer: romania.authority.certificate, certificate: person, producedAt: now, nextUpdate: new Date('2026-12-01T00:00:00Z'), status: { revokedAt: revoked.at, reason: 1 } })
    const values = <T>(...results: readonly ({ readonly ok: true; readonly value: T } | { readonly ok: false })[]) => results.flatMap((result) => (result.ok ? [result.value] : []))
    each((random, name) => {
      const which = random(3)
      const [target] = values(parseCertificate(which === 0 ? mutate(person.raw, random) : person.raw))
      if (target === undefined) return
      const { conclusion } = validateCertificate({
        target, at: now, now,
        certificates: indexByName([romania.authority.certificate, romania.responder.certificate]), anchors: indexByName([anchorOf(romania.root.certificate)]),
        lists: [rootList, ...values(parseRevocationList(which === 1 ? mutate(list, random) : list))],
        responses: values(parseOcspResponse(which === 2 ? mutate(response, random) : response)),
      })
      expect(conclusion.indication, name).not.toBe('PASSED')
    })
  }, 600_000)
})
