/**
 * The papers of one request over its life: each letter keeps its content, and a duplicate has the content of the first
 * print.
 */
import { expect, it } from 'vitest'
import { ask } from '../../src/office/main-job/asking.ts'
import type { ProcedureOutput } from '../../src/protocol/desk.ts'
import { sha256Hex } from '../../src/files/sha256.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, memoryPrinter, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { wordsOf } from '../support/paper-pdf.ts'
import { contentFor, register } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'

const { cleanup, folder } = undoing()

it('three letters are three papers, each with its own duplicate; the duplicate of the proof has the content of the proof', async () => {
  const central = await centralWithPeople(folder('central'), 0, Date.now, true)
  cleanup.push(() => central.close())
  const open = async (name: string, username: string) => {
    const printer = memoryPrinter()
    const { code } = await central.issueEnrolmentCode()
    const desk = await openTestDesk(folder(name), central.url, { enrolmentCode: code, printer })
    cleanup.push(() => desk.close())
    await ask(desk, 'session.signIn', { username, password: PASSWORD })
    await until(
      () => ask(desk, 'sync.status', {}),
      ({ queued, state }) => queued === 0 && state === 'online',
    )
    return { desk, printer }
  }
  const counter = await open('counter', 'ana')
  const office = await open('office', 'sef')
  const last = async ({ printer }: typeof counter): Promise<string> =>
    wordsOf(printer.printed.at(-1) ?? new Uint8Array())

  const content = contentFor({ cnp: fictionalCnp(1) })
  const { requestId } = await register(counter.desk, content)
  expect(await ask(counter.desk, 'paper.print', { requestId, paper: 'proof-of-registration' })).toMatchObject({
    duplicate: false,
  })
  const proof = await last(counter)
  expect(proof).toContain('ȚIRU Ștefana')

  const seen = (desk: Desk, done: (detail: ProcedureOutput<'request.open'>) => boolean) =>
    until(
      () => desk.call('request.open', { requestId }),
      (result) => result.ok && result.value.pending.length === 0 && done(result.value),
    ).then((result) => {
      if (!result.ok) throw new Error(result.problem.code)
      return result.value
    })
  let { revision } = (await seen(office.desk, ({ request }) => request.state === 'in_review')).request
  await ask(office.desk, 'request.return', {
    requestId,
    revision,
    missing: ['holder-name'],
    explanation: 'Numele nu este scris ca în act.',
  })
  revision = (await seen(counter.desk, ({ request }) => request.state === 'returned')).request.revision
  // The citizen's paper has the first spelling; the register has the corrected one from now on.
  await ask(counter.desk, 'request.amend', {
    requestId,
    revision,
    content: {
      holder: { ...content.holder, surname: 'Țîru' },
      capacity: content.capacity,
      representative: content.representative,
      kind: 'anonymise',
      answers: content.answers,
    },
  })
  revision = (await seen(office.desk, ({ request }) => request.holder.surname === 'Țîru')).request.revision
  await ask(office.desk, 'request.extend', { requestId, revision, days: 10, explanation: 'Se așteaptă un răspuns.' })
  revision = (await seen(office.desk, ({ request }) => request.extendedDays === 10)).request.revision
  await ask(office.desk, 'request.reject', { requestId, revision, reason: 'identity-not-confirmed', explanation: '' })

  // Also at a desk other than the one that printed it first.
  for (const desk of [counter, office]) {
    await seen(desk.desk, ({ request }) =>
      request.papers.some(
        ({ paper, printed, said }) => paper === 'proof-of-registration' && printed > 0 && said !== undefined,
      ),
    )
    expect(await ask(desk.desk, 'paper.print', { requestId, paper: 'proof-of-registration' })).toMatchObject({
      duplicate: true,
    })
    const duplicate = await last(desk)
    expect(duplicate).toContain('DUPLICAT')
    expect(duplicate.replace(/ ?DUPLICAT ?/, '').replace(/\s+/g, '')).toBe(proof.replace(/\s+/g, ''))
  }

  const { papers } = await seen(
    office.desk,
    (detail) => detail.papers.filter(({ paper }) => paper === 'letter').length === 3,
  )
  const letters = papers.filter(({ paper }) => paper === 'letter')
  expect(letters.map(({ letter, available, printed }) => [letter, available, printed])).toEqual([
    ['completion', true, 0],
    ['extension', true, 0],
    ['rejection', true, 0],
  ])
  // All three wait to be printed at the desk where the request was registered.
  const waiting = await until(
    () => ask(counter.desk, 'paper.waiting', {}),
    (list) => list.length === 3,
  )
  expect(waiting.map(({ letter }) => letter)).toEqual(['completion', 'extension', 'rejection'])
  const [, extension, rejection] = letters
  const print = (paperId: string | null | undefined) =>
    ask(office.desk, 'paper.print', { requestId, paper: 'letter', paperId: paperId ?? null })
  expect(await print(extension?.paperId)).toMatchObject({ duplicate: false })
  expect(await last(office)).toMatch(/prelungi/i)
  expect(await print(rejection?.paperId)).toMatchObject({ duplicate: false })
  expect(await last(office)).toMatch(/respin/i)
  expect(await print(extension?.paperId)).toMatchObject({ duplicate: true })
  expect(await last(office)).toMatch(/DUPLICAT/)
  const after = await seen(office.desk, ({ request }) =>
    request.papers.some(({ letter, printed }) => letter === 'extension' && printed === 2),
  )
  expect(
    after.papers.filter(({ paper }) => paper === 'letter').map(({ letter, printed }) => [letter, printed]),
  ).toEqual([
    ['completion', 0],
    ['extension', 2],
    ['rejection', 1],
  ])
  // Each print, also that of a marked duplicate, is recorded with the hash of the printed bytes.
  const sentBy = ({ printer }: typeof counter) => printer.printed.map((pdf) => sha256Hex(pdf))
  expect(
    after.request.timeline.flatMap(({ act, facts }) => (act === 'record-print' ? [facts['sha256']] : [])).toSorted(),
  ).toEqual([...sentBy(counter), ...sentBy(office)].toSorted())
  expect(
    (
      await until(
        () => ask(counter.desk, 'paper.waiting', {}),
        (list) => list.length === 1,
      )
    ).map(({ letter }) => letter),
  ).toEqual(['completion'])
})
