/** Refused commands: their answer, and their entry in the audit. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { addHolder, identityCheck } from '../../../test/support/central/office.ts'
import type { Granted } from '../../../test/support/central/workstation.ts'
import { verifyAudit } from '../audit/verify-audit.ts'

const { office, numbered, inReview, act } = actsForEachTest()

test('a clerk decides nothing', async () => {
  const id = await inReview()
  expect(
    await act('reject-request', id, { reason: 'unsigned', explanation: '' }, 4, office.session.clerk),
  ).toMatchObject({ problem: { code: 'right.missing', details: { right: 'request.decide' } } })
})

test('a transition without the revision seen is malformed', async () => {
  expect(await act('reject-request', await inReview(), { reason: 'unsigned', explanation: '' })).toMatchObject({
    problem: { code: 'input.invalid' },
  })
})

test('a refusal is in the audit: who tried what at which desk, once however often it is sent, and nothing of its payload', async () => {
  const { cnp } = await addHolder(office, { n: 6 })
  const id = await numbered({ cnp })
  const { hash } = await office.desk.must<{ hash: string }>('GET', `/v1/requests/${id}/plan`, {
    session: office.session.supervisor,
  })
  const approval = (session: Granted, change = {}) =>
    office.desk.command({
      kind: 'approve-request',
      aggregateId: id,
      session,
      payload: { planHash: hash, surname: 'Popescu' },
      expectedRevision: 5,
      change,
    })
  const check = office.desk.command({
    kind: 'record-identity-check',
    aggregateId: id,
    session: office.session.supervisor,
    payload: identityCheck,
  })
  const own = approval(office.session.supervisor)
  const without = approval(office.session.clerk)
  // Somebody else's session: the desk says who it was, nothing proves it.
  const claimed = approval(office.session.clerk2, { actorId: office.session.supervisor2.actor.id })
  const nowhere = office.desk.command({
    kind: 'add-note',
    aggregateId: v7(),
    session: office.session.clerk,
    payload: { noteId: v7(), text: 'Popescu a sunat' },
  })
  for (let time = 0; time < 3; time++)
    expect((await office.desk.push([check, own, without, claimed, nowhere])).result).toMatchObject({
      ok: true,
      value: {
        receipts: [
          { outcome: 'applied' },
          { outcome: 'rejected' },
          { outcome: 'rejected' },
          { outcome: 'rejected' },
          { outcome: 'rejected' },
        ],
      },
    })
  const rows = await office.central.store.read((db) =>
    db
      .selectFrom('audit_entry')
      .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
      .select(['actor', 'device', 'subject_ref', 'body'])
      .where('action', '=', 'command.refused')
      .orderBy('audit_entry.n')
      .execute(),
  )
  const subject = office.central.keys.subjectRef(cnp)
  const entry = (command: typeof own, problem: string, actor: string, subjectRef: string | null = subject) => [
    actor,
    office.desk.deviceId,
    subjectRef,
    {
      commandId: command.commandId,
      kind: command.kind,
      requestId: command.aggregateId,
      problem,
      statedActor: command.actorId,
      occurredAt: command.occurredAt,
    },
  ]
  expect(rows.map((row) => [row.actor, row.device, row.subject_ref, JSON.parse(row.body) as unknown])).toEqual([
    entry(own, 'request.four-eyes', own.actorId),
    entry(without, 'right.missing', without.actorId),
    entry(claimed, 'session.required', 'unknown'),
    entry(nowhere, 'request.unknown', nowhere.actorId, null),
  ])
  expect(await verifyAudit((work) => office.central.store.read(work))).toMatchObject({ intact: true })
})
