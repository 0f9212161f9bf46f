/** Mutated PDFs and signatures inside them: green only for the bytes that were signed. */
import { attacks } from '../../../src/signature/testing/attacks/index.ts'
import { signedForm } from '../../../src/signature/testing/signed-form.ts'
import { createTestSigner } from '../../../src/signature/testing/test-signer.ts'
import { validatePdf } from '../../../src/signature/validation/validate-pdf.ts'
import { derWords, mutate, pdfWords } from './mutation.ts'
import type { FuzzTarget } from './run.ts'
import { bodies, numbers, updated } from '../../../src/signature/testing/form-document.ts'

const at = new Date('2026-11-23T10:00:00Z')
const isGreen = (verdict: string) => verdict.startsWith('valid')
const rangeOf = (pdf: Buffer): number[] =>
  (/\/ByteRange \[0 (\d+) (\d+) (\d+)/.exec(pdf.toString('latin1')) ?? []).slice(1).map(Number)

/**
 * A mutation in the padding of `Contents`, or one that cancels itself, leaves the same document and the same signature.
 */
function sameSignedBytes(original: Buffer, mutated: Buffer): boolean {
  const [first = 0, second = 0, length = 0] = rangeOf(original)
  const covered = mutated.subarray(0, second + length)
  return (
    covered.subarray(0, first).equals(original.subarray(0, first)) &&
    covered.subarray(second).equals(original.subarray(second)) &&
    covered.length === original.length
  )
}

export async function pdfTarget(): Promise<FuzzTarget> {
  const signer = await createTestSigner()
  const attacker = await createTestSigner('Radu ALTUL')
  const honest = await signedForm(signer)
  const certified = await signedForm(signer, { certify: 2 })
  const filled = updated(honest, [numbers.motive, bodies.motive('motive personale')])
  const bad = await Promise.all(
    attacks
      .filter((attack) => attack.answer === 'refused' && attack.base === undefined)
      .map((attack) => attack.mount(Buffer.from(honest), attacker)),
  )
  return {
    kind: 'PDF',
    once: (random) => {
      const choice = random(4)
      const original = [honest, certified, filled][choice] ?? bad[random(bad.length)] ?? honest
      const mutated = mutate(original, random, pdfWords)
      const { verdict } = validatePdf(mutated, { at })
      if (!isGreen(verdict)) return undefined
      if (choice < 2) return sameSignedBytes(original, mutated) ? undefined : `${verdict} with other signed bytes`
      // A warning may disappear only together with the revision that it warns about.
      if (choice === 2)
        return verdict === 'valid' && mutated.subarray(0, filled.length).equals(filled)
          ? 'the warning is gone'
          : undefined
      // A damaged file may be repaired only into the document that was signed.
      return mutated.subarray(0, honest.length).equals(honest) ? undefined : `${verdict}, and the original was not`
    },
  }
}

/** The mutated signature of another document in place of this one's; it must never be accepted. */
export async function cmsTarget(): Promise<FuzzTarget> {
  const signer = await createTestSigner()
  const [document, other] = [await signedForm(signer), await signedForm(signer, { entries: '/Location (Iasi)' })]
  const contentsOf = (pdf: Buffer) => {
    const [first = 0, second = 0] = rangeOf(pdf)
    return {
      first,
      second,
      der: Buffer.from(pdf.toString('latin1', first + 1, second - 1).replace(/(00)+$/, ''), 'hex'),
    }
  }
  const own = contentsOf(document)
  const foreign = contentsOf(other)
  return {
    kind: 'CMS',
    once: (random) => {
      const right = random(2) === 0
      const der = mutate(right ? own.der : foreign.der, random, derWords)
      const room = own.second - own.first - 2
      const mutated = Buffer.from(document)
      mutated.write(der.toString('hex').slice(0, room).padEnd(room, '0'), own.first + 1, 'latin1')
      const { verdict } = validatePdf(mutated, { at })
      return isGreen(verdict) && !right ? `${verdict} with the signature of another document` : undefined
    },
  }
}
