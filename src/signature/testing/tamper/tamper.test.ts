/** A share of what `npm run bench -- tamper` tries in whole; `TAMPER_SEED` chooses another one. */
import { describe, expect, it } from 'vitest'
import { checkIntegrity } from '../../validation/integrity.ts'
import { createTestSigner } from '../test-signer.ts'
import { actBase, claimNames, claimsNeeded, isRight, levels, perform, runActs } from './act-runs.ts'
import { firstState, honestActs } from './acts.ts'
import { makeBases } from './bases.ts'
import { malformedBases } from './malformed.ts'
import { permissions } from './permitted.ts'
import { sample } from './random.ts'
import { faultOf, outcomeOf, tampersOfBase } from './tamper.ts'
import { createTally } from './tally.ts'

const seed = Number(process.env['TAMPER_SEED'] ?? '20261130')
const signer = await createTestSigner()
const other = await createTestSigner('Ion IONESCU')
const bases = await makeBases(signer)

describe('signed files changed in one thing', () => {
  it('are made of bases that are good', () => {
    expect(bases.length).toBeGreaterThan(55)
    expect(
      bases.filter(({ file }) => !checkIntegrity(file).verdict.startsWith('valid')).map(({ name }) => name),
    ).toEqual([])
  })

  it.each(bases.map((base, index) => [base.name, base, index] as const))(
    'are refused, but for what the table permits: %s',
    (_, base, index) => {
      const tally = createTally()
      for (const [turn, tamper] of sample(tampersOfBase(base), 12, seed + index).entries())
        tally.add(outcomeOf(base, tamper, turn % 3 === 0))
      expect(tally.edits).toBe(12)
      expect(tally.faults()).toEqual([])
    },
    30_000,
  )

  it('are never plain green where they were malformed when they were signed', async () => {
    const malformed = await malformedBases(signer)
    expect(malformed.filter(({ file }) => checkIntegrity(file).verdict === 'valid').map(({ name }) => name)).toEqual([])
    const tally = createTally()
    malformed.forEach((base, index) => {
      for (const [turn, tamper] of sample(tampersOfBase(base), 8, seed + index).entries())
        tally.add(outcomeOf(base, tamper, turn % 3 === 0))
    })
    expect(tally.faults()).toEqual([])
  }, 60_000)

  it('every permission has its reason', () => {
    expect(permissions.filter(({ why }) => why === '')).toEqual([])
  })

  it('a wrong answer is distinguished from a right one', () => {
    expect([faultOf(undefined, 'valid'), faultOf('warned', 'valid')].every((fault) => fault !== undefined)).toBe(true)
    expect([faultOf(undefined, 'tampered'), faultOf('warned', 'valid-warn'), faultOf('silent', 'valid')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('an honest act', () => {
  const cases = levels.flatMap((level) => honestActs(level).map((act) => [act.name, level, act] as const))
  it.each(cases)(
    'alone is green or reported as a warning, and no difference is claimed twice: %s, P=%s',
    async (_, level, act) => {
      const base = await actBase(signer, level)
      const { file } = await perform(base, firstState, act, other)
      expect(isRight(act, checkIntegrity(file).verdict)).toBe(true)
      expect(claimsNeeded(base, file).every((claim) => claimNames.includes(claim))).toBe(true)
    },
  )
})

describe('honest acts', () => {
  it('are green or reported as a warning, refused with a change beside them, and need each claim', async () => {
    const { faults, figures } = await runActs(signer, 0.02, seed, () => undefined)
    expect(faults).toEqual([])
    expect(figures['claims left out in turn and noticed']).toBe('23 of 23')
  }, 60_000)
})
