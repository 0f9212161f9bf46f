/**
 * Which paper a desk prints: the sealed one of the central store if it answers quickly, or else the desk's own, which
 * claims no seal. Registering waits for neither.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Desk } from '../../src/desk/desk.ts'
import { ask } from '../../src/office/main-job/asking.ts'
import { validatePdf } from '../../src/signature/index.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, memoryPrinter, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { faultyProxy, type OtherAnswer } from '../support/faulty-proxy.ts'
import { wordsOf } from '../support/paper-pdf.ts'
import { contentFor, register } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'

const { cleanup, folder } = undoing()
const synced = (desk: Desk) =>
  until(
    () => ask(desk, 'sync.status', {}),
    ({ queued, state }) => queued === 0 && state === 'online',
  )

async function office() {
  const centralFolder = folder('central')
  let central = await centralWithPeople(centralFolder, 0, Date.now, true)
  cleanup.push(() => central.close())
  const proxy = await faultyProxy(() => central.url)
  cleanup.push(() => proxy.close())
  const printer = memoryPrinter()
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = folder('desk')
  const open = async () => {
    const opened = await openTestDesk(deskFolder, proxy.url, { enrolmentCode: code, printer })
    // The first instance of a reopened desk is closed already.
    cleanup.push(() => opened.close().catch(() => undefined))
    await ask(opened, 'session.signIn', { username: 'ana', password: PASSWORD })
    return opened
  }
  const desk = await open()
  await synced(desk)
  return {
    desk,
    proxy,
    centralFolder,
    reopen: async () => {
      await desk.close()
      return open()
    },
    printed: () => printer.printed,
    restart: async () => {
      await central.close()
      central = await centralWithPeople(centralFolder, 0, Date.now, true)
    },
  }
}

const registerAs = (desk: Desk, n: number) => register(desk, contentFor({ cnp: fictionalCnp(n) }))
const proof = (requestId: string) => ({ requestId, paper: 'proof-of-registration' as const })
const verdictOf = (pdf: Uint8Array | undefined): string =>
  validatePdf(pdf ?? new Uint8Array(), { at: new Date() }).verdict
const printsOf = async (desk: Desk, requestId: string): Promise<number> =>
  (await ask(desk, 'request.open', { requestId })).request.papers.find(({ paper }) => paper === 'proof-of-registration')
    ?.printed ?? 0

it('online, printed right after registering: sealed, and so is its duplicate; each print is on the record', async () => {
  const { desk, printed } = await office()
  // The first sealed paper takes longer, because the central store reads its fonts.
  const earlier = await registerAs(desk, 4)
  await until(
    () => ask(desk, 'paper.preview', proof(earlier.requestId)),
    ({ sealed }) => sealed,
  )
  const { requestId } = await registerAs(desk, 1)
  expect(await ask(desk, 'paper.print', proof(requestId))).toMatchObject({ duplicate: false, problem: null })
  expect(verdictOf(printed().at(-1))).toBe('valid')
  expect(await wordsOf(printed().at(-1) ?? new Uint8Array())).toContain('sigiliul electronic')

  const again = await ask(desk, 'paper.preview', proof(requestId))
  expect(again).toMatchObject({ duplicate: true, sealed: true, draft: false })
  const shown = await desk.getBytes(again.sha256)
  expect(verdictOf(shown.ok ? shown.value.bytes : undefined)).toBe('valid')
  expect(await ask(desk, 'paper.print', proof(requestId))).toMatchObject({ duplicate: true })
  expect(Buffer.from(printed().at(-1) ?? []).equals(Buffer.from(shown.ok ? shown.value.bytes : []))).toBe(true)
  expect(await wordsOf(printed().at(-1) ?? new Uint8Array())).toContain('DUPLICAT')
  const file = await ask(desk, 'paper.exportFile', proof(requestId))
  expect(file).toMatchObject({ duplicate: true, sha256: again.sha256 })
  expect(file.fileName).toMatch(/^dovada-inregistrarii-\d+-\d{2}\.\d{2}\.\d{4}-duplicat\.pdf$/)
  await synced(desk)
  await until(
    () => printsOf(desk, requestId),
    (count) => count === 3,
  )
  const { timeline } = (await ask(desk, 'request.open', { requestId })).request
  expect(
    timeline.flatMap(({ act, facts }) =>
      act === 'record-print' ? [[facts['duplicate'], facts['as'] ?? 'paper']] : [],
    ),
  ).toEqual([
    [false, 'paper'],
    [true, 'paper'],
    [true, 'file'],
  ])
})

it('offline: at once, with the same words and no mention of a seal; sealed once online, with the content of the printed paper', async () => {
  const { desk, proxy, printed, restart } = await office()
  proxy.mode = 'refuse'
  await until(
    async () => desk.call('sync.now', {}).then(() => ask(desk, 'sync.status', {})),
    ({ state }) => state === 'offline',
  )
  const { requestId } = await registerAs(desk, 2)
  const asked = () => proxy.failed.filter((call) => /proof|duplicate/.test(call)).length
  expect(await ask(desk, 'paper.print', proof(requestId))).toMatchObject({ duplicate: false, problem: null })
  expect(asked()).toBe(0)
  const own = printed().at(-1) ?? new Uint8Array()
  expect(verdictOf(own)).toBe('no-signature')
  const words = await wordsOf(own)
  expect(words).not.toMatch(/sigili|verificare sau prin codul|Verificați/i)
  expect(await ask(desk, 'paper.preview', proof(requestId))).toMatchObject({
    duplicate: true,
    sealed: false,
    verificationCode: null,
  })
  expect(await desk.call('paper.exportFile', proof(requestId))).toMatchObject({
    ok: false,
    problem: { code: 'paper.unsealed' },
  })
  expect(await printsOf(desk, requestId)).toBe(1)

  proxy.mode = 'pass'
  await restart()
  await desk.call('sync.now', {})
  await synced(desk)
  const sealed = await until(
    () => ask(desk, 'paper.preview', proof(requestId)),
    ({ sealed }) => sealed,
  )
  expect(sealed).toMatchObject({ duplicate: true })
  const bytes = await desk.getBytes(sealed.sha256)
  const sealedWords = await wordsOf(bytes.ok ? bytes.value.bytes : new Uint8Array())
  for (const each of ['DUPLICAT', 'ȚIRU Ștefana', 'Cererea dumneavoastră a fost înregistrată.'])
    expect(sealedWords).toContain(each)
  expect(verdictOf(bytes.ok ? bytes.value.bytes : undefined)).toBe('valid')
})

it('a central store that accepts the call and never answers causes one short delay and loses no paper', async () => {
  const { desk, proxy, printed } = await office()
  proxy.only = /\/proof|\/duplicate/
  proxy.mode = 'hang'
  const { requestId } = await registerAs(desk, 3)
  const print = async () => {
    expect(await ask(desk, 'paper.print', proof(requestId))).toMatchObject({ problem: null })
    expect(verdictOf(printed().at(-1))).toBe('no-signature')
  }
  await print()
  // The second print does not even try the central store.
  await print()
  expect(proxy.failed).toHaveLength(1)
})

it('the house’s data head the papers that the desk makes itself, offline and after a restart, and follow a change', async () => {
  const { desk, proxy, printed, restart, centralFolder, reopen } = await office()
  const house = {
    address: 'Strada Închipuită nr. 7, Iași',
    telephone: '0999 999 999',
    email: 'registratura@casa.example',
    fiscalCode: '12345674',
  }
  const headOf = async (): Promise<string> => wordsOf(printed().at(-1) ?? new Uint8Array())
  const hasPulled = (of: Desk, address: string) =>
    until(
      async () => desk.call('sync.now', {}).then(() => ask(of, 'desk.about', {})),
      (about) => about.house?.contact?.address === address,
    )
  await hasPulled(desk, 'Strada Exemplului nr. 0, Iași (adresă fictivă)')
  writeFileSync(path.join(centralFolder, 'house.json'), JSON.stringify(house))
  await restart()
  await hasPulled(desk, house.address)

  proxy.mode = 'refuse'
  const again = await reopen()
  const { requestId } = await registerAs(again, 5)
  expect(await ask(again, 'paper.print', proof(requestId))).toMatchObject({ problem: null })
  expect(verdictOf(printed().at(-1))).toBe('no-signature')
  for (const each of Object.values(house)) expect(await headOf()).toContain(each)
  await ask(again, 'printer.testPage', {})
  for (const each of Object.values(house)) expect(await headOf()).toContain(each)
})

/** What a portal, a proxy or a fault between desk and central store may answer in place of a sealed paper. */
const PAGE = Buffer.from('<!doctype html><title>Conectare la rețea</title><h1>Bine ați venit</h1>')
const html = { 'content-type': 'text/html; charset=utf-8' }
const flipped = (body: Buffer): Buffer => {
  const copy = Buffer.from(body)
  copy[200] = (copy[200] ?? 0) ^ 1
  return copy
}
const OTHERS: Readonly<Record<string, (answer: OtherAnswer, unsealed: Buffer) => OtherAnswer>> = {
  'a page': () => ({ headers: html, body: PAGE }),
  'a page under the name of a paper': ({ headers }) => ({ headers, body: PAGE }),
  'JSON under the name of a paper': ({ headers }) => ({ headers, body: Buffer.from('{"ok":true,"value":{}}') }),
  nothing: ({ headers }) => ({ headers, body: Buffer.alloc(0) }),
  'only the beginning of a PDF': ({ headers }) => ({ headers, body: Buffer.from('%PDF-1.7\n') }),
  'half of the sealed paper': ({ headers, body }) => ({ headers, body: body.subarray(0, body.length / 2) }),
  'the sealed paper, changed': ({ headers, body }) => ({ headers, body: flipped(body) }),
  'a paper that bears no seal': ({ headers }, body) => ({ headers, body }),
}

it('never prints as sealed what is not: the desk makes its own paper, whatever answers with status 200', async () => {
  const { desk, proxy, printed } = await office()
  proxy.only = /\/proof|\/duplicate/
  proxy.mode = 'refuse'
  const first = await registerAs(desk, 6)
  await ask(desk, 'paper.print', proof(first.requestId))
  const unsealed = Buffer.from(printed().at(-1) ?? [])
  expect(verdictOf(unsealed)).toBe('no-signature')
  proxy.mode = 'pass'
  let n = 6
  for (const [what, other] of Object.entries(OTHERS)) {
    const { requestId } = await registerAs(desk, (n += 1))
    await synced(desk)
    proxy.other = (answer) => other(answer, unsealed)
    proxy.mode = 'other'
    // The original, then its duplicate.
    for (const duplicate of [false, true]) {
      expect(await ask(desk, 'paper.print', proof(requestId)), what).toMatchObject({ duplicate, problem: null })
      expect(verdictOf(printed().at(-1)), what).toBe('no-signature')
      expect(await wordsOf(printed().at(-1) ?? new Uint8Array()), what).toContain('ȚIRU Ștefana')
    }
    expect(await desk.call('paper.exportFile', proof(requestId)), what).toMatchObject({
      problem: { code: 'paper.unsealed' },
    })
    proxy.mode = 'pass'
  }
  expect(proxy.failed.length).toBeGreaterThanOrEqual(2 * Object.keys(OTHERS).length)
})
