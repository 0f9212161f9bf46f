import { expect, test } from 'vitest'
import { officeForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, lease, requestInReview } from '../../../test/support/central/office.ts'
import { problemOf } from '../../../test/support/central/workstation.ts'
import { wordsOf } from '../../../test/support/paper-pdf.ts'
import { validatePdf } from '../../signature/index.ts'

const office = officeForEachTest()

const ask = (days: { from: string; to?: string }, session = office.session.supervisor) =>
  office.desk.fetchSigned('POST', '/v1/registry-pages', { json: days, session })
const refusalOf = async (response: Response) =>
  problemOf((await response.json()) as Parameters<typeof problemOf>[0])?.code

test('lists what was registered on a day, under a valid seal, and records in the audit who requested it', async () => {
  let sequence = await lease(office.desk)
  const cnps = [fictionalCnp(1), fictionalCnp(2)]
  for (const cnp of cnps) await requestInReview(office, { cnp, sequence: sequence++ })
  const response = await ask({ from: '2026-11-23', to: '2026-11-23' })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const pdf = new Uint8Array(await response.arrayBuffer())
  expect(validatePdf(pdf, { at: new Date(office.clock.now) })).toMatchObject({
    verdict: 'valid',
    signatures: [{ field: 'Sigiliu', integrity: { coverage: 'whole-file' } }],
  })
  const words = await wordsOf(pdf)
  for (const said of [
    `${String(sequence - 2)}/23.11.2026`,
    `${String(sequence - 1)}/23.11.2026`,
    'de aprobat',
    'ghișeu',
    'Persoana clerk',
    'Pagină întocmită pentru Persoana supervisor',
  ])
    expect(words).toContain(said)
  // a registry book is opened by number: no CNP stands in it
  for (const cnp of cnps) expect(words).not.toContain(cnp)
  const audited = await office.central.store.read((db) =>
    db.selectFrom('audit_entry').select(['action', 'actor']).orderBy('n', 'desc').executeTakeFirst(),
  )
  expect(audited?.action).toBe('registry-page.made')
})

test('states that nothing was registered, and refuses other roles and longer periods', async () => {
  expect(
    await wordsOf(new Uint8Array(await (await ask({ from: '2026-11-20', to: '2026-11-22' })).arrayBuffer())),
  ).toContain('În această perioadă nu s-a înregistrat nicio cerere.')
  expect((await ask({ from: '2026-10-24', to: '2026-11-23' })).status).toBe(200)
  for (const days of [
    { from: '2026-10-23', to: '2026-11-23' },
    { from: '2026-11-23', to: '2026-11-22' },
    { from: '2026-13-01', to: '2026-13-01' },
    { from: '2026-11-23' },
  ])
    expect(await refusalOf(await ask(days)), JSON.stringify(days)).toBe('input.invalid')
  for (const role of ['clerk', 'auditor', 'administrator'] as const)
    expect(await refusalOf(await ask({ from: '2026-11-23', to: '2026-11-23' }, office.session[role]))).toBe(
      'right.missing',
    )
})
