/** Real desks against the real central store, with everything going wrong that goes wrong. */
import { afterEach, describe, expect, it } from 'vitest'
import { draftContent, type ProcedureInput, type ProcedureOutput } from '../../src/protocol/desk.ts'
import type { Central } from '../../src/central/central.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD, temporaryFolder } from '../support/desk-and-central.ts'
import sharp from 'sharp'

const cleanup: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const undo of cleanup.splice(0).reverse()) await undo()
})
const folder = (name: string): string => {
  const { folder: path, remove } = temporaryFolder(name)
  cleanup.push(remove)
  return path
}
const closing = <T extends { close(): Promise<void> }>(thing: T): T => {
  cleanup.push(() => thing.close())
  return thing
}

function unwrap<T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`)
  return result.value
}

const contentFor = (n: number): ProcedureInput<'draft.register'>['content'] => ({
  ...draftContent.parse({}),
  document: { type: 'identity-card', mrz: '', series: 'MZ', number: '123456', issuer: 'SPCLEP Iași', validUntil: '15.06.2031', unlimited: false },
  holder: { surname: 'Țîru', givenNames: `Ștefana ${String(n)}`, cnp: fictionalCnp(n), address: 'Str. Lungă 1', phone: '', email: '' },
  kind: 'anonymise',
  questionsAsked: { onlyRestrict: true, copyFirst: true },
  attestations: ['photo', 'look', 'data', 'signed'],
})
const scan = async (n: number): Promise<Uint8Array> =>
  sharp({ create: { width: 600, height: 800, channels: 3, background: { r: n % 255, g: 240, b: 250 } } }).jpeg().toBuffer()

async function register(desk: Desk, n: number): Promise<ProcedureOutput<'draft.register'>> {
  const draft = unwrap(await desk.call('draft.current', {}))
  const { sha256 } = unwrap(await desk.putBytes(await scan(n)))
  unwrap(await desk.call('draft.addFile', { draftId: draft.id, sha256, name: 'cerere.jpg' }))
  return unwrap(await desk.call('draft.register', { draftId: draft.id, content: contentFor(n) }))
}
async function until<T>(what: () => Promise<T>, done: (value: T) => boolean, limitMs = 20_000): Promise<T> {
  const end = Date.now() + limitMs
  for (;;) {
    const value = await what()
    if (done(value)) return value
    if (Date.now() > end) throw new Error(`still not so: ${JSON.stringify(value).slice(0, 600)}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
const settled = (desk: Desk) => until(() => desk.call('sync.status', {}).then(unwrap), (status) => status.queued === 0 && status.state === 'online')

async function office(): Promise<{ central: Central; desk: Desk; deskFolder: string }> {
  const central = closing(await centralWithPeople(folder('central')))
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = folder('desk')
  const desk = closing(await openTestDesk(deskFolder, central.url, { enrolmentCode: code }))
  unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))
  await settled(desk)
  return { central, desk, deskFolder }
}

describe('a desk and the central store', () => {
  it('registers with a real number, and the confirmed request is the one that was predicted', async () => {
    const { desk } = await office()
    const registered = await register(desk, 1)
    expect(registered).toMatchObject({ provisional: false, pending: true, missing: [], state: 'in_review' })
    const predicted = unwrap(await desk.call('request.open', { requestId: registered.requestId }))
    await settled(desk)
    const confirmed = await until(() => desk.call('request.open', { requestId: registered.requestId }).then(unwrap), (detail) => detail.pending.length === 0)
    const plain = ({ request }: typeof confirmed) => ({ ...request, timeline: request.timeline.map(({ facts: _facts, ...entry }) => entry) })
    expect(plain(confirmed)).toEqual(plain(predicted))
    expect(confirmed.number).toBe(registered.number)
  })
})
