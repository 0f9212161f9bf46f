/** Which workstations have deleted what they had of an erased person. */
import { expect, test } from 'vitest'
import { addHolder, approve } from '../../../../test/support/central/office.ts'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { enrolWorkstation, type Workstation } from '../../../../test/support/central/workstation.ts'

const { office, numbered } = actsForEachTest()

interface Unconfirmed {
  requestId: string
  erasedAt: string
  workstations: { deskNumber: number }[]
}
const unconfirmed = async () =>
  (
    await office.desk.must<Unconfirmed[]>('GET', '/v1/erased-caches/unconfirmed', {
      session: office.session.administrator,
    })
  ).map(({ requestId, workstations }) => [requestId, workstations.map(({ deskNumber }) => deskNumber)])
const confirm = (at: Workstation, ...requestIds: string[]) =>
  at.must('POST', '/v1/erased-caches', { json: { requestIds } })
const another = async () => {
  const { code } = await office.central.issueEnrolmentCode()
  return enrolWorkstation(office.central.url, code, { now: () => office.clock.now })
}
async function erased(n: number): Promise<string> {
  const { cnp } = await addHolder(office, { n })
  const id = await numbered({ cnp })
  expect(await approve(office, id)).toMatchObject({ outcome: 'applied' })
  await office.central.settled()
  office.clock.now += 60_000
  return id
}

test('an erasure is listed until every workstation that was there has confirmed it', async () => {
  const second = await another()
  office.clock.now += 60_000
  const first = await erased(1)
  const later = await erased(2)
  expect(await unconfirmed()).toEqual([
    [later, [1, 2]],
    [first, [1, 2]],
  ])
  await confirm(office.desk, first, later)
  expect(await unconfirmed()).toEqual([
    [later, [2]],
    [first, [2]],
  ])
  // A workstation enrolled afterwards never had anything of either person.
  await another()
  await confirm(second, first)
  expect(await unconfirmed()).toEqual([[later, [2]]])
  await confirm(second, later)
  expect(await unconfirmed()).toEqual([])
})

test('the same report again, or one of unknown requests, changes nothing, and the first moment stays', async () => {
  const id = await erased(1)
  const rows = () => office.central.store.read((db) => db.selectFrom('erased_cache').selectAll().execute())
  await confirm(office.desk, '019ab000-0000-7000-8000-00000000000f')
  expect(await rows()).toEqual([])
  await confirm(office.desk, id, '019ab000-0000-7000-8000-00000000000f')
  const before = await rows()
  office.clock.now += 60_000
  await confirm(office.desk, id)
  expect(await rows()).toEqual(before)
  expect(before).toMatchObject([{ request_id: id, device_id: office.desk.deviceId }])
})

test('a revoked workstation is not waited for', async () => {
  const second = await another()
  office.clock.now += 60_000
  const id = await erased(1)
  await confirm(office.desk, id)
  await office.desk.must('PATCH', `/v1/devices/${second.deviceId}`, {
    session: office.session.administrator,
    json: { state: 'revoked' },
  })
  expect(await unconfirmed()).toEqual([])
})
