import { Writable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import {
  addHolder,
  approve,
  lease,
  type Office,
  openOffice,
  PASSWORD,
  requestInReview,
} from '../../test/support/central/office.ts'
import { createLog } from './log.ts'

const collected = () => {
  let text = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      done()
    },
  })
  return { log: createLog(stream, 'trace'), text: () => text }
}

let office: Office | null = null
afterEach(() => office?.close())

test('a whole request with refusals and a failing execution leaves no name, CNP, password or token in the log', async () => {
  const { log, text } = collected()
  let broken = true
  office = await openOffice({
    log,
    reached: () => {
      if (broken) throw new Error('the execution for 2850615220019 broke off')
    },
  })
  const { cnp, texts } = await addHolder(office)
  await office.desk.call('POST', '/v1/holders/look-up', { json: { cnp }, session: office.session.clerk })
  await office.desk.call('POST', '/v1/sessions', { json: { username: 'clerk', password: 'greșit' } })
  await office.desk.call('GET', `/v1/${cnp}/Popescu`)
  const id = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
  await approve(office, id)
  await office.central.settled()
  broken = false
  await office.central.settled()
  expect(text()).toContain('execution.failed')
  expect(text()).toContain('[cut]')
  for (const secret of [
    cnp,
    '2850615220019',
    'Popescu',
    'Ana Maria',
    PASSWORD,
    'greșit',
    office.session.clerk.token,
    'Persoana',
    texts[0] ?? 'x',
  ])
    expect(text()).not.toContain(secret)
})

test('an error is logged with its kind and place, without what its message says about people', () => {
  const { log, text } = collected()
  log.error(
    {
      err: Object.assign(new Error('UNIQUE constraint failed for 2850615220019'), { code: 'SQLITE_CONSTRAINT' }),
      cnp: '1',
      name: 'Popescu',
      payload: { a: 1 },
    },
    'x',
  )
  expect(JSON.parse(text())).toMatchObject({
    err: { type: 'Error', code: 'SQLITE_CONSTRAINT', message: 'UNIQUE constraint failed for [cut]' },
    cnp: '[cut]',
    name: '[cut]',
    payload: '[cut]',
  })
})
