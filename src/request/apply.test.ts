import { describe, expect, it } from 'vitest'
import {
  after,
  approved,
  AT,
  CLERK,
  contextOf,
  inReview,
  payloadToRegister,
  refusal,
  registered,
  REQUEST_ID,
  SHA256,
  SUPERVISOR,
  SYSTEM,
} from '../../test/support/acts/request-of.ts'
import { ACT_KINDS, ACTS } from './acts.ts'
import { applyAct, checkAct, type ActToApply, isFirst, performAct, stateAfter } from './apply.ts'

const note = (change: Partial<ActToApply> = {}): ActToApply =>
  ({ kind: 'add-note', payload: { noteId: REQUEST_ID, text: 'x' }, expectedRevision: null, ...change }) as ActToApply

describe('checking an act', () => {
  it('refuses to register an existing request, and any other act on a missing one', () => {
    expect(refusal(registered(), 'register-request', payloadToRegister())).toEqual({
      code: 'request.exists',
      details: {},
    })
    expect(checkAct(null, note(), contextOf())).toEqual({ code: 'request.unknown', details: {} })
    expect(ACT_KINDS.filter(isFirst)).toEqual(['register-request'])
  })

  it('requires a transition, and no other act, to name the revision seen', () => {
    const request = registered()
    const withdraw = (expectedRevision: number | null) =>
      checkAct(
        request,
        { kind: 'withdraw-request', payload: { explanation: '' }, expectedRevision } as ActToApply,
        contextOf(),
      )
    expect(withdraw(null)).toEqual({
      code: 'input.invalid',
      details: { issues: [{ path: 'expectedRevision', message: 'required' }] },
    })
    expect(withdraw(9)).toEqual({ code: 'request.stale', details: { seen: 9, current: 1, state: 'registered' } })
    expect(withdraw(1)).toBeNull()
    expect(checkAct(request, note({ expectedRevision: 9 }), contextOf())).toBeNull()
  })

  it('follows the table of states', () => {
    expect(refusal(registered(), 'approve-request', { planHash: SHA256, surname: 'Popescu' })).toEqual({
      code: 'request.state',
      details: { state: 'registered', command: 'approve' },
    })
    expect(stateAfter('registered', 'reject-request')).toEqual({ ok: true, value: 'rejected' })
    expect(stateAfter('executed', 'record-print')).toEqual({ ok: true, value: 'executed' })
  })
})

describe('applying an act', () => {
  it('starts a request at version and revision one, with its first entry', () => {
    expect(registered()).toMatchObject({
      id: REQUEST_ID,
      version: 1,
      revision: 1,
      state: 'registered',
      timeline: [{ at: AT, actor: CLERK, act: 'register-request', from: null, to: 'registered', offline: false }],
    })
  })

  it('always increases the version, and the revision where a decision depends on the act', () => {
    const request = registered()
    const context = contextOf({ offline: true, by: SUPERVISOR })
    const noted = applyAct(request, note(), context)
    expect(noted).toMatchObject({ version: 2, revision: 1 })
    expect(noted.timeline).toHaveLength(2)
    expect(noted.timeline[1]).toEqual({
      id: context.commandId,
      at: AT,
      actor: SUPERVISOR,
      act: 'add-note',
      from: 'registered',
      to: 'registered',
      facts: { noteId: REQUEST_ID },
      offline: true,
    })
    expect(after(noted, 'withdraw-request', { explanation: '' })).toMatchObject({ version: 3, revision: 2 })
    for (const kind of ACT_KINDS) if (ACTS[kind].transition) expect(ACTS[kind].revises, kind).toBe(true)
  })

  it('keeps what holds up an execution until the request is closed', () => {
    const execution = { state: 'waiting' as const, since: AT, problem: null, waitsFor: [] }
    const held = { ...approved(), execution }
    expect(after(held, 'add-note', { noteId: REQUEST_ID, text: 'x' })).toMatchObject({ execution })
    expect(after(held, 'withdraw-request', { explanation: '' })).not.toHaveProperty('execution')
    expect(after(inReview(), 'add-note', { noteId: REQUEST_ID, text: 'x' })).not.toHaveProperty('execution')
  })

  it('throws for an act that was not checked', () => {
    const approve = {
      kind: 'approve-request',
      payload: { planHash: SHA256, surname: 'x' },
      expectedRevision: 1,
    } as ActToApply
    expect(() => applyAct(registered(), approve, contextOf())).toThrow('applyAct needs an act that checkAct allows')
  })

  it('checks and applies in one call', () => {
    const context = contextOf({ by: SYSTEM })
    const begin = { kind: 'begin', payload: {}, expectedRevision: null } as ActToApply
    expect(performAct(approved(), begin, context)).toMatchObject({ ok: true, value: { state: 'executing' } })
    expect(performAct(registered(), begin, context)).toMatchObject({ ok: false, problem: { code: 'request.state' } })
  })
})
