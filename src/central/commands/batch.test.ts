/** What a batch keeps in memory between its commands is what the store has, and what the next batch would read. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, identityCheck, lease, openOffice, registration } from '../../../test/support/central/office.ts'
import type { CommandKind, CommandPayload } from '../../request/acts.ts'
import type { RequestBody } from '../../request/body.ts'
import { readRequest } from '../store/repositories/requests.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import { openBatch } from './batch.ts'
import { runCommand } from './run-command.ts'
import { keepDecision } from './taken-over.ts'

const { office, numbered } = actsForEachTest()

const sha256 = 'a'.repeat(64)
const print = { paper: 'proof-of-registration', paperId: null, sha256, duplicate: false } as const

type Act = readonly [CommandKind, payload: unknown, expectedRevision: number | null]
/** Acts that follow one another on a request in review at revision 4, with the revision that each must name. */
const acts = (): Act[] => [
  ['add-note', { noteId: v7(), text: 'a sunat' }, null],
  ['record-print', print, null],
  ['record-print', { ...print, duplicate: true }, null],
  ['update-contact', { contact: { address: 'Str. Exemplu 1', phone: '0700', email: '' } }, null],
  ['record-identity-check', identityCheck, null],
  ['extend-term', { days: 5, explanation: 'volum mare' }, 5],
  ['return-request', { missing: ['identity'], explanation: 'Se completează.' }, 6],
  ['add-note', { noteId: v7(), text: 'a revenit' }, null],
  ['submit-request', {}, 7],
  ['reject-request', { reason: 'unsigned', explanation: '' }, 8],
  ['add-note', { noteId: v7(), text: 'respinsă' }, null],
]

/** A request without what differs between two of them: ids and numbers. */
const comparable = (request: RequestBody): unknown =>
  JSON.parse(
    JSON.stringify(request, (key, value: unknown) =>
      ['id', 'sequence', 'cnp', 'verificationCode', 'number', 'first', 'second', 'sha256', 'noteId'].includes(key)
        ? null
        : value,
    ),
  )

/** The receipts' versions and revisions: no act is refused. */
const APPLIED = '1 1,2 2,3 3,4 4,5 4,6 4,7 4,8 4,9 5,10 6,11 7,12 7,13 8,14 9,15 9'

test('acts in one batch leave the same request as the same acts in a batch each', async () => {
  // Without a seal no letter is sealed between two batches.
  const plain = await openOffice({}, { sealed: false })
  const { desk, central, session } = plain
  const from = await lease(desk)
  const left: unknown[] = []
  for (const together of [true, false]) {
    const n = together ? 1 : 2
    const aggregateId = v7()
    const scan = new TextEncoder().encode(`%PDF-1.7 ${aggregateId}`)
    const file = { sha256: await desk.upload(scan), mediaType: 'application/pdf', bytes: scan.length, pages: 1 }
    const all: Act[] = [
      ['register-request', registration({ cnp: fictionalCnp(n), sequence: from + n }), null],
      ['record-identity-check', identityCheck, null],
      ['attach-document', { attachment: { ...file, role: 'request', name: 'c.pdf' } }, null],
      ['submit-request', {}, 3],
      ...acts(),
    ]
    const commands = all.map(([kind, payload, expectedRevision]) =>
      desk.command({
        ...{ kind, aggregateId, expectedRevision, session: session.supervisor },
        payload: payload as CommandPayload<CommandKind>,
      }),
    )
    const seen: string[] = []
    for (const batch of together ? [commands] : commands.map((command) => [command])) {
      const { result } = await desk.push(batch)
      if (!result.ok) throw new Error(result.problem.code)
      for (const receipt of result.value.receipts)
        seen.push(
          receipt.outcome === 'applied'
            ? `${String(receipt.version)} ${String(receipt.revision)}`
            : receipt.problem.code,
        )
    }
    expect(seen.join()).toBe(APPLIED)
    left.push(comparable(await central.store.read(async (db) => (await readRequest(db, aggregateId)) as RequestBody)))
  }
  await plain.close()
  expect(left[0]).toEqual(left[1])
})

test('reads once, and again after an act that may have changed other requests', async () => {
  const id = await numbered({ cnp: fictionalCnp(1) })
  await office.central.store.write(async (writing) => {
    const batch = await openBatch(writing, office.central.keys, [])
    const first = await batch.request(id)
    expect(await batch.request(id)).toBe(first)
    const changed = { ...(first as RequestBody), version: 99 }
    batch.applied(changed, undefined)
    expect(await batch.request(id)).toBe(changed)
    batch.applied(null, undefined)
    expect(await batch.request(id)).toEqual(await readRequest(writing.db, id))
    expect(await batch.request(v7())).toBeNull()
    expect(batch.subjectRef(fictionalCnp(1))).toBe(office.central.keys.subjectRef(fictionalCnp(1)))
    expect(batch.subjectRef(fictionalCnp(2))).toBe(office.central.keys.subjectRef(fictionalCnp(2)))
    expect(await batch.session(v7())).toBeUndefined()
  })
})

test('keeps nothing of an act that was rolled back because a later step failed', async () => {
  const id = await numbered({ cnp: fictionalCnp(1) })
  const { central, desk, session } = office
  const payload = { noteId: v7(), text: 'a sunat' }
  const command = desk.command({ kind: 'add-note', aggregateId: id, session: session.clerk, payload })
  await central.store.write(async (writing) => {
    const { keys, random, store } = central
    let asked = 0
    // The reference of the person is the last thing that an act needs, for its audit entry.
    const subjectRef = (cnp: string): string => {
      asked += 1
      if (asked === 1) throw new Error('broken off')
      return keys.subjectRef(cnp)
    }
    const batch = await openBatch(writing, { ...keys, subjectRef }, [command])
    const before = await batch.request(id)
    const device = { id: desk.deviceId, deskNumber: 1 }
    const services = { writing, keys, random, device, receivedAt: writing.at, proved: new Set([command]), batch }
    expect(await runCommand({ store, alarm: () => undefined }, services, command)).toMatchObject({
      parked: { code: 'unexpected' },
    })
    expect(await batch.request(id)).toEqual(before)
    expect(await readRequest(writing.db, id)).toEqual(before)
  })
})

test('an act that was taken over, or set aside before, is known as decided', async () => {
  const [before, within, never] = [v7(), v7(), v7()]
  const { deviceId } = office.desk
  const command = (commandId: string) => ({ commandId }) as CommandEnvelope
  await office.central.store.write((writing) =>
    keepDecision(writing, { commandId: before, deviceId }, { command: null, id: v7(), reason: 'x' }),
  )
  await office.central.store.write(async (writing) => {
    const batch = await openBatch(writing, office.central.keys, [before, within, never].map(command))
    batch.applied(null, within)
    expect([before, within, never].map(batch.isDecided)).toEqual([true, true, false])
  })
})
