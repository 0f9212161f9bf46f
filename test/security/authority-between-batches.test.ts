/**
 * What ends a person's authority takes effect at once: between two batches, and for acts made before and after it that
 * arrive in one batch. Nothing that a batch has read is used by the next one (src/central/commands/batch.ts).
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { fictionalCnp, lease, type Office, openOffice, PASSWORD, requestInReview } from '../support/central/office.ts'
import type { Granted } from '../support/central/workstation.ts'

const [MINUTE, DAY] = [60_000, 86_400_000]
let office: Office
let person: Granted
let requestId: string
beforeEach(async () => {
  office = await openOffice()
  person = office.session.supervisor
  requestId = await requestInReview(office, { cnp: fictionalCnp(1), sequence: await lease(office.desk) })
})
afterEach(() => office.close())

const administrator = () => office.desk.signIn('administrator', PASSWORD)
const changed = async (json: object) =>
  void (await office.desk.must('PATCH', `/v1/users/${person.actor.id}`, { json, session: await administrator() }))
const device = async (state: string) =>
  void (await office.desk.must('PATCH', `/v1/devices/${office.desk.deviceId}`, {
    json: { state },
    session: await administrator(),
  }))
const passes = (milliseconds: number) => () => {
  office.clock.now += milliseconds
  return Promise.resolve()
}

interface Ending {
  readonly end: () => Promise<void>
  /** Of work at the counter done before, but arriving after it; of work done after it; of a decision. */
  readonly counter: readonly [before: string, after: string]
  readonly decision: string
}
const [APPLIED, EXPIRED] = ['applied', 'session.expired']
const ENDINGS: Readonly<Record<string, Ending>> = {
  'nothing happened': { end: passes(0), counter: [APPLIED, APPLIED], decision: APPLIED },
  'signed out': {
    end: async () => void (await office.desk.must('DELETE', '/v1/sessions/current', { session: person })),
    counter: [APPLIED, EXPIRED],
    decision: EXPIRED,
  },
  disabled: {
    end: () => changed({ disabled: true }),
    counter: ['login.disabled', 'login.disabled'],
    decision: 'login.disabled',
  },
  'disabled and enabled again': {
    end: async () => {
      await changed({ disabled: true })
      await changed({ disabled: false })
    },
    counter: [APPLIED, EXPIRED],
    decision: EXPIRED,
  },
  'password set by another': {
    end: () => changed({ password: 'o parolă cu totul nouă' }),
    counter: [APPLIED, EXPIRED],
    decision: EXPIRED,
  },
  'own password changed': {
    end: async () =>
      void (await office.desk.must('POST', '/v1/sessions/current/password', {
        json: { current: PASSWORD, next: 'patru mere coapte vara' },
        session: person,
      })),
    counter: [APPLIED, EXPIRED],
    decision: EXPIRED,
  },
  'role lost': { end: () => changed({ role: 'clerk' }), counter: [APPLIED, EXPIRED], decision: EXPIRED },
  'session expired': { end: passes(2 * DAY), counter: [APPLIED, APPLIED], decision: EXPIRED },
  'days offline over': { end: passes(30 * DAY), counter: [APPLIED, EXPIRED], decision: EXPIRED },
  'workstation revoked': {
    end: () => device('revoked'),
    counter: ['device.unknown', 'device.unknown'],
    decision: 'device.unknown',
  },
  'workstation frozen': {
    end: () => device('frozen'),
    counter: ['device.frozen', 'device.frozen'],
    decision: 'device.frozen',
  },
}

const note = () =>
  office.desk.command({
    kind: 'add-note',
    aggregateId: requestId,
    session: person,
    payload: { noteId: v7(), text: 'a sunat' },
  })
const extension = (expectedRevision: number) =>
  office.desk.command({
    kind: 'extend-term',
    aggregateId: requestId,
    session: person,
    payload: { days: 5, explanation: 'volum mare' },
    expectedRevision,
  })
/** A code for each command: `applied`, or why it or the whole call was refused. */
async function pushed(...commands: Parameters<Office['desk']['push']>[0]): Promise<string[]> {
  const { result } = await office.desk.push(commands)
  if (!result.ok) return commands.map(() => result.problem.code)
  return result.value.receipts.map((receipt) => (receipt.outcome === 'applied' ? APPLIED : receipt.problem.code))
}

describe.each(Object.entries(ENDINGS))('%s', (_name, { end, counter, decision }) => {
  test('between two batches', async () => {
    expect(await pushed(note())).toEqual([APPLIED])
    office.clock.now += MINUTE
    await end()
    office.clock.now += MINUTE
    expect(await pushed(note())).toEqual([counter[1]])
    expect(await pushed(extension(4))).toEqual([decision])
  })

  test('between two acts of one batch', async () => {
    const before = note()
    office.clock.now += MINUTE
    await end()
    office.clock.now += MINUTE
    expect(await pushed(before, note())).toEqual(counter)
  })

  test('between a decision and its arrival', async () => {
    const made = extension(4)
    office.clock.now += MINUTE
    await end()
    office.clock.now += MINUTE
    expect(await pushed(made)).toEqual([decision])
  })
})

test('a role that a second person confirms decides from the next batch on', async () => {
  await changed({ role: 'clerk' })
  await changed({ role: 'supervisor' })
  office.clock.now += MINUTE
  person = await office.desk.signIn('supervisor', PASSWORD)
  expect(await pushed(extension(4))).toEqual(['authority.unconfirmed'])
  await office.desk.must('POST', `/v1/users/${person.actor.id}/confirmation`, { session: office.session.supervisor2 })
  expect(await pushed(extension(4))).toEqual([APPLIED])
})
