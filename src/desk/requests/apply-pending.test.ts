import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import { payloadOf, type Surroundings } from '../../../test/support/acts/random-acts.ts'
import { fictionalCnp } from '../../../test/support/acts/stated.ts'
import { ACTS, COMMAND_KINDS, COMMANDS, isCommand, versionOf } from '../../request/acts.ts'
import { requestBody } from '../../request/body.ts'
import { applyPending, applyPendingAct } from './apply-pending.ts'

const RUNS = Number(process.env['FC_RUNS'] ?? 300)
const seed = process.env['FC_SEED'] === undefined ? {} : { seed: Number(process.env['FC_SEED']) }
const requestId = v7()
const AROUND: Surroundings = {
  cnp: fictionalCnp(1),
  deskNumber: 1,
  ids: [requestId],
  shown: null,
  other: null,
  number: 7,
  provisional: 'P-1-7',
  planHash: 'b'.repeat(64),
  files: [{ sha256: 'a'.repeat(64), bytes: 1 }],
}
const fitting = (kind: string): object => (isCommand(kind) ? payloadOf({ kind, pick: 0, request: 0 }, AROUND) : {})
const act = (
  kind: string,
  expectedRevision: number | null,
  payload: object = fitting(kind),
): { envelope: CommandEnvelope; actorName: string } => ({
  envelope: {
    deviceSeq: 1,
    commandId: v7(),
    kind,
    kindVersion: isCommand(kind) ? versionOf(kind) : 1,
    aggregateId: requestId,
    expectedRevision,
    payload: payload as CommandEnvelope['payload'],
    payloadHash: 'a'.repeat(64),
    prevHash: 'a'.repeat(64),
    actorId: v7(),
    sessionId: v7(),
    offline: false,
    occurredAt: '2026-11-23T09:00:00.000Z',
    clockOffsetMs: 3_600_000,
  },
  actorName: 'Ana Pop',
})
const kinds = fc.constantFrom(...COMMAND_KINDS)

describe('pending acts', () => {
  it('always leave a body of the contract, count as the centre does, and are replayed to the same result', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 2 })), { maxLength: 14 }), (steps) => {
        let body = applyPendingAct(null, act('register-request', null))
        const acts = [act('register-request', null)]
        for (const [kind, off] of steps) {
          const before = body
          const one = act(kind, COMMANDS[kind].transition ? (before?.revision ?? 1) + (off === 0 ? 0 : off) : null)
          acts.push(one)
          body = applyPendingAct(body, one)
          if (body === before || body === null || before === null) continue
          expect(requestBody.parse(body)).toEqual(body)
          expect(body.version).toBe(before.version + 1)
          expect(body.revision).toBe(before.revision + (ACTS[kind].revises ? 1 : 0))
          expect(body.timeline.length).toBe(before.timeline.length + 1)
          expect(body.registration).toEqual(before.registration)
        }
        expect(applyPending(null, acts)?.state).toBe(body?.state)
      }),
      { numRuns: RUNS, ...seed },
    )
  })
  it('do not apply a transition to another revision than the one seen, nor to an unknown request', () => {
    const body = applyPendingAct(null, act('register-request', null))
    expect(applyPendingAct(body, act('withdraw-request', 9))).toBe(body)
    expect(applyPendingAct(null, act('add-note', null))).toBeNull()
    expect(applyPendingAct(body, act('register-request', null))).toBe(body)
  })
  it('leave a request unchanged for kinds and payloads that this version does not know', () => {
    const body = applyPendingAct(null, act('register-request', null))
    expect(applyPendingAct(body, act('kind-of-tomorrow', null, {}))).toBe(body)
    expect(applyPendingAct(body, act('add-note', null, { text: 5 }))).toBe(body)
  })
  it('state the time by the corrected clock', () => {
    expect(applyPendingAct(null, act('register-request', null))?.timeline[0]?.at).toBe('2026-11-23T08:00:00.000Z')
  })
  it('close a request that is held up, and nothing is held up any more', () => {
    const approved = applyPending(null, [
      act('register-request', null),
      act('record-identity-check', null),
      act('attach-document', null),
      act('submit-request', 3),
      act('approve-request', 4),
    ])
    expect(approved?.state).toBe('approved')
    const held = approved && {
      ...approved,
      execution: {
        state: 'blocked' as const,
        since: '2026-11-23T09:00:00.000Z',
        problem: { code: 'request.deceased' as const, details: {} },
        waitsFor: [],
      },
    }
    expect(applyPendingAct(held, act('add-note', null))).toHaveProperty('execution')
    expect(applyPendingAct(held, act('reject-request', 5))).not.toHaveProperty('execution')
  })
  it('extend the term and count prints', () => {
    const body = applyPending(null, [
      act('register-request', null),
      act('extend-term', 1, { days: 10, explanation: 'x' }),
      act('record-print', null),
      act('record-print', null),
    ])
    expect(body).toMatchObject({ extendedDays: 10, dueDay: '2027-01-02' })
    expect(body?.papers).toMatchObject([{ paper: 'proof-of-registration', printed: 2 }])
  })
})
