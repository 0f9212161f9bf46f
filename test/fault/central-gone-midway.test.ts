/**
 * The central store goes away at each call of the main job in turn: nobody answers, or half an answer comes after the work is
 * done. People press again what was refused; what was shown as registered is executed once, under its number.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import sharp from 'sharp'
import type { Central } from '../../src/central/central.ts'
import { verifyAudit } from '../../src/central/audit/verify-audit.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { draftContent, type ProcedureInput, type ProcedureName, type ProcedureOutput } from '../../src/protocol/desk.ts'
import { addHolder } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD, temporaryFolder } from '../support/desk-and-central.ts'
import { type FaultyProxy, faultyProxy } from '../support/faulty-proxy.ts'

const PATIENCE_MS = 20_000
/** What a person is told when the central store is not there, and presses again. */
const TRY_AGAIN = ['central.unreachable', 'online.required', 'request.unknown']

const cleanup: (() => unknown)[] = []
let central: Central
let proxy: FaultyProxy
interface Workplace {
  readonly desk: Desk
  readonly username: string
}
let counter: Workplace
let office: Workplace

beforeAll(async () => {
  const folder = (name: string) => {
    const { folder: path, remove } = temporaryFolder(name)
    cleanup.push(remove)
    return path
  }
  central = await centralWithPeople(folder('central'), 0, Date.now, true)
  cleanup.push(() => central.close())
  proxy = await faultyProxy(() => central.url)
  cleanup.push(() => proxy.close())
  const workplace = async (name: string, username: string): Promise<Workplace> => {
    const { code } = await central.issueEnrolmentCode()
    const opened = await openTestDesk(folder(name), proxy.url, { enrolmentCode: code })
    cleanup.push(() => opened.close())
    return { desk: opened, username }
  }
  counter = await workplace('counter', 'ana')
  office = await workplace('office', 'sef')
})
afterAll(async () => {
  for (const undo of cleanup.reverse()) await undo()
})

async function press<P extends ProcedureName>({ desk }: Workplace, procedure: P, input: ProcedureInput<P>, enough: (value: ProcedureOutput<P>) => boolean = () => true): Promise<ProcedureOutput<P>> {
  for (const end = performance.now() + PATIENCE_MS; ; ) {
    const result = await desk.call(procedure, input)
    if (result.ok && enough(result.value)) return result.value
    // Signed in while the network was away: the strip asks for the password, and the person gives it.
    if (!result.ok && result.problem.code === 'session.offline') await desk.call('session.unlock', { password: PASSWORD })
    else if (!result.ok && !TRY_AGAIN.includes(result.problem.code)) throw new Error(`${procedure}: ${JSON.stringify(result.problem)}`)
    if (performance.now() > end) throw new Error(`${procedure}: still ${JSON.stringify(result).slice(0, 800)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function mainJob(cnp: string): Promise<{ requestId: string; number: string }> {
  for (const place of [counter, office]) await press(place, 'session.signIn', { username: place.username, password: PASSWORD })
  const draft = await press(counter, 'draft.current', {})
  const stored = await counter.desk.putBytes(await sharp({ create: { width: 300, height: 400, channels: 3, background: '#fdfdf5' } }).jpeg().toBuffer())
  if (!stored.ok) throw new Error(stored.problem.code)
  await press(counter, 'draft.addFile', { draftId: draft.id, sha256: stored.value.sha256, name: 'cerere.jpg' })
  const { requestId, number } = await press(counter, 'draft.register', {
    draftId: draft.id,
    content: {
      ...draftContent.parse({}),
      document: { type: 'identity-card', mrz: '', series: 'MZ', number: '123456', issuer: '', validUntil: '15.06.2031', unlimited: false },
      holder: { surname: 'Popescu', givenNames: 'Ana Maria', cnp, address: '', phone: '', email: '' },
      kind: 'anonymise',
      questionsAsked: { onlyRestrict: true, copyFirst: true },
      attestations: ['photo', 'look', 'data', 'signed'],
    },
  })
  const { request } = await press(office, 'request.open', { requestId }, ({ request: { state } }) => state === 'in_review')
  const { hash } = await press(office, 'request.plan', { requestId })
  // Refused for want of a connection, nothing was kept: it is pressed again. Taken without an answer, it is shown as waiting.
  await press(office, 'request.approve', { requestId, revision: request.revision, planHash: hash, surname: 'Popescu' })
  await press(counter, 'request.open', { requestId }, ({ request: { state }, pending }) => state === 'executed' && pending.length === 0)
  await press(counter, 'paper.preview', { requestId, paper: 'receipt' })
  await press(office, 'session.signOut', {})
  await press(counter, 'session.signOut', {})
  return { requestId, number }
}

async function wayOf(requestId: string) {
  return central.store.read(async (db) => ({
    executions: (await db.selectFrom('execution').select('state').where('request_id', '=', requestId).execute()).map(({ state }) => state),
    receipts: (await db.selectFrom('paper').select('id').where('request_id', '=', requestId).where('kind', '=', 'receipt').execute()).length,
    registrations: (await db.selectFrom('registration').select('request_id').where('request_id', '=', requestId).execute()).length,
  }))
}

test('the main job comes out once, wherever the central store goes away', async () => {
  let holders = 0
  const holder = async () => (await addHolder({ central }, { n: ++holders, documents: 2 })).cnp
  // Undisturbed first: how many calls there are to break. The live stream and its renewals come on top, by chance of time.
  let calls = 0
  proxy.only = { test: () => (calls++, false) } as unknown as RegExp
  proxy.mode = 'refuse'
  await mainJob(await holder())
  expect(calls).toBeGreaterThan(10)
  proxy.only = /./
  const broken: string[] = []
  for (const mode of ['refuse', 'cut'] as const) {
    for (let at = 0; at < calls; at++) {
      Object.assign(proxy, { mode, skip: at, times: 1 })
      const { requestId, number } = await mainJob(await holder())
      proxy.mode = 'pass'
      broken.push(...proxy.failed.splice(0).map((call) => `${mode} ${call.replace(/\?.*|[0-9a-f-]{36,64}/g, '')}`))
      expect(await wayOf(requestId), `${mode} at call ${String(at)}, ${number}`).toEqual({ executions: ['executed'], receipts: 1, registrations: 1 })
    }
  }
  const audit = await verifyAudit(central.store.read)
  expect(audit.intact).toBe(true)
  // Which calls were broken is said, so that a way around them cannot hide.
  const kinds = [...new Set(broken)].sort()
  console.log(`broken: ${kinds.join(' · ')}`)
  for (const call of ['push', 'pull', 'plan', 'session']) expect(kinds.some((kind) => kind.includes(call)), call).toBe(true)
}, 300_000)
