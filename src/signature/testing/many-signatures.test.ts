/** A form that many people sign is valid, and costs work in proportion to their number. */
import { describe, expect, it } from 'vitest'
import { checkIntegrity } from '../validation/integrity.ts'
import { bodies, numbers as n, updated } from './form-document.ts'
import { signedByMany, signedInWaitingFields } from './many-signatures.ts'
import { createTestSigner } from './test-signer.ts'

const signer = await createTestSigner()

describe('many signatures', () => {
  it.each([1, 10, 25, 60])(
    '%i of them are valid',
    async (count) => {
      const report = checkIntegrity(await signedByMany(signer, count))
      expect(report.verdict).toBe('valid')
      expect(report.signatures).toHaveLength(count)
    },
    30_000,
  )

  const stepsOf = (pdf: Buffer) => checkIntegrity(pdf).steps
  it.each([
    ['in fields that waited', async (count: number) => signedInWaitingFields(signer, count), 1],
    ['with the form in an object stream', async (count: number) => signedInWaitingFields(signer, count, true), 1],
    // Each revision writes two lists of fields anew, and each list is longer than the one before it.
    ['in new fields', async (count: number) => signedByMany(signer, count), 1.25],
  ])(
    '%s cost work in proportion to their number',
    async (_, made, growth) => {
      const [one, ten, sixty] = [stepsOf(await made(1)), stepsOf(await made(10)), stepsOf(await made(60))]
      expect(ten / 10).toBeLessThan(one)
      expect(sixty / 60).toBeLessThan((growth * ten) / 10)
    },
    30_000,
  )

  it('are all red where the first is', async () => {
    const pdf = await signedByMany(signer, 25)
    const forged = updated(pdf, [n.content, bodies.content('Solicit altceva')])
    expect(checkIntegrity(forged).signatures.map(({ verdict }) => verdict)).toEqual(Array(25).fill('tampered'))
  }, 30_000)
})
