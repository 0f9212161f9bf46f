import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { officeForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, lease, registration } from '../../../../test/support/central/office.ts'

const office = officeForEachTest()

test('a listener gets the head at once and after every commit with a change', async () => {
  const response = await office.desk.fetchSigned('GET', '/v1/live')
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body?.getReader()
  if (!reader) throw new Error('no stream')
  let text = ''
  const until = async (wanted: string): Promise<void> => {
    while (!text.includes(wanted)) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`ended with ${text}`)
      text += new TextDecoder().decode(value)
    }
  }
  const { head } = await office.desk.must<{ head: number }>('GET', '/v1/hello')
  await until(`data: {"head":${String(head)}}\n\n`)
  const first = await lease(office.desk)
  await office.desk.act({
    kind: 'register-request',
    aggregateId: v7(),
    session: office.session.clerk,
    payload: registration({ cnp: fictionalCnp(1), sequence: first }),
  })
  await until(`event: head\ndata: {"head":${String(head + 1)}}\n\n`)
  await reader.cancel()
})

test('listeners that never read and never disconnect delay neither the others nor the shutdown', async () => {
  const silent = await Promise.all(Array.from({ length: 20 }, () => office.desk.fetchSigned('GET', '/v1/live')))
  const first = await lease(office.desk)
  for (let n = 0; n < 30; n++)
    await office.desk.act({
      kind: 'register-request',
      aggregateId: v7(),
      session: office.session.clerk,
      payload: registration({ cnp: fictionalCnp(n), sequence: first + n }),
    })
  expect(silent.every(({ status }) => status === 200)).toBe(true)
  const { head } = await office.desk.must<{ head: number }>('GET', '/v1/pull?cursor=0&limit=1')
  expect(head).toBeGreaterThan(30)
})
