import { v7 } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { sha256Hex } from '../../files/sha256.ts'
import { actsForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import {
  addHolder,
  approve,
  fictionalCnp,
  type Office,
  registration,
  requestInReview,
} from '../../../test/support/central/office.ts'
import { changedAtRandom, structureOf, wordsOf } from '../../../test/support/paper-pdf.ts'
import { problemOf } from '../../../test/support/central/workstation.ts'
import { parseVerificationCode } from '../../domain/papers/verification-code.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { proofFactsOf } from '../../request/paper-facts.ts'
import { validatePdf } from '../../signature/index.ts'

const VALID = {
  verdict: 'valid',
  signatures: [
    { field: 'Sigiliu', level: 'B-B', integrity: { verdict: 'valid', coverage: 'whole-file', modifications: [] } },
  ],
}

const { office, nextNumber, act, read: bodyOf } = actsForEachTest()
let sequence: number
beforeEach(() => {
  sequence = nextNumber()
})

/** A registration without a connection, under a provisional number. */
const registeredAs = (provisional: string) =>
  registration({
    cnp: fictionalCnp(1),
    sequence: 0,
    change: {
      registration: {
        registry: 'DES',
        year: 2026,
        sequence: null,
        provisional,
        day: '2026-11-23',
        at: '2026-11-23T08:00:00.000Z',
      },
    },
  })
const saidOf = async (id: string): Promise<string> => sha256Hex(canonicalJson(proofFactsOf(await bodyOf(id))))
const fetchProof = async (
  id: string,
  {
    copy = 'original',
    said,
    session = office.session.clerk,
  }: { copy?: string; said?: string; session?: Office['session']['clerk'] } = {},
) =>
  office.desk.fetchSigned('POST', `/v1/requests/${id}/proof`, {
    json: { said: said ?? (await saidOf(id)), copy },
    session,
  })
const proofOf = async (id: string, copy?: string) => {
  const response = await fetchProof(id, copy === undefined ? {} : { copy })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  return {
    pdf: new Uint8Array(await response.arrayBuffer()),
    paperId: response.headers.get('x-des-paper') ?? '',
    code: response.headers.get('x-des-verification-code') ?? '',
  }
}
const refusalOf = async (response: Response) =>
  problemOf((await response.json()) as Parameters<typeof problemOf>[0])?.code
const printed = async (id: string) =>
  office.desk.act({
    kind: 'record-print',
    aggregateId: id,
    session: office.session.clerk,
    payload: {
      paper: 'proof-of-registration',
      paperId: null,
      sha256: 'a'.repeat(64),
      duplicate: false,
      said: proofFactsOf(await bodyOf(id)),
    },
  })
const audited = async (action: string) =>
  (
    await office.central.store.read((db) =>
      db.selectFrom('audit_entry').select('n').where('action', '=', action).execute(),
    )
  ).length
const verifyPage = async (code: string) => (await fetch(`${office.central.url}/verify/${code}`)).text()

describe('the proof of registration under seal', () => {
  test('is valid, states what was registered, can be checked by its code, and has the same bytes each time, also after a restart', async () => {
    const id = await requestInReview(office, { cnp: fictionalCnp(1), sequence })
    const first = await proofOf(id)
    expect(validatePdf(first.pdf, { at: new Date(office.clock.now) })).toMatchObject(VALID)
    const words = await wordsOf(first.pdf)
    for (const said of [
      'Dovada înregistrării',
      `${String(sequence)}/23.11.2026`,
      'POPESCU Ana Maria',
      '23.12.2026',
      'dovedește numai înregistrarea',
      'sigiliul electronic al casei',
    ])
      expect(words).toContain(said)
    expect(words).not.toContain(fictionalCnp(1))
    expect(await structureOf(first.pdf)).toEqual({ tagged: true, language: 'ro-RO', archival: '2B', seals: 1 })

    const page = await verifyPage(first.code)
    for (const said of [
      'Dovada înregistrării',
      `${String(sequence)}/23.11.2026`,
      'executarea se dovedește numai prin recipisă',
      sha256Hex(first.pdf),
    ])
      expect(page).toContain(said)
    expect(page).not.toContain('efectuată')
    expect(words).toContain(parseVerificationCode(first.code).ok ? first.code.replace(/(.{4})(?=.)/g, '$1-') : 'a code')

    office.clock.now += 60_000
    expect(await proofOf(id)).toEqual(first)
    await office.restart()
    expect(await proofOf(id)).toEqual(first)
    expect(await audited('proof.sealed')).toBe(1)
    expect((await bodyOf(id)).papers).toMatchObject([
      {
        id: first.paperId,
        paper: 'proof-of-registration',
        sha256: sha256Hex(first.pdf),
        verificationCode: first.code,
        printed: 0,
      },
    ])
  })

  test('is made once although many request it at the same time', async () => {
    const id = await requestInReview(office, { cnp: fictionalCnp(1), sequence })
    const all = await Promise.all(Array.from({ length: 6 }, () => proofOf(id)))
    expect(new Set(all.map(({ pdf }) => sha256Hex(pdf))).size).toBe(1)
    expect(await audited('proof.sealed')).toBe(1)
  })

  test('follows the request under the same code until it is printed, and then stays', async () => {
    const id = await requestInReview(office, { cnp: fictionalCnp(1), sequence })
    const amend = async (surname: string) => {
      const { revision, holder } = await bodyOf(id)
      return office.desk.act({
        kind: 'amend-request',
        aggregateId: id,
        session: office.session.clerk,
        expectedRevision: revision,
        payload: { holder: { ...holder, surname } },
      })
    }
    await office.desk.act({
      kind: 'return-request',
      aggregateId: id,
      session: office.session.supervisor,
      expectedRevision: (await bodyOf(id)).revision,
      payload: { missing: ['holder-name'], explanation: 'Numele nu este ca în act.' },
    })
    const before = await proofOf(id)
    const stale = await saidOf(id)
    expect(await amend('Popescu-Rareș')).toMatchObject({ outcome: 'applied' })
    // A desk that has not pulled the amendment would print other facts: its proof is not sealed.
    expect(await refusalOf(await fetchProof(id, { said: stale }))).toBe('paper.not-yet')
    const after = await proofOf(id)
    expect([after.paperId, after.code]).toEqual([before.paperId, before.code])
    expect(await wordsOf(after.pdf)).toContain('POPESCU-RAREȘ')
    expect(await verifyPage(after.code)).toContain(sha256Hex(after.pdf))
    expect(await printed(id)).toMatchObject({ outcome: 'applied' })
    expect(await amend('Ionescu')).toMatchObject({ outcome: 'applied' })
    expect(sha256Hex((await proofOf(id)).pdf)).toBe(sha256Hex(after.pdf))
  })

  test('of a provisional number bears the real one and names both', async () => {
    const id = v7()
    const payload = registeredAs('P-1-7')
    expect(
      await office.desk.act({ kind: 'register-request', aggregateId: id, session: office.session.clerk, payload }),
    ).toMatchObject({ outcome: 'applied' })
    const { registration: given } = await bodyOf(id)
    const words = await wordsOf((await proofOf(id)).pdf)
    expect(words).toContain(`${String(given.sequence)}/23.11.2026`)
    expect(words).toContain('a purtat la început numărul provizoriu P-1-7')
    expect(words).not.toContain('va primi')
  })

  test('that was printed at the desk under the provisional number: the duplicate states that one and the real one', async () => {
    const id = v7()
    const payload = registeredAs('P-1-8')
    const command = (given: Parameters<Office['desk']['command']>[0]) => office.desk.command(given)
    const said = {
      ...proofFactsOf({ ...payload, papers: [], attachments: [], dueDay: '2026-12-23' } as never),
      number: 'P-1-8',
      provisional: true,
    }
    await office.desk.push([
      command({ kind: 'register-request', aggregateId: id, session: office.session.clerk, payload }),
      command({
        kind: 'record-print',
        aggregateId: id,
        session: office.session.clerk,
        payload: { paper: 'proof-of-registration', paperId: null, sha256: 'b'.repeat(64), duplicate: false, said },
      }),
    ])
    const { registration: given } = await bodyOf(id)
    const { pdf } = await proofOf(id, 'duplicate')
    const words = await wordsOf(pdf)
    for (const fact of ['DUPLICAT', 'P-1-8', `a primit între timp numărul ${String(given.sequence)}/23.11.2026`])
      expect(words).toContain(fact)
    expect(validatePdf(pdf, { at: new Date(office.clock.now) })).toMatchObject(VALID)
  })

  test('is not made for a person who may not print, for a request that has not arrived, or for invalid input', async () => {
    const id = await requestInReview(office, { cnp: fictionalCnp(1), sequence })
    for (const role of ['auditor', 'administrator'] as const)
      expect(await refusalOf(await fetchProof(id, { session: office.session[role] }))).toBe('right.missing')
    expect((await fetchProof(id, { session: office.session.supervisor })).status).toBe(200)
    expect(await refusalOf(await fetchProof(v7(), { said: 'a'.repeat(64) }))).toBe('request.unknown')
    const said = 'a'.repeat(64)
    for (const json of [{}, { said: 'x', copy: 'original' }, { said }, { said, copy: 'both' }])
      expect(
        await refusalOf(
          await office.desk.fetchSigned('POST', `/v1/requests/${id}/proof`, { json, session: office.session.clerk }),
        ),
        JSON.stringify(json),
      ).toBe('input.invalid')
    expect(await refusalOf(await fetchProof(id, { said: 'a'.repeat(64) }))).toBe('paper.not-yet')
  })
})

test('no byte of a sealed proof or of a sealed duplicate can be changed', async () => {
  const id = await requestInReview(office, { cnp: fictionalCnp(1), sequence })
  for (const copy of ['original', 'duplicate']) {
    const { pdf } = await proofOf(id, copy)
    for (const changed of changedAtRandom(pdf, 60))
      expect(validatePdf(changed, { at: new Date(office.clock.now) }).verdict).not.toBe('valid')
  }
})

describe('the duplicate of a sealed paper', () => {
  const fetchDuplicate = (paperId: string, session = office.session.clerk) =>
    office.desk.fetchSigned('POST', `/v1/papers/${paperId}/duplicate`, { session })

  test('of receipt, letter and proof is sealed with its mark, complete, tagged, and the same each time; the paper is unchanged', async () => {
    const { cnp } = await addHolder(office)
    const executed = await requestInReview(office, { cnp, sequence })
    await approve(office, executed)
    const rejected = await requestInReview(office, { cnp: fictionalCnp(3), sequence: sequence + 1 })
    await act('reject-request', rejected, { reason: 'unsigned', explanation: 'Fără semnătură.' }, 4)
    await office.central.settled()
    await proofOf(executed)
    const papers = [...(await bodyOf(executed)).papers, ...(await bodyOf(rejected)).papers]
    expect(papers.map(({ paper }) => paper).sort()).toEqual(['letter', 'proof-of-registration', 'receipt'])
    for (const { id: paperId, sha256: original, verificationCode } of papers) {
      const response = await fetchDuplicate(paperId)
      const pdf = new Uint8Array(await response.arrayBuffer())
      expect(validatePdf(pdf, { at: new Date(office.clock.now) })).toMatchObject(VALID)
      expect(await structureOf(pdf)).toEqual({ tagged: true, language: 'ro-RO', archival: '2B', seals: 1 })
      expect(await wordsOf(pdf)).toContain('DUPLICAT')
      office.clock.now += 1_000
      expect(sha256Hex(new Uint8Array(await (await fetchDuplicate(paperId)).arrayBuffer()))).toBe(sha256Hex(pdf))
      const kept = new Uint8Array(
        await (
          await office.desk.fetchSigned('GET', `/v1/papers/${paperId}`, { session: office.session.clerk })
        ).arrayBuffer(),
      )
      expect(sha256Hex(kept)).toBe(original)
      const page = await verifyPage(verificationCode ?? '')
      for (const hash of [original, sha256Hex(pdf)]) expect(page).toContain(hash)
    }
    expect(await audited('duplicate.sealed')).toBe(3)
  })

  test('is refused to a person who may not print, for unknown papers, and for papers made only at a desk', async () => {
    const id = await requestInReview(office, { cnp: fictionalCnp(1), sequence })
    await printed(id)
    const [atDesk] = (await bodyOf(id)).papers
    for (const role of ['auditor', 'administrator'] as const)
      expect(await refusalOf(await fetchDuplicate(atDesk?.id ?? '', office.session[role]))).toBe('right.missing')
    expect(await refusalOf(await fetchDuplicate(atDesk?.id ?? ''))).toBe('paper.unknown')
    expect(await refusalOf(await fetchDuplicate(v7()))).toBe('paper.unknown')
  })
})

test('a GET makes no paper: a desk of an earlier version gets route.unknown', async () => {
  const id = await requestInReview(office, { cnp: fictionalCnp(1), sequence })
  const query = `?said=${await saidOf(id)}&copy=original`
  for (const target of [`/v1/requests/${id}/proof${query}`, `/v1/papers/${v7()}/duplicate`, '/v1/registry-pages'])
    expect(await refusalOf(await office.desk.fetchSigned('GET', target, { session: office.session.supervisor }))).toBe(
      'route.unknown',
    )
  expect((await bodyOf(id)).papers).toEqual([])
})
