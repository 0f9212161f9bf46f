import { describe, expect, it } from 'vitest'
import { generateRequest } from '../../../test/support/generated-requests.ts'
import type { RequestState } from '../../domain/request/request.ts'
import { detailOf } from './request-detail.ts'

const scan = { sha256: 'a'.repeat(64), mediaType: 'application/pdf' as const, bytes: 1, pages: 1, name: 'cerere.pdf' }
const base = generateRequest(0, '2026-11-23', scan)
const at = (state: RequestState, today: string, dueDay = '2026-12-31') => {
  const body = { ...base, state, dueDay, registration: { ...base.registration, day: '2026-12-01' } }
  return detailOf(
    body,
    [],
    { actorId: '', role: 'supervisor', central: { ok: true, value: '' }, today },
    { isAtHand: () => true, isHeld: false, numberOfOther: () => null },
  )
}

describe('the terms of a request', () => {
  it('are the answer, the month of the GDPR beside it, and five days to forward', () => {
    expect(at('in_review', '2026-12-04').terms).toEqual({
      answer: { day: '2026-12-31', daysLeft: 27 },
      gdpr: { day: '2027-01-01', daysLeft: 28 },
      forwarding: { day: '2026-12-06', daysLeft: 2 },
    })
  })
  it('show that they are over, and forbid nothing', () => {
    const late = at('in_review', '2026-12-09')
    expect(late.terms?.forwarding).toEqual({ day: '2026-12-06', daysLeft: -3 })
    expect(late.actions.find(({ action }) => action === 'forward')?.refusal).toBeNull()
  })
  it('do not mention forwarding once it is decided, nor anything once the request is closed', () => {
    expect(at('approved', '2026-12-04').terms?.forwarding).toBeNull()
    for (const state of ['executed', 'forwarded', 'filed'] as const) expect(at(state, '2026-12-04').terms).toBeNull()
  })
})
