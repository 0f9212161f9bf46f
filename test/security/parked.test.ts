/**
 * Parked commands: what waits for a supervisor, what running one again does, what refusing it does, and who may do so
 * (docs/protocol.md S6).
 */
import { describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { verifyAudit } from '../../src/central/audit/verify-audit.ts'
import type { CommandEnvelope } from '../../src/protocol/commands.ts'
import type { Change } from '../../src/protocol/central/changes.ts'
import type { parkedCommand, resolveParkedOutput } from '../../src/protocol/central/parked.ts'
import { clerkCommandsOf } from '../support/central/clerk-commands.ts'
import { breakInserts, mendInserts } from '../support/central/fault.ts'
import { officeForEachTest } from '../support/central/office-for-each-test.ts'
import { addHolder, fictionalCnp, lease, registration, requestInReview } from '../support/central/office.ts'
import { enrolWorkstation, problemOf } from '../support/central/workstation.ts'

const office = officeForEachTest()

type Parked = z.infer<typeof parkedCommand>
const list = () => office.desk.must<Parked[]>('GET', '/v1/parked-commands', { session: office.session.supervisor })
const resolve = (commandId: string, json: unknown, session = office.session.supervisor) =>
  office.desk.call<z.infer<typeof resolveParkedOutput>>('POST', `/v1/parked-commands/${commandId}/resolution`, {
    session,
    json,
  })
const { register, note } = clerkCommandsOf(office)
async function registered(): Promise<string> {
  const command = await register()
  await office.desk.push([command])
  return command.aggregateId
}
const receiptsOf = async (commands: readonly CommandEnvelope[]) => {
  const { result } = await office.desk.push(commands)
  return result.ok ? result.value.receipts : []
}
const notes = () => office.central.store.read((db) => db.selectFrom('note').select('text').orderBy('n').execute())
const feedOf = async (cursor: number) =>
  (await office.desk.must<{ changes: Change[] }>('GET', `/v1/pull?cursor=${String(cursor)}`)).changes

describe('what waits', () => {
  test('is listed in order, with its author and content, why it could not be applied, and which is the first of its request', async () => {
    const [one, other] = [await registered(), await registered()]
    breakInserts(office.dataDir, 'note')
    const commands = [note(one, 'prima'), note(other, 'a doua', { kindVersion: 99 }), note(one, 'a treia')]
    await office.desk.push(commands)
    const parked = await list()
    expect(parked.map(({ commandId, first, known, problem }) => [commandId, first, known, problem.code])).toEqual([
      [commands[0]?.commandId, true, true, 'unexpected'],
      [commands[1]?.commandId, true, false, 'command.unknown-kind'],
      [commands[2]?.commandId, false, true, 'unexpected'],
    ])
    expect(parked[0]).toMatchObject({
      kind: 'add-note',
      actor: { name: 'Persoana clerk' },
      desk: { number: 1, name: 'Ghișeul 1' },
      number: '1/23.11.2026',
      person: { surname: 'Popescu' },
      payload: { text: 'prima' },
    })
    // Every desk is notified that something waits, without personal data.
    const reported = (await feedOf(0)).filter(({ entity }) => entity === 'receipt')
    expect(
      reported.map(({ id, version, body }) => [
        id,
        version,
        (body as { receipt: { outcome: string } }).receipt.outcome,
      ]),
    ).toEqual(commands.map(({ commandId }) => [commandId, 1, 'parked']))
    expect(JSON.stringify(reported)).not.toMatch(/prima|Popescu/)
  })

  test('a registration that is itself parked is described by what it states', async () => {
    const payload = registration({ cnp: fictionalCnp(1), sequence: await lease(office.desk, 1) })
    breakInserts(office.dataDir, 'registration')
    await office.desk.push([
      office.desk.command({ kind: 'register-request', aggregateId: v7(), session: office.session.clerk, payload }),
    ])
    expect(await list()).toMatchObject([
      {
        kind: 'register-request',
        number: '1/23.11.2026',
        person: { surname: 'Popescu', givenNames: 'Ana Maria' },
        first: true,
      },
    ])
  })
})

describe('run again', () => {
  test('once the cause is fixed, applies it and the commands behind it in order, and notifies the desks', async () => {
    const requestId = await registered()
    breakInserts(office.dataDir, 'note')
    const commands = ['prima', 'a doua', 'a treia'].map((text) => note(requestId, text))
    await office.desk.push(commands)
    const first = commands[0]?.commandId ?? ''
    // Not fixed yet: the command is parked again, and the others stay behind it.
    expect((await resolve(first, { act: 'run' })).result).toMatchObject({
      ok: true,
      value: { outcomes: [{ commandId: first, outcome: 'parked', problem: { code: 'unexpected' } }] },
    })
    expect(await list()).toHaveLength(3)
    mendInserts(office.dataDir, 'note')
    const { position: before } = await office.central.store.read((db) =>
      db.selectFrom('feed_head').select('position').executeTakeFirstOrThrow(),
    )
    const { result } = await resolve(first, { act: 'run' })
    expect(result.ok && result.value.outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied'])
    expect(await notes()).toEqual([{ text: 'prima' }, { text: 'a doua' }, { text: 'a treia' }])
    expect(await list()).toEqual([])
    // The same bytes sent again get the new receipts; a pull from the earlier cursor shows the effect.
    const receipts = await receiptsOf(commands)
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied'])
    for (const receipt of receipts) if (receipt.outcome === 'applied') expect(receipt.position).toBeGreaterThan(before)
    const reported = await feedOf(before)
    expect(reported.find(({ id }) => id === first)).toMatchObject({
      entity: 'receipt',
      version: 3,
      body: { deviceId: office.desk.deviceId, requestId, receipt: receipts[0] },
    })
    expect(reported.some(({ entity, id }) => entity === 'request' && id === requestId)).toBe(true)
    // New commands go through as usual.
    expect(await receiptsOf([note(requestId, 'a patra')])).toMatchObject([{ outcome: 'applied' }])
    expect(
      await office.central.store.read((db) =>
        db.selectFrom('command_receipt').select('command_id').where('envelope', 'is not', null).execute(),
      ),
    ).toEqual([])
    expect(await verifyAudit((work) => office.central.store.read(work))).toMatchObject({ intact: true })
  })

  test('judges by the present rules: a transition on an outdated revision goes back to its author, and the following commands are applied', async () => {
    const requestId = await requestInReview(office, {
      cnp: (await addHolder(office)).cnp,
      sequence: await lease(office.desk, 1),
    })
    breakInserts(office.dataDir, 'note')
    const commands = [
      note(requestId, 'prima'),
      office.desk.command({
        kind: 'withdraw-request',
        aggregateId: requestId,
        session: office.session.clerk,
        payload: { explanation: '' },
        expectedRevision: 9,
      }),
      note(requestId, 'a treia'),
    ]
    await office.desk.push(commands)
    mendInserts(office.dataDir, 'note')
    const { result } = await resolve(commands[0]?.commandId ?? '', { act: 'run' })
    expect(result).toMatchObject({
      ok: true,
      value: {
        outcomes: [
          { outcome: 'applied' },
          { outcome: 'rejected', problem: { code: 'request.stale' } },
          { outcome: 'applied' },
        ],
      },
    })
  })

  test('by several people at once has one effect', async () => {
    const requestId = await registered()
    breakInserts(office.dataDir, 'note')
    const command = note(requestId, 'o dată')
    await office.desk.push([command])
    mendInserts(office.dataDir, 'note')
    const answers = await Promise.all(Array.from({ length: 6 }, () => resolve(command.commandId, { act: 'run' })))
    expect(answers.filter(({ result }) => result.ok)).toHaveLength(1)
    expect(answers.flatMap(({ result }) => problemOf(result)?.code ?? [])).toEqual(
      Array.from({ length: 5 }, () => 'parked.unknown'),
    )
    expect(await notes()).toEqual([{ text: 'o dată' }])
  })

  test('gives nobody a new right: an act of a person without the right is refused at once, and does not wait', async () => {
    const requestId = await requestInReview(office, {
      cnp: (await addHolder(office)).cnp,
      sequence: await lease(office.desk, 1),
    })
    breakInserts(office.dataDir, 'note')
    const first = note(requestId, 'prima')
    const approval = office.desk.command({
      kind: 'approve-request',
      aggregateId: requestId,
      session: office.session.clerk,
      payload: { planHash: 'a'.repeat(64), surname: 'Popescu' },
      expectedRevision: 4,
    })
    expect(await receiptsOf([first, approval])).toMatchObject([
      { outcome: 'parked' },
      { outcome: 'rejected', problem: { code: 'right.missing' } },
    ])
    mendInserts(office.dataDir, 'note')
    expect((await resolve(first.commandId, { act: 'run' })).result).toEqual({
      ok: true,
      value: { outcomes: [{ commandId: first.commandId, kind: 'add-note', outcome: 'applied', problem: null }] },
    })
  })

  test('two desks on one request: the commands of both run in the order of their arrival', async () => {
    const { code } = await office.central.issueEnrolmentCode()
    const second = await enrolWorkstation(office.central.url, code, { name: 'Ghișeul 2', now: () => office.clock.now })
    const session = await second.signIn('clerk2', 'o parolă de încercare')
    const requestId = await registered()
    breakInserts(office.dataDir, 'note')
    const first = note(requestId, 'ghișeul 1')
    await office.desk.push([first])
    office.clock.now += 1000
    await second.push([
      second.command({
        kind: 'add-note',
        aggregateId: requestId,
        session,
        payload: { noteId: v7(), text: 'ghișeul 2' },
      }),
    ])
    office.clock.now += 1000
    await office.desk.push([note(requestId, 'iar ghișeul 1')])
    mendInserts(office.dataDir, 'note')
    expect((await resolve(first.commandId, { act: 'run' })).result).toMatchObject({
      value: { outcomes: [{ outcome: 'applied' }, { outcome: 'applied' }, { outcome: 'applied' }] },
    })
    expect((await notes()).map(({ text }) => text)).toEqual(['ghișeul 1', 'ghișeul 2', 'iar ghișeul 1'])
  })
})

describe('refused with a reason', () => {
  test('goes back to its author with the reason and the name, and the commands behind it are applied', async () => {
    const requestId = await registered()
    const unknown = note(requestId, 'x', { kind: 'seal-request' })
    const follows = note(requestId, 'urmează')
    await office.desk.push([unknown, follows])
    expect((await resolve(unknown.commandId, { act: 'refuse', reason: '  stație prea nouă  ' })).result).toMatchObject({
      value: { outcomes: [{ outcome: 'rejected' }, { outcome: 'applied' }] },
    })
    expect(await receiptsOf([unknown, follows])).toMatchObject([
      {
        outcome: 'rejected',
        problem: { code: 'command.refused', details: { reason: 'stație prea nouă', by: 'Persoana supervisor' } },
      },
      { outcome: 'applied' },
    ])
    const audited = await office.central.store.read((db) =>
      db
        .selectFrom('audit_entry')
        .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
        .select(['action', 'actor', 'body'])
        .where('action', 'like', 'parked.%')
        .execute(),
    )
    expect(audited.map(({ action, actor }) => [action, actor])).toEqual([
      ['parked.refused', office.session.supervisor.actor.id],
      ['parked.run', office.session.supervisor.actor.id],
    ])
    expect(JSON.stringify(audited)).not.toContain('stație prea nouă')
  })

  test('a refused registration also refuses what was done on its request', async () => {
    const payload = registration({ cnp: fictionalCnp(1), sequence: await lease(office.desk, 1) })
    const register = office.desk.command({
      kind: 'register-request',
      aggregateId: v7(),
      session: office.session.clerk,
      payload,
    })
    breakInserts(office.dataDir, 'registration')
    await office.desk.push([register, note(register.aggregateId, 'x')])
    expect((await resolve(register.commandId, { act: 'refuse', reason: 'dublă' })).result).toMatchObject({
      value: { outcomes: [{ outcome: 'rejected' }, { outcome: 'rejected', problem: { code: 'request.unknown' } }] },
    })
    expect(await list()).toEqual([])
  })
})

describe('hostile', () => {
  test('a command that is not first, not parked, or unknown cannot be resolved', async () => {
    const requestId = await registered()
    breakInserts(office.dataDir, 'note')
    const commands = [note(requestId, 'prima'), note(requestId, 'a doua')]
    await office.desk.push(commands)
    for (const commandId of [commands[1]?.commandId ?? '', v7()])
      for (const json of [{ act: 'run' }, { act: 'refuse', reason: 'x' }])
        expect(problemOf((await resolve(commandId, json)).result)?.code).toBe('parked.unknown')
    for (const json of [
      { act: 'refuse' },
      { act: 'refuse', reason: '   ' },
      { act: 'refuse', reason: 'x'.repeat(501) },
      { act: 'drop' },
      null,
    ])
      expect(problemOf((await resolve(commands[0]?.commandId ?? '', json)).result)?.code, JSON.stringify(json)).toBe(
        'input.invalid',
      )
    for (const session of [office.session.clerk, office.session.administrator, office.session.auditor])
      expect(problemOf((await resolve(commands[0]?.commandId ?? '', { act: 'run' }, session)).result)?.code).toBe(
        'right.missing',
      )
    expect(await list()).toHaveLength(2)
  })

  const sha256 = 'e'.repeat(64)
  const attachOf = (requestId: string, session = office.session.clerk) =>
    office.desk.command({
      kind: 'attach-document',
      aggregateId: requestId,
      session,
      payload: {
        attachment: { sha256, mediaType: 'application/pdf', bytes: 9, pages: 1, role: 'other', name: 'x.pdf' },
      },
    })

  test('a file that a desk has lost parks nothing in the name of somebody whom the store does not believe', async () => {
    const requestId = await registered()
    const { clerk, supervisor, auditor } = office.session
    const forged = [
      attachOf(requestId, { ...clerk, sessionId: v7() }),
      attachOf(requestId, { ...clerk, prove: supervisor.prove }),
      attachOf(requestId, auditor),
    ]
    const { storeId, epoch, deviceId } = office.desk
    const json = { storeId, epoch, deviceId, protocol: 1, commands: forged, missing: [sha256] }
    const { result } = await office.desk.call<{ receipts: { outcome: string; problem: { code: string } }[] }>(
      'POST',
      '/v1/push',
      { json },
    )
    expect(result.ok && result.value.receipts.map(({ outcome, problem }) => [outcome, problem.code])).toEqual([
      ['rejected', 'session.required'],
      ['rejected', 'session.unproved'],
      ['rejected', 'right.missing'],
    ])
    expect(await list()).toEqual([])
    const refused = await office.central.store.read((db) =>
      db.selectFrom('audit_entry').select('action').where('action', '=', 'command.refused').execute(),
    )
    expect(refused).toHaveLength(forged.length)
    // The request goes on.
    expect(await receiptsOf([note(requestId, 'după')])).toMatchObject([{ outcome: 'applied' }])
  })

  test('a command whose file is missing keeps waiting instead of being lost', async () => {
    const requestId = await registered()
    breakInserts(office.dataDir, 'note')
    const first = note(requestId, 'prima')
    const attach = attachOf(requestId)
    await office.desk.push([first, attach])
    mendInserts(office.dataDir, 'note')
    expect((await resolve(first.commandId, { act: 'run' })).result).toMatchObject({
      value: { outcomes: [{ outcome: 'applied' }, { outcome: 'parked', problem: { code: 'attachment.missing' } }] },
    })
    expect(await list()).toMatchObject([
      { commandId: attach.commandId, first: true, problem: { code: 'attachment.missing' } },
    ])
  })
})
