/** The supervisor's decision on the order of opposite requests: who may take it, on what, and what follows. */
import { describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { orderExecution } from '../../../../test/support/central/executions.ts'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { addHolder, approve, identityCheck, type Office } from '../../../../test/support/central/office.ts'
import type { orderView } from '../../../protocol/central/requests.ts'

const { office, numbered, act, read: body } = actsForEachTest()

const request = (
  cnp: string,
  kind: 'anonymise' | 'revert',
  requestedAt: string | null = null,
  requestedDay = '2026-11-23',
) => numbered({ cnp, kind, change: { requestedAt, requestedDay } })
const view = (id: string, session = office.session.supervisor) =>
  office.desk.must<z.infer<typeof orderView>>('GET', `/v1/requests/${id}/order`, { session })
async function opposite() {
  const { cnp } = await addHolder(office)
  return { cnp, anonymise: await request(cnp, 'anonymise'), revert: await request(cnp, 'revert') }
}
interface Decision {
  readonly about: string
  readonly other: string
  readonly first: string
  readonly revision?: number
  readonly otherRevision?: number
  readonly reason?: string
  readonly by?: Office['session']['supervisor']
  readonly offline?: boolean
}
const decide = ({
  about,
  other,
  first,
  revision = 4,
  otherRevision = 4,
  reason = 'Cererea de revenire poartă ora 14 pe margine.',
  by = office.session.supervisor,
  offline = false,
}: Decision) =>
  office.desk.act({
    kind: 'decide-order',
    aggregateId: about,
    session: by,
    payload: { other, otherRevision, first, reason },
    expectedRevision: revision,
    change: { offline },
  })

describe('a decision', () => {
  test('lets both be approved and run, in the order decided', async () => {
    const { anonymise, revert } = await opposite()
    expect(await approve(office, anonymise)).toMatchObject({ problem: { code: 'request.order' } })
    expect(await decide({ about: revert, other: anonymise, first: anonymise })).toMatchObject({
      outcome: 'applied',
      revision: 5,
    })
    expect([(await body(anonymise)).revision, (await body(revert)).revision]).toEqual([5, 5])
    expect(await approve(office, revert, { revision: 5 })).toMatchObject({ outcome: 'applied' })
    await office.central.settled()
    expect((await body(revert)).state).toBe('approved')
    expect(await approve(office, anonymise, { revision: 5 })).toMatchObject({ outcome: 'applied' })
    await office.central.settled()
    await office.central.settled()
    expect([(await body(anonymise)).state, (await body(revert)).state]).toEqual(['executed', 'executed'])
    expect(
      await office.central.store.read((db) =>
        db.selectFrom('dossier').select(['generation', 'state']).orderBy('generation').execute(),
      ),
    ).toEqual([
      { generation: 1, state: 'anonymised' },
      { generation: 2, state: 'active' },
    ])
  })

  test('is recorded on both requests, in their history, in the feed and in the audit; the text of the reason only with the requests', async () => {
    const { anonymise, revert } = await opposite()
    await decide({ about: anonymise, other: revert, first: revert })
    const decided = {
      first: revert,
      second: anonymise,
      reason: 'Cererea de revenire poartă ora 14 pe margine.',
      by: { name: 'Persoana supervisor' },
    }
    for (const id of [anonymise, revert]) {
      const { orderDecisions, timeline } = await body(id)
      expect(orderDecisions).toMatchObject([decided])
      expect(timeline.at(-1)).toMatchObject({
        act: 'decide-order',
        from: 'in_review',
        to: 'in_review',
        facts: { first: revert, second: anonymise },
      })
    }
    const audited = await office.central.store.read((db) =>
      db
        .selectFrom('audit_entry')
        .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
        .select(['action', 'actor', 'body'])
        .where('action', '=', 'decide-order')
        .execute(),
    )
    expect(audited).toMatchObject([{ actor: office.session.supervisor.actor.id }])
    expect(JSON.stringify(audited)).not.toContain('margine')
  })

  test('unblocks what was approved before the opposite request was known', async () => {
    const { cnp } = await addHolder(office)
    const anonymise = await request(cnp, 'anonymise')
    await orderExecution(office, anonymise)
    const revert = await request(cnp, 'revert')
    await office.central.settled()
    expect(
      await office.central.store.read((db) =>
        db.selectFrom('execution').select(['state', 'problem']).executeTakeFirst(),
      ),
    ).toMatchObject({ state: 'blocked', problem: expect.stringContaining('request.order') as string })
    expect(await decide({ about: revert, other: anonymise, first: anonymise })).toMatchObject({ outcome: 'applied' })
    await office.central.settled()
    expect((await body(anonymise)).state).toBe('executed')
    // What was destroyed is out of reach of any decision.
    expect(
      await decide({
        about: revert,
        other: anonymise,
        first: revert,
        revision: 5,
        otherRevision: (await body(anonymise)).revision,
      }),
    ).toMatchObject({ problem: { code: 'request.state' } })
  })

  test('may be changed while neither has run; the last decision counts', async () => {
    const { anonymise, revert } = await opposite()
    await decide({ about: anonymise, other: revert, first: anonymise })
    expect(
      await decide({
        about: anonymise,
        other: revert,
        first: revert,
        revision: 5,
        otherRevision: 5,
        by: office.session.supervisor2,
      }),
    ).toMatchObject({ outcome: 'applied' })
    expect((await view(anonymise)).opposites).toMatchObject([
      { verdict: 'other-first', decided: { first: revert, by: { name: 'Persoana supervisor2' } }, refusal: null },
    ])
    expect((await body(revert)).orderDecisions).toHaveLength(2)
  })
})

describe('is refused', () => {
  test('offline, to a clerk, and without a reason', async () => {
    const { anonymise, revert } = await opposite()
    expect(await decide({ about: anonymise, other: revert, first: revert, offline: true })).toMatchObject({
      problem: { code: 'online.required' },
    })
    expect(await decide({ about: anonymise, other: revert, first: revert, by: office.session.clerk })).toMatchObject({
      problem: { code: 'right.missing' },
    })
    expect(await decide({ about: anonymise, other: revert, first: revert, reason: '  ' })).toMatchObject({
      problem: { code: 'input.invalid' },
    })
  })

  test('to anyone who registered or verified either of the two', async () => {
    const { anonymise, revert } = await opposite()
    await office.desk.act({
      kind: 'record-identity-check',
      aggregateId: revert,
      session: office.session.supervisor2,
      payload: identityCheck,
    })
    const by = office.session.supervisor2
    expect(await decide({ about: anonymise, other: revert, first: revert, otherRevision: 5, by })).toMatchObject({
      problem: { code: 'request.four-eyes' },
    })
    expect(await decide({ about: revert, other: anonymise, first: revert, revision: 5, by })).toMatchObject({
      problem: { code: 'request.four-eyes' },
    })
    expect((await view(anonymise, by)).opposites[0]?.refusal).toMatchObject({ code: 'request.four-eyes' })
    expect(await decide({ about: anonymise, other: revert, first: revert, otherRevision: 5 })).toMatchObject({
      outcome: 'applied',
    })
  })

  test('on an outdated revision of either', async () => {
    const { anonymise, revert } = await opposite()
    expect(await decide({ about: anonymise, other: revert, first: revert, revision: 3 })).toMatchObject({
      problem: { code: 'request.stale', details: { seen: 3, current: 4 } },
    })
    expect(await decide({ about: anonymise, other: revert, first: revert, otherRevision: 3 })).toMatchObject({
      problem: { code: 'request.stale', details: { seen: 3, current: 4, state: 'in_review' } },
    })
  })

  test('if the times prove the order, and if there is no opposite request', async () => {
    const { cnp } = await addHolder(office)
    const anonymise = await request(cnp, 'anonymise', '2026-11-21T07:00:00.000Z', '2026-11-21')
    const revert = await request(cnp, 'revert', null)
    const duplicate = await request(cnp, 'anonymise', null)
    const stranger = await request((await addHolder(office, { n: 2 })).cnp, 'revert', null)
    expect(await decide({ about: revert, other: anonymise, first: revert })).toMatchObject({
      problem: { code: 'request.order-known' },
    })
    expect((await view(revert)).opposites.find(({ requestId }) => requestId === anonymise)).toMatchObject({
      verdict: 'other-first',
      decided: null,
      refusal: { code: 'request.order-known' },
    })
    for (const other of [duplicate, stranger, anonymise])
      expect(await decide({ about: anonymise, other, first: anonymise })).toMatchObject({
        problem: { code: 'request.not-opposite' },
      })
    expect(await decide({ about: revert, other: v7(), first: revert })).toMatchObject({
      problem: { code: 'request.unknown' },
    })
    expect(await decide({ about: revert, other: duplicate, first: stranger })).toMatchObject({
      problem: { code: 'input.invalid' },
    })
  })
})

test('the view shows each time with its source', async () => {
  const { anonymise, revert } = await opposite()
  const { self, opposites } = await view(anonymise)
  expect(self).toMatchObject({
    requestId: anonymise,
    number: '1/23.11.2026',
    revision: 4,
    kind: 'anonymise',
    channel: 'counter',
    requestedDay: '2026-11-23',
    requestedAt: null,
    registeredAt: '2026-11-23T08:00:00.000Z',
    registeredBy: { name: 'Persoana clerk' },
    deskNumber: 1,
    offline: false,
    clock: { occurredAt: '2026-11-23T08:00:00.000Z', offsetMs: 0, receivedAt: '2026-11-23T08:00:00.000Z' },
  })
  expect(opposites).toMatchObject([{ requestId: revert, verdict: 'unproved', decided: null, refusal: null }])
  await act('withdraw-request', revert, { explanation: '' }, 4, office.session.clerk)
  expect((await view(anonymise)).opposites).toEqual([])
})
