import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import {
  addHolder,
  approve,
  fictionalCnp,
  identityCheck,
  lease,
  type Office,
  openOffice,
  registration,
  requestInReview,
} from '../../../test/support/central/office.ts'
import type { Granted } from '../../../test/support/central/workstation.ts'
import type { CommandKind, CommandPayload } from '../../request/acts.ts'
import type { RequestBody } from '../../request/body.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { readRequest } from '../store/repositories/requests.ts'

let office: Office
let sequence = 1
beforeEach(async () => {
  office = await openOffice()
  sequence = await lease(office.desk)
})
afterEach(() => office.close())

const read = async (id: string): Promise<RequestBody> => {
  const body = await office.central.store.read((db) => readRequest(db, id))
  if (!body) throw new Error('no such request')
  return body
}
const inReview = (n = 1) => requestInReview(office, { cnp: fictionalCnp(n), sequence: sequence++ })
const act = <K extends CommandKind>(
  kind: K,
  aggregateId: string,
  payload: CommandPayload<K>,
  expectedRevision: number | null = null,
  session = office.session.supervisor,
) => office.desk.act({ kind, aggregateId, payload, expectedRevision, session })

describe('registering', () => {
  const register = (change: Partial<CommandPayload<'register-request'>>, requestId = v7()) =>
    act(
      'register-request',
      requestId,
      registration({ cnp: fictionalCnp(1), sequence: sequence++, change }),
      null,
      office.session.clerk,
    )

  test('keeps what was stated, with its due day, and starts at version and revision one', async () => {
    const id = v7()
    expect(await register({ deskNumber: 99 }, id)).toMatchObject({ outcome: 'applied', version: 1, revision: 1 })
    expect(await read(id)).toMatchObject({
      state: 'registered',
      dueDay: '2026-12-23',
      deskNumber: 1,
      registeredBy: { name: 'Persoana clerk' },
      timeline: [{ act: 'register-request', from: null, to: 'registered' }],
    })
  })

  test('refuses an impossible CNP, a day of another year, a missing number, and an id that is taken', async () => {
    const { registration: stated, holder } = registration({ cnp: fictionalCnp(1), sequence: 1 })
    expect(await register({ holder: { ...holder, cnp: '6010229700039' } })).toMatchObject({
      problem: { code: 'cnp.date' },
    })
    expect(await register({ registration: { ...stated, day: '2025-12-31' } })).toMatchObject({
      problem: { code: 'input.invalid' },
    })
    expect(await register({ requestedDay: '2026-11-24' })).toMatchObject({
      problem: { details: { issues: [{ path: 'requestedDay' }] } },
    })
    const representative = { surname: 'Ionescu', givenNames: 'Radu', cnp: null, contact: holder.contact }
    expect(await register({ representative })).toMatchObject({
      problem: { details: { issues: [{ path: 'representative' }] } },
    })
    expect(await register({ registration: { ...stated, sequence: null, provisional: null } })).toMatchObject({
      problem: { code: 'input.invalid' },
    })
    expect(await register({ requestedDay: '2026-11-20', requestedAt: '2026-11-23T08:00:00.000Z' })).toMatchObject({
      problem: { code: 'input.invalid', details: { issues: [{ path: 'requestedAt', message: 'of_another_day' }] } },
    })
    const id = v7()
    await register({}, id)
    expect(await register({}, id)).toMatchObject({ problem: { code: 'request.exists' } })
  })
})

describe('sending to review', () => {
  test('is refused with the list of what is missing, and allowed when nothing is', async () => {
    const id = v7()
    await act(
      'register-request',
      id,
      registration({ cnp: fictionalCnp(1), sequence: sequence++ }),
      null,
      office.session.clerk,
    )
    expect(await act('submit-request', id, {}, 1)).toMatchObject({
      problem: { code: 'request.incomplete', details: { missing: ['identity-check', 'request-document'] } },
    })
    await act('record-identity-check', id, identityCheck)
    const sha256 = await office.desk.upload(new TextEncoder().encode('%PDF-1.7'))
    await act('attach-document', id, {
      attachment: { sha256, mediaType: 'application/pdf', bytes: 8, pages: 1, role: 'request', name: 'c.pdf' },
    })
    expect(await act('submit-request', id, {}, 3)).toMatchObject({ outcome: 'applied', version: 4, revision: 4 })
  })

  test('is refused if the document had expired when it was checked, although the request states an earlier day', async () => {
    const id = v7()
    const check = {
      ...identityCheck.check,
      document: identityCheck.check.document && { ...identityCheck.check.document, validUntil: '2026-11-22' },
    }
    await act(
      'register-request',
      id,
      registration({
        cnp: fictionalCnp(1),
        sequence: sequence++,
        change: { requestedDay: '2026-11-20', requestedAt: null },
      }),
      null,
      office.session.clerk,
    )
    await act('record-identity-check', id, { check })
    expect(await act('submit-request', id, {}, 2)).toMatchObject({
      problem: { code: 'request.incomplete', details: { missing: ['document-expired', 'request-document'] } },
    })
  })
})

describe('what always applies', () => {
  test('a note, contact facts, a scan and a print, in every state, without making a decision stale', async () => {
    const id = await inReview()
    await act('reject-request', id, { reason: 'unsigned', explanation: '' }, 4)
    const noteId = v7()
    const before = await read(id)
    for (let time = 0; time < 2; time++)
      expect(await act('add-note', id, { noteId, text: 'a sunat' }, null, office.session.clerk)).toMatchObject({
        outcome: 'applied',
        revision: before.revision,
      })
    expect(
      await act(
        'update-contact',
        id,
        { contact: { address: 'Str. Exemplu 1', phone: '0700', email: '' } },
        null,
        office.session.clerk,
      ),
    ).toMatchObject({ outcome: 'applied', revision: before.revision })
    const print = { paper: 'proof-of-registration' as const, paperId: null, sha256: 'a'.repeat(64), duplicate: false }
    expect(await act('record-print', id, print, null, office.session.clerk)).toMatchObject({
      outcome: 'applied',
      revision: before.revision,
    })
    expect(await act('record-print', id, { ...print, duplicate: true }, null, office.session.clerk)).toMatchObject({
      outcome: 'applied',
    })
    const after = await read(id)
    expect(after.notes).toMatchObject([{ id: noteId, text: 'a sunat' }])
    expect(after.holder.contact.address).toBe('Str. Exemplu 1')
    expect(after.papers.filter(({ paper }) => paper === 'proof-of-registration')).toMatchObject([{ printed: 2 }])
    expect(
      await act(
        'record-print',
        id,
        { paper: 'receipt', paperId: null, sha256: 'a'.repeat(64), duplicate: false },
        null,
        office.session.clerk,
      ),
    ).toMatchObject({ problem: { code: 'paper.unknown' } })
  })

  test('the centre decides whether a print is a duplicate; what a desk stated otherwise stays in the audit, and the first content with the paper', async () => {
    const id = await inReview()
    const said = {
      kind: 'anonymise' as const,
      number: '7/23.11.2026',
      provisional: false,
      holder: { surname: 'Popescu', givenNames: 'Ana', cnp: fictionalCnp(1) },
      capacity: 'holder' as const,
      representative: null,
      dueDay: '2026-12-23',
      pages: 1,
    }
    const print = (duplicate: boolean, change: Partial<typeof said> = {}) =>
      act(
        'record-print',
        id,
        {
          paper: 'proof-of-registration',
          paperId: null,
          sha256: 'a'.repeat(64),
          duplicate,
          said: { ...said, ...change },
        },
        null,
        office.session.clerk,
      )
    // Two desks without a connection each took theirs for the first; a third calls the first one a duplicate.
    for (const [duplicate, change] of [
      [true, {}],
      [false, {}],
      [true, { pages: 2 }],
    ] as const)
      expect(await print(duplicate, change)).toMatchObject({ outcome: 'applied' })
    const body = await read(id)
    expect(body.papers).toMatchObject([{ paper: 'proof-of-registration', printed: 3, said }])
    const facts = [
      { duplicate: false, markedDuplicate: true },
      { duplicate: true, markedDuplicate: false },
      { duplicate: true, saysOther: true },
    ].map((fact) => ({ paper: 'proof-of-registration', sha256: 'a'.repeat(64), ...fact }))
    expect(body.timeline.filter((entry) => entry.act === 'record-print').map((entry) => entry.facts)).toEqual(facts)
    const audited = await office.central.store.read((db) =>
      db
        .selectFrom('audit_entry')
        .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
        .select('body')
        .where('action', '=', 'record-print')
        .orderBy('audit_entry.n')
        .execute(),
    )
    expect(audited.map((row) => JSON.parse(row.body) as unknown)).toMatchObject(facts)
    expect(JSON.stringify(audited)).not.toContain('Popescu')
    const rows = await office.central.store.read((db) => db.selectFrom('print').select('duplicate').execute())
    expect(rows.map((row) => row.duplicate).sort()).toEqual([0, 1, 1])
  })

  test('a scan counts as something to see before deciding', async () => {
    const id = await inReview()
    const sha256 = await office.desk.upload(new TextEncoder().encode('procura'))
    const attachment = {
      sha256,
      mediaType: 'image/png' as const,
      bytes: 7,
      pages: 1,
      role: 'other' as const,
      name: 'p.png',
    }
    expect(await act('attach-document', id, { attachment })).toMatchObject({ outcome: 'applied', revision: 5 })
    await act('attach-document', id, { attachment })
    expect((await read(id)).attachments.filter((file) => file.sha256 === sha256)).toHaveLength(1)
    // One sheet may be the request and the power of attorney.
    await act('attach-document', id, { attachment: { ...attachment, role: 'proof-of-capacity' } })
    expect((await read(id)).attachments.filter((file) => file.sha256 === sha256).map(({ role }) => role)).toEqual([
      'other',
      'proof-of-capacity',
    ])
    expect(await approve(office, id, { revision: 4 })).toMatchObject({
      problem: { code: 'request.stale', details: { seen: 4, current: 7 } },
    })
  })
})

describe('decisions', () => {
  test('an identity check of other people than the request states on arrival is refused', async () => {
    const id = await inReview(7)
    const { holder } = registration({ cnp: fictionalCnp(7), sequence: 1 })
    const people = {
      holder: { surname: holder.surname, givenNames: holder.givenNames, cnp: holder.cnp },
      capacity: 'holder' as const,
      representative: null,
    }
    await act('return-request', id, { missing: [], explanation: 'Se completează.' }, 4)
    await act('amend-request', id, { holder: { ...holder, cnp: fictionalCnp(8) } }, 5, office.session.clerk)
    // A colleague had the first person's document in hand when this was changed.
    expect(
      await act('record-identity-check', id, { ...identityCheck, people }, null, office.session.clerk2),
    ).toMatchObject({ outcome: 'rejected', problem: { code: 'request.people-changed' } })
    expect((await read(id)).identityCheck).toBeNull()
    expect(
      await act(
        'record-identity-check',
        id,
        { ...identityCheck, people: { ...people, holder: { ...people.holder, cnp: fictionalCnp(8) } } },
        null,
        office.session.clerk2,
      ),
    ).toMatchObject({ outcome: 'applied' })
  })

  test('whoever attached the request or a proof of capacity may not approve; another file prevents nothing', async () => {
    const attach = async (id: string, role: 'other' | 'proof-of-capacity') => {
      const sha256 = await office.desk.upload(new TextEncoder().encode(`${role} ${id}`))
      return act('attach-document', id, {
        attachment: { sha256, mediaType: 'application/pdf', bytes: 10, pages: 1, role, name: 'p.pdf' },
      })
    }
    const { cnp } = await addHolder(office, { n: 7 })
    const id = await requestInReview(office, { cnp, sequence: sequence++ })
    await attach(id, 'proof-of-capacity')
    expect(await approve(office, id, { revision: 5 })).toMatchObject({ problem: { code: 'request.four-eyes' } })
    await act('reject-request', id, { reason: 'capacity-not-proved', explanation: '' }, 5)
    const other = await requestInReview(office, { cnp, sequence: sequence++ })
    await attach(other, 'other')
    expect(await approve(office, other, { revision: 5 })).toMatchObject({ outcome: 'applied' })
  })

  test('nobody at a desk can claim a login at the portal or a qualified signature', async () => {
    const forged = registration({ cnp: fictionalCnp(1), sequence: sequence++, change: { channel: 'portal' } })
    expect(await act('register-request', v7(), forged, null, office.session.clerk)).toMatchObject({
      problem: { code: 'input.invalid' },
    })
    const id = v7()
    await act(
      'register-request',
      id,
      registration({ cnp: fictionalCnp(1), sequence: sequence++, change: { channel: 'email' } }),
      null,
      office.session.clerk,
    )
    for (const method of ['portal-login', 'qualified-signature'] as const)
      expect(
        await act(
          'record-identity-check',
          id,
          { check: { ...identityCheck.check, method, document: null, attestations: [] } },
          null,
          office.session.clerk,
        ),
      ).toMatchObject({ problem: { code: 'input.invalid' } })
  })

  test('amending the person invalidates the identity check; amending a spelling, an address or a contact does not', async () => {
    const id = await inReview(7)
    const { holder } = registration({ cnp: fictionalCnp(7), sequence: 1 })
    const amend = async (change: Partial<typeof holder>) =>
      act('amend-request', id, { holder: { ...holder, ...change } }, (await read(id)).revision, office.session.clerk)
    const send = async () => act('submit-request', id, {}, (await read(id)).revision, office.session.clerk)
    await act('return-request', id, { missing: [], explanation: 'Se completează.' }, 4)
    expect(
      await amend({
        surname: holder.surname.toUpperCase(),
        contact: { address: 'Strada Nouă 2', phone: '', email: '' },
      }),
    ).toMatchObject({ outcome: 'applied' })
    expect((await read(id)).identityCheck).not.toBeNull()
    // The person whose document was looked at is not the one whose record would go.
    expect(await amend({ cnp: fictionalCnp(8) })).toMatchObject({ outcome: 'applied' })
    expect((await read(id)).identityCheck).toBeNull()
    expect(await send()).toMatchObject({
      problem: { code: 'request.incomplete', details: { missing: ['identity-check'] } },
    })
    // Back again: what was checked was checked for another statement.
    await amend({})
    expect(await send()).toMatchObject({
      problem: { code: 'request.incomplete', details: { missing: ['identity-check'] } },
    })
    await act('record-identity-check', id, identityCheck, null, office.session.clerk)
    expect(await send()).toMatchObject({ outcome: 'applied' })
  })

  test('whoever amended a request may not approve it', async () => {
    const { cnp } = await addHolder(office)
    const id = await requestInReview(office, { cnp, sequence: sequence++ })
    await act('return-request', id, { missing: [], explanation: 'Se completează.' }, 4)
    await act('amend-request', id, { questionsAsked: { onlyRestrict: true, copyFirst: true } }, 5)
    await act('submit-request', id, {}, 6)
    expect(await approve(office, id, { revision: 7 })).toMatchObject({ problem: { code: 'request.four-eyes' } })
    expect(await approve(office, id, { revision: 7, by: office.session.supervisor2 })).toMatchObject({
      outcome: 'applied',
    })
  })

  test('return, amend, send again', async () => {
    const id = await inReview()
    expect(
      await act('return-request', id, { missing: ['attestation-signed'], explanation: 'Vă rugăm să semnați.' }, 4),
    ).toMatchObject({ outcome: 'applied' })
    expect(await read(id)).toMatchObject({
      state: 'returned',
      decision: { missing: ['attestation-signed'], by: { name: 'Persoana supervisor' } },
    })
    expect(
      await act(
        'amend-request',
        id,
        { holder: { ...registration({ cnp: fictionalCnp(7), sequence: 1 }).holder, surname: 'Ionescu' } },
        5,
        office.session.clerk,
      ),
    ).toMatchObject({ outcome: 'applied', revision: 6 })
    expect(await read(id)).toMatchObject({ state: 'returned', holder: { surname: 'Ionescu', cnp: fictionalCnp(7) } })
    await act('record-identity-check', id, identityCheck, null, office.session.clerk)
    expect(await act('submit-request', id, {}, 7, office.session.clerk)).toMatchObject({ outcome: 'applied' })
    expect(await act('amend-request', id, { kind: 'revert' }, 8, office.session.clerk)).toMatchObject({
      problem: { code: 'request.state' },
    })
  })

  test('reject, forward, file, each once and for good', async () => {
    const rejected = await inReview(1)
    await act('reject-request', rejected, { reason: 'capacity-not-proved', explanation: '' }, 4)
    expect(await read(rejected)).toMatchObject({ state: 'rejected', decision: { reason: 'capacity-not-proved' } })
    const forwarded = await inReview(2)
    await act('forward-request', forwarded, { to: 'CAS Vaslui' }, 4)
    expect(await read(forwarded)).toMatchObject({ state: 'forwarded', decision: { forwardedTo: 'CAS Vaslui' } })
    const filed = await inReview(3)
    await act('file-request', filed, { reason: 'unidentified', explanation: '' }, 4)
    expect(await read(filed)).toMatchObject({ state: 'filed', decision: { filing: 'unidentified' } })
    for (const id of [rejected, forwarded, filed])
      expect(await act('withdraw-request', id, { explanation: '' }, 5)).toMatchObject({
        problem: { code: 'request.state' },
      })
  })

  test('join only to a request of the same person and matter that has an answer', async () => {
    const first = await inReview(1)
    const second = await inReview(1)
    const stranger = await inReview(2)
    const withdrawn = await inReview(1)
    await act('withdraw-request', withdrawn, { explanation: '' }, 4)
    for (const [into, code] of [
      [stranger, 'request.different-person'],
      [second, 'request.unknown'],
      [v7(), 'request.unknown'],
      [withdrawn, 'request.state'],
    ] as const)
      expect(await act('join-request', second, { into }, 4), code).toMatchObject({ problem: { code } })
    expect(await act('join-request', second, { into: first }, 4)).toMatchObject({ outcome: 'applied' })
    expect(await read(second)).toMatchObject({
      state: 'joined',
      decision: { joinedInto: first },
      timeline: expect.arrayContaining([
        expect.objectContaining({ act: 'join-request', facts: { into: first } }),
      ]) as unknown,
    })
  })

  test('extend once, and not after the term', async () => {
    const id = await inReview()
    expect(await act('extend-term', id, { days: 10, explanation: 'cercetare' }, 4)).toMatchObject({
      outcome: 'applied',
      revision: 5,
    })
    expect(await read(id)).toMatchObject({ state: 'in_review', extendedDays: 10, dueDay: '2027-01-02' })
    expect(await act('extend-term', id, { days: 5, explanation: 'încă' }, 5)).toMatchObject({
      problem: { code: 'request.extended' },
    })
    const other = await inReview(2)
    office.clock.now += 31 * 86_400_000
    const session = await office.desk.signIn('supervisor', 'o parolă de încercare')
    expect(await act('extend-term', other, { days: 5, explanation: 'târziu' }, 4, session)).toMatchObject({
      problem: { code: 'request.extension', details: { maximumDays: 0 } },
    })
  })

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
})

test('a withdrawal states how it was requested, in the timeline and in the audit', async () => {
  for (const how of ['at-counter', 'in-writing', undefined] as const) {
    const id = await inReview()
    expect(
      await act(
        'withdraw-request',
        id,
        { ...(how === undefined ? {} : { how }), explanation: 'Popescu a venit cu fiica.' },
        4,
        office.session.clerk,
      ),
    ).toMatchObject({ outcome: 'applied' })
    const facts = how === undefined ? {} : { how }
    expect((await read(id)).timeline.at(-1)).toMatchObject({ act: 'withdraw-request', facts })
    const audited = await office.central.store.read((db) =>
      db
        .selectFrom('audit_entry')
        .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
        .select('body')
        .where('action', '=', 'withdraw-request')
        .orderBy('audit_entry.n', 'desc')
        .executeTakeFirstOrThrow(),
    )
    expect(JSON.parse(audited.body)).toMatchObject({ requestId: id, ...facts })
    expect(audited.body).not.toContain('Popescu')
  }
})

test('a refusal is in the audit: who tried what at which desk, once however often it is sent, and nothing of its payload', async () => {
  const { cnp } = await addHolder(office, { n: 6 })
  const id = await requestInReview(office, { cnp, sequence: sequence++ })
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

test('the facts of the timeline and the audit contain no names', async () => {
  const { cnp } = await addHolder(office, { n: 5 })
  const id = await requestInReview(office, { cnp, sequence: sequence++ })
  await approve(office, id)
  await office.central.settled()
  const { entries, bodies, facts } = await office.central.store.read(async (db) => ({
    entries: await db.selectFrom('audit_entry').selectAll().execute(),
    bodies: await db.selectFrom('audit_body').select('body').execute(),
    facts: await db.selectFrom('timeline').select('facts').execute(),
  }))
  const text = JSON.stringify([entries, bodies, facts])
  for (const secret of [cnp, 'Popescu', 'Ana', 'Diagnostic']) expect(text).not.toContain(secret)
  expect(entries.filter(({ action }) => action === 'anonymise.executed')).toMatchObject([
    { subject_ref: office.central.keys.subjectRef(cnp) },
  ])
})
