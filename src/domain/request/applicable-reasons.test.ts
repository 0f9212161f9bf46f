import { describe, expect, it } from 'vitest'
import { problem } from '../problem.ts'
import { askableOf, rejectionOfObstacles, rejectionsOf } from './applicable-reasons.ts'
import { MISSING } from './completeness.ts'
import { CAPACITIES, CHANNELS, REJECTION_REASONS, REQUEST_KINDS } from './request.ts'

const ADULT = '2850615220019'
const facts = {
  channel: 'counter',
  kind: 'anonymise',
  capacity: 'holder',
  holder: { cnp: ADULT },
  requestedDay: '2026-11-23',
} as const

const EVERY = CHANNELS.flatMap((channel) =>
  REQUEST_KINDS.flatMap((kind) => CAPACITIES.map((capacity) => ({ ...facts, channel, kind, capacity }))),
)

describe('the reasons to reject', () => {
  it.each(EVERY)('follow channel, kind and capacity: $channel, $kind, $capacity', (request) => {
    const offered = rejectionsOf(request)
    const when = (reason: (typeof REJECTION_REASONS)[number]) => offered.includes(reason)
    for (const reason of ['signature-invalid', 'certificate-not-qualified', 'modified-after-signing'] as const)
      expect(when(reason), reason).toBe(request.channel === 'email')
    expect(when('unsigned')).toBe(request.channel !== 'portal')
    expect(when('document-expired')).toBe(request.channel === 'counter')
    expect(when('already-anonymised')).toBe(request.kind === 'anonymise')
    expect(when('no-dossier')).toBe(request.kind === 'anonymise')
    expect(when('not-anonymised')).toBe(request.kind === 'revert')
    expect(when('capacity-not-proved')).toBe(request.capacity !== 'holder')
    for (const reason of ['identity-not-confirmed', 'cnp-invalid', 'deceased', 'duplicate', 'not-competent'] as const)
      expect(when(reason), reason).toBe(true)
  })
  it('name each reason for some request', () => {
    expect(new Set(EVERY.flatMap(rejectionsOf))).toEqual(new Set(REJECTION_REASONS))
  })
  it('begin with what the plan found, where it can apply', () => {
    const duplicate = problem('request.duplicate', { requestId: 'x', number: '1' })
    expect(rejectionOfObstacles(facts, [problem('request.four-eyes'), duplicate])).toBe('duplicate')
    expect(rejectionOfObstacles(facts, [problem('request.not-anonymised')])).toBeNull()
    expect(rejectionOfObstacles(facts, [])).toBeNull()
  })
})

describe('what can be asked for', () => {
  it.each(EVERY)('follows channel, kind and capacity: $channel, $kind, $capacity', (request) => {
    const offered = askableOf(request, [])
    const counter = request.channel === 'counter'
    expect(offered.includes('attestation-photo')).toBe(counter)
    expect(offered.includes('document-expired')).toBe(counter)
    expect(offered.includes('proof-of-capacity')).toBe(request.capacity !== 'holder')
    expect(offered.includes('questions-asked')).toBe(request.kind === 'anonymise')
    expect(offered.includes('holder-not-born')).toBe(false)
  })
  it('always contains whatever is known to be missing', () => {
    for (const code of MISSING) expect(askableOf({ ...facts, channel: 'portal' }, [code])).toContain(code)
  })
})
