/**
 * Acts of an earlier identity of a workstation, taken over by a command of another (ADR 0089): an adversary with the
 * files of the old workstation gets nothing done by it, and each attempt is in the audit.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { sha256Hex } from '../../src/files/sha256.ts'
import { canonicalJson } from '../../src/protocol/canonical.ts'
import type { CommandEnvelope, TakenOverAct } from '../../src/protocol/commands.ts'
import { type Office, openOffice, PASSWORD, requestInReview, addHolder, lease } from '../support/central/office.ts'
import { enrolWorkstation, type Granted, type Workstation } from '../support/central/workstation.ts'

let office: Office
let successor: Workstation
let ion: Granted
let requestId: string
beforeEach(async () => {
  office = await openOffice()
  const { code } = await office.central.issueEnrolmentCode()
  successor = await enrolWorkstation(office.central.url, code, {
    name: 'Ghișeul 1, din nou',
    now: () => office.clock.now,
  })
  ion = await successor.signIn('clerk2', PASSWORD)
  const { cnp } = await addHolder(office, { n: 1 })
  requestId = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
})
afterEach(() => office.close())

const noteOf = (text = 'A sunat.') => ({ noteId: v7(), text })
/** An act that the old workstation never sent. */
const unsent = (payload = noteOf(), kind: 'add-note' | 'reject-request' = 'add-note'): CommandEnvelope =>
  office.desk.command({ kind, aggregateId: requestId, payload: payload as never, session: office.session.clerk })
function takenOverOf(act: CommandEnvelope): TakenOverAct {
  const { kind: _kind, aggregateId: _aggregate, payload: _payload, ...signed } = act
  return { ...signed, deviceId: office.desk.deviceId, deskNumber: 1, actorName: 'Ana' }
}
/** Its taking over at the new workstation. */
const taking = (
  act: CommandEnvelope,
  takenOver: TakenOverAct,
  change: Partial<CommandEnvelope> = {},
): CommandEnvelope =>
  successor.command({
    kind: act.kind as 'add-note',
    aggregateId: act.aggregateId,
    payload: act.payload as never,
    session: ion,
    change: { takenOver, ...change },
  })
async function outcome(desk: Workstation, command: CommandEnvelope): Promise<string> {
  const { result } = await desk.push([command])
  if (!result.ok) return result.problem.code
  const [receipt] = result.value.receipts
  return receipt?.outcome === 'rejected' ? receipt.problem.code : (receipt?.outcome ?? 'none')
}

test('an act as its author signed it is applied once, for both names', async () => {
  const act = unsent()
  expect(await outcome(successor, taking(act, takenOverOf(act)))).toBe('applied')
  const [entry] = await office.central.store.read((db) =>
    db.selectFrom('timeline').selectAll().where('act', '=', 'add-note').execute(),
  )
  expect(entry).toMatchObject({ by_id: ion.actor.id })
  expect(JSON.parse(entry?.first ?? '')).toMatchObject({
    actor: { id: office.session.clerk.actor.id },
    deskNumber: 1,
  })
  // Once more under another command, and under its own name: both refused.
  expect(await outcome(successor, taking(act, takenOverOf(act)))).toBe('takeover.settled')
  expect(await outcome(office.desk, act)).toBe('takeover.settled')
})

test('an act that has arrived is not taken over', async () => {
  const act = unsent()
  expect(await outcome(office.desk, act)).toBe('applied')
  expect(await outcome(successor, taking(act, takenOverOf(act)))).toBe('takeover.settled')
})

test('a decision is made again, not taken over', async () => {
  const act = unsent({ reason: 'unsigned', explanation: '' } as never, 'reject-request')
  expect(await outcome(successor, taking(act, takenOverOf(act), { expectedRevision: 4 }))).toMatch(
    /right\.missing|takeover\.decision/,
  )
})

/** What an adversary changes, by name. */
const FORGERIES: Record<string, (act: CommandEnvelope) => [TakenOverAct, Partial<CommandEnvelope>?]> = {
  'another content': (act) => {
    const payload = noteOf('altceva')
    return [takenOverOf(act), { payload, payloadHash: sha256Hex(canonicalJson(payload)) }]
  },
  'another content, and its hash in both': (act) => {
    const payload = noteOf('altceva')
    const payloadHash = sha256Hex(canonicalJson(payload))
    return [
      { ...takenOverOf(act), payloadHash },
      { payload, payloadHash },
    ]
  },
  'another request': (act) => [takenOverOf(act), { aggregateId: v7() }],
  'another kind': (act) => [takenOverOf(act), { kind: 'submit-request' }],
  'another author': (act) => [{ ...takenOverOf(act), actorId: office.session.clerk2.actor.id }],
  'another session of the same author': (act) => [{ ...takenOverOf(act), sessionId: ion.sessionId }],
  'no such session': (act) => [{ ...takenOverOf(act), sessionId: v7() }],
  'another workstation': (act) => [{ ...takenOverOf(act), deviceId: successor.deviceId }],
  'no such workstation': (act) => [{ ...takenOverOf(act), deviceId: v7() }],
  'another id, so that it is done twice': (act) => [{ ...takenOverOf(act), commandId: v7() }],
  'dated back': (act) => [{ ...takenOverOf(act), occurredAt: '2020-01-01T00:00:00.000Z' }],
  'another place in the chain': (act) => [{ ...takenOverOf(act), deviceSeq: act.deviceSeq + 1 }],
  'another link': (act) => [{ ...takenOverOf(act), prevHash: 'a'.repeat(64) }],
  'said to be online': (act) => [{ ...takenOverOf(act), offline: !act.offline }],
  'another revision': (act) => [{ ...takenOverOf(act), expectedRevision: 2 }],
  'another clock': (act) => [{ ...takenOverOf(act), clockOffsetMs: 86_400_000 }],
  'another version': (act) => [{ ...takenOverOf(act), kindVersion: 2 }],
  'no signature': (act) => {
    const { proof: _proof, ...rest } = takenOverOf(act)
    return [rest]
  },
  'the signature of another act': (act) => [{ ...takenOverOf(act), proof: unsent().proof }],
  'signed by whoever takes it over': (act) => [{ ...takenOverOf(act), proof: ion.prove(act) }],
}

describe.each(Object.entries(FORGERIES))('taken over with %s', (_name, forge) => {
  test('nothing is done, and the attempt is in the audit', async () => {
    const act = unsent()
    const [takenOver, change] = forge(act)
    const command = taking(act, takenOver, change)
    expect(await outcome(successor, command)).toBe('takeover.unproved')
    const { notes, taken, audited } = await office.central.store.read(async (db) => ({
      notes: await db.selectFrom('note').selectAll().execute(),
      taken: await db.selectFrom('taken_over').selectAll().execute(),
      audited: await db
        .selectFrom('audit_entry')
        .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
        .select('body')
        .where('action', '=', 'command.refused')
        .execute(),
    }))
    expect([notes, taken]).toEqual([[], []])
    expect(audited.map(({ body }) => (JSON.parse(body) as { commandId: string }).commandId)).toEqual([
      command.commandId,
    ])
  })
})

test('whoever takes an act over needs a session and the right of their own', async () => {
  const act = unsent()
  const forged = taking(act, takenOverOf(act), { proof: act.proof ?? '' })
  expect(await outcome(successor, forged)).toBe('session.unproved')
  const auditor = await successor.signIn('auditor', PASSWORD)
  const command = successor.command({
    ...{ kind: 'add-note', aggregateId: requestId, payload: act.payload as never, session: auditor },
    change: { takenOver: takenOverOf(act) },
  })
  expect(await outcome(successor, command)).toBe('right.missing')
})
