import { afterEach, beforeEach, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { fictionalCnp, lease, type Office, openOffice, registration } from '../../../../test/support/central/office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice({ minimumProtocol: 3 })
})
afterEach(() => office.close())

const pull = (query: string) => office.desk.call('GET', `/v1/pull?cursor=0${query}`)

test('a desk below the minimum gets no page; one at the minimum, above it, or without a stated version does', async () => {
  expect(await pull('&protocol=2')).toMatchObject({
    status: 426,
    result: { ok: false, problem: { code: 'protocol.too-old', details: { minimum: 3 } } },
  })
  for (const query of ['&protocol=3', '&protocol=4', ''])
    expect(await pull(query), query).toMatchObject({ status: 200, result: { value: { minimumProtocol: 3 } } })
  expect((await pull('&protocol=x')).status).toBe(400)
})

test('a desk below the minimum leases numbers and pushes, whatever its version', async () => {
  const { desk, session } = office
  let sequence = await lease(desk)
  for (const protocol of [0, 1, 2, 3, 4]) {
    const registered = desk.command({
      kind: 'register-request',
      aggregateId: v7(),
      session: session.clerk,
      payload: registration({ cnp: fictionalCnp(protocol + 1), sequence: sequence++ }),
    })
    const { storeId, epoch, deviceId } = desk
    const json = { storeId, epoch, deviceId, protocol, commands: [registered] }
    expect(await desk.call('POST', '/v1/push', { json })).toMatchObject({
      result: { ok: true, value: { receipts: [{ outcome: 'applied' }] } },
    })
  }
})
