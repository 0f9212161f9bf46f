import { expect, test } from 'vitest'
import { sha256Hex } from '../../files/sha256.ts'
import { actsForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { addHolder, approve } from '../../../test/support/central/office.ts'
import { problemOf } from '../../../test/support/central/workstation.ts'
import type { CommandKind, CommandPayload } from '../../request/acts.ts'

const { office, numbered, inReview, read } = actsForEachTest()

const papersOf = async (id: string) => (await read(id)).papers
const page = async (code: string, headers: Record<string, string> = {}, query = '') => {
  const response = await fetch(`${office.central.url}/verify/${code}${query}`, { headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
async function receipt() {
  const { cnp } = await addHolder(office)
  const id = await numbered({ cnp })
  await approve(office, id)
  await office.central.settled()
  const [paper] = await papersOf(id)
  if (!paper) throw new Error('no receipt')
  return { cnp, id, paper, code: paper.verificationCode ?? '' }
}

test('every decision with an answer has its letter, sealed once and listed only then', async () => {
  const decisions: { kind: CommandKind; payload: CommandPayload<CommandKind>; letter: string }[] = [
    { kind: 'reject-request', payload: { reason: 'unsigned', explanation: 'Fără semnătură.' }, letter: 'rejection' },
    {
      kind: 'return-request',
      payload: { missing: ['request-document'], explanation: 'Lipsește cererea.' },
      letter: 'completion',
    },
    { kind: 'forward-request', payload: { to: 'CAS Vaslui' }, letter: 'forwarding' },
    { kind: 'extend-term', payload: { days: 5, explanation: 'Cercetare.' }, letter: 'extension' },
  ]
  const ids: string[] = []
  for (const [n, { kind, payload }] of decisions.entries()) {
    const id = await inReview(n)
    expect(
      await office.desk.act({
        kind,
        aggregateId: id,
        payload,
        session: office.session.supervisor,
        expectedRevision: 4,
      }),
    ).toMatchObject({ outcome: 'applied', version: 5 })
    ids.push(id)
  }
  await office.central.settled()
  for (const [n, id] of ids.entries()) {
    const papers = await papersOf(id)
    expect(papers).toMatchObject([{ paper: 'letter', letter: decisions[n]?.letter, printed: 0 }])
    const response = await office.desk.fetchSigned('GET', `/v1/papers/${papers[0]?.id ?? ''}`, {
      session: office.session.clerk,
    })
    const pdf = Buffer.from(await response.arrayBuffer())
    expect(sha256Hex(pdf)).toBe(papers[0]?.sha256)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.includes('/ByteRange')).toBe(true)
    // The letter changes what a desk shows, so the version grows and desks pull it.
    expect((await read(id)).version).toBe(6)
  }
  const before = await Promise.all(ids.map(papersOf))
  await office.restart()
  await office.central.settled()
  expect(await Promise.all(ids.map(papersOf))).toEqual(before)
})

test('the page shows what the paper states: number, matter, outcome, time, hash; no name and no CNP', async () => {
  const { paper, code, cnp } = await receipt()
  const { status, headers, text } = await page(code)
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('cache-control')).toBe('no-store')
  for (const said of ['1/23.11.2026', 'anonimizare efectuată', '23.11.2026 10:00', paper.sha256])
    expect(text).toContain(said)
  for (const kept of [cnp, cnp.slice(0, 7), 'Popescu', 'POPESCU', 'Ana']) expect(text).not.toContain(kept)
})

test('the page is in English on request, and accepts a code as people type it', async () => {
  const { code } = await receipt()
  expect((await page(code, { 'accept-language': 'en-GB,en;q=0.9' })).text).toContain('anonymisation carried out')
  expect((await page(code, { 'accept-language': 'de,en;q=0.5,ro;q=0.7' })).text).toContain('anonimizare efectuată')
  expect((await page(code, { 'accept-language': 'en' }, '?lang=ro')).text).toContain('anonimizare efectuată')
  expect((await page(code, {}, '?lang=xx')).status).toBe(200)
  expect((await page(encodeURIComponent(` ${code.toLowerCase().replace(/(.{4})/g, '$1 ')}`))).status).toBe(200)
})

test('an unknown code, one with a wrong check character, and nonsense all get the same page', async () => {
  const { code } = await receipt()
  const wrong = code.slice(0, -1) + (code.endsWith('2') ? '3' : '2')
  const pages = await Promise.all(
    ['2222-2222-2222-2222', wrong, 'x', encodeURIComponent('<script>alert(1)</script>'), 'ABC%20'.repeat(20)].map(
      (each) => page(each),
    ),
  )
  expect(new Set(pages.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1)
  expect(pages[0]?.status).toBe(404)
})

test('codes cannot be tried one after the other', async () => {
  const answers = await Promise.all(Array.from({ length: 70 }, () => page('2222-2222-2222-2222')))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThanOrEqual(10)
  expect(JSON.parse(refused[0]?.text ?? '')).toMatchObject({
    ok: false,
    problem: { code: 'rate.exceeded', details: { retryAfterSeconds: expect.any(Number) as number } },
  })
  expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/)
})

test('an unknown paper, and one that is not sealed yet, are problems', async () => {
  const unknown = await office.desk.call('GET', '/v1/papers/019ab000-0000-7000-8000-000000000001', {
    session: office.session.clerk,
  })
  expect([unknown.status, problemOf(unknown.result)?.code]).toEqual([404, 'paper.unknown'])
})
