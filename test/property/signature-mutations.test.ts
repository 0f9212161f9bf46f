/**
 * Mutated input: whatever is done to the bytes of a signed file, its signature, a certificate or a revocation list, the answer
 * comes in time, nothing crashes, and nothing turns green that was not. `FUZZ_COUNT` says how many (500 by default),
 * `FUZZ_SEED` where to begin; a failure prints the seed and the number of the mutation.
 */
import { describe, expect, it } from 'vitest'
import { readSignedData } from '../../src/signature/cms/signed-data.ts'
import { EncodingFault } from '../../src/signature/cms/tlv.ts'
import { parseRevocationList } from '../../src/signature/revocation/crl.ts'
import { parseOcspResponse } from '../../src/signature/revocation/ocsp.ts'
import { attacks } from '../../src/signature/testing/attacks/index.ts'
import { bodies, numbers, signedForm, updated } from '../../src/signature/testing/signed-form.ts'
import { createTestSigner } from '../../src/signature/testing/test-signer.ts'
import { validatePdf } from '../../src/signature/validation/validate-pdf.ts'
import { parseCertificate } from '../../src/signature/x509/certificate.ts'

const count = Number(process.env['FUZZ_COUNT'] ?? '500')
const seed = Number(process.env['FUZZ_SEED'] ?? '20261123')
const slowest = 3000
const at = new Date('2026-11-23T10:00:00Z')

type Random = (below: number) => number

/** mulberry32: small, seeded, the same on every machine. */
function randomFrom(start: number): Random {
  let state = start >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below)
  }
}

const words = ['/ByteRange', '/Contents', '/V', '/AcroForm', '/Prev 0', '/Kids', '/Parent', 'endobj', 'stream', 'endstream', 'startxref', '%%EOF', 'xref', 'trailer', '<<', '>>', '[', ']', '(', ')', '<', '>', ' 0 R', ' obj', '99999999999', '-1', '0', 'null']

/** One to four changes: bits, bytes, copies, cuts, insertions of words that readers look for. */
function mutate(original: Uint8Array, random: Random): Buffer {
  let bytes = Buffer.from(original)
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const place = random(bytes.length)
    const length = 1 + random(random(4) === 0 ? 4000 : 12)
    switch (random(7)) {
      case 0:
        bytes[place] = (bytes[place] ?? 0) ^ (1 << random(8))
        break
      case 1:
        bytes[place] = random(256)
        break
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)])
        break
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, place), Buffer.from(words[random(words.length)] ?? ''), bytes.subarray(place)])
        break
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(random(bytes.length)).subarray(0, length), bytes.subarray(place)])
        break
      case 5: {
        const word = Buffer.from(words[random(words.length)] ?? '')
        word.copy(bytes, Math.min(place, Math.max(0, bytes.length - word.length)))
        break
      }
      default:
        bytes = Buffer.concat([bytes, bytes.subarray(place, place + length)])
    }
    if (bytes.length === 0) bytes = Buffer.from('%')
  }
  return bytes
}

const isGreen = (verdict: string) => verdict.startsWith('valid')

/** A mutation in the padding of `Contents`, or one that undoes itself, leaves the same document behind the same signature. */
function sameSignedBytes(original: Buffer, mutated: Buffer): boolean {
  const [, first = 0, second = 0] = /\/ByteRange \[0 (\d+) (\d+) /.exec(original.toString('latin1'))?.map(Number) ?? []
  return mutated.subarray(0, first).equals(original.subarray(0, first)) && mutated.subarray(second).equals(original.subarray(second)) && mutated.length === original.length
}

describe(`mutated input (${String(count)} of each kind, seed ${String(seed)})`, () => {
  it('signed files: no crash, no hang, never green where the original was not, never green with other signed bytes', async () => {
    const signer = await createTestSigner()
    const valid = [await signedForm(signer), await signedForm(signer, { certify: 2 })]
    const honest = valid[0] ?? Buffer.alloc(0)
    const attacker = await createTestSigner('Radu ALTUL')
    const bad = await Promise.all(attacks.filter((attack) => attack.answer === 'refused' && attack.base === undefined).map((attack) => attack.mount(Buffer.from(honest), attacker)))
    const filled = updated(honest, [numbers.motive, bodies.motive('motive')])
    for (let index = 0; index < count; index++) {
      const random = randomFrom(seed + index)
      const choice = random(4)
      const original = choice < 2 ? valid[choice] : choice === 2 ? filled : bad[random(bad.length)]
      if (!original) continue
      const mutated = mutate(original, random)
      const started = performance.now()
      const { verdict } = validatePdf(mutated, { at })
      const where = `seed ${String(seed)}, mutation ${String(index)}, ${verdict}`
      expect(performance.now() - started, where).toBeLessThan(slowest)
      if (choice === 2) {
        // A warning may go only together with the revision that it warns of.
        if (verdict === 'valid') expect(mutated.subarray(0, filled.length).equals(filled), where).toBe(false)
      } else if (choice === 3) {
        // A broken file may be mended by chance only into the document that was signed.
        if (isGreen(verdict)) expect(mutated.subarray(0, honest.length).equals(honest), where).toBe(true)
      } else if (isGreen(verdict)) {
        // Green on a mutated valid file means: the same signed bytes, with at most a permitted revision after them.
        const [, , second = 0, length = 0] = /\/ByteRange \[0 (\d+) (\d+) (\d+)/.exec(original.toString('latin1'))?.map(Number) ?? []
        expect(sameSignedBytes(original, mutated.subarray(0, second + length)), where).toBe(true)
      }
    }
  }, 60_000 + count * 50)

  it('signatures, certificates and revocation data: refused or read, never a crash', async () => {
    const signer = await createTestSigner()
    const [hex = ''] = /<[0-9a-f]{200,}>/.exec((await signedForm(signer)).toString('latin1')) ?? []
    const cms = Buffer.from(hex.slice(1, -1), 'hex')
    for (let index = 0; index < count; index++) {
      const random = randomFrom(seed + index)
      const started = performance.now()
      try {
        readSignedData(mutate(cms.subarray(0, 1200), random))
      } catch (fault) {
        if (!(fault instanceof EncodingFault)) throw fault
      }
      const certificate = mutate(signer.certificate, random)
      parseCertificate(certificate)
      parseRevocationList(certificate)
      parseOcspResponse(certificate)
      expect(performance.now() - started, `seed ${String(seed)}, mutation ${String(index)}`).toBeLessThan(slowest)
    }
  }, 60_000 + count * 20)
})
