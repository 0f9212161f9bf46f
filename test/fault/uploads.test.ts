/** Uploads: over a thin line, in whose name, how much of them, and what is removed when nobody needs it. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { centralClient } from '../../src/desk/central-client/central-client.ts'
import { partSize } from '../../src/desk/sync/part-size.ts'
import { upload } from '../../src/desk/sync/upload.ts'
import { LIMITS } from '../../src/protocol/central/limits.ts'
import { fictionalCnp, lease, openOffice, type Office, PASSWORD, requestInReview } from '../support/central/office.ts'
import { enrolWorkstation, sha256, type Workstation } from '../support/central/workstation.ts'
import { thinLine } from '../support/thin-line.ts'
import { undoing } from '../support/undoing.ts'

const { cleanup } = undoing()
let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())
const HOUR = 3_600_000

const put = (
  desk: Workstation,
  bytes: Uint8Array,
  { sessionId = office.session.clerk.sessionId, offset = 0, size = bytes.length } = {},
) =>
  desk.call(
    'PUT',
    `/v1/attachments/${sha256(bytes)}?sessionId=${sessionId}&offset=${String(offset)}&size=${String(size)}`,
    {
      bytes,
    },
  )
const code = ({ result }: Awaited<ReturnType<typeof put>>): string => (result.ok ? 'ok' : result.problem.code)

/** The client of a desk, and its key at the central store in place of that of the test's workstation. */
async function deskClient(url: string, timeLimits: { answerMs: number; leastBytesPerSecond: number }) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
  const { deviceId } = office.desk
  await office.central.store.write(({ db }) =>
    db.updateTable('device').set({ public_key: raw }).where('id', '=', deviceId).execute(),
  )
  const client = centralClient({
    url,
    clock: { callIso: () => new Date(office.clock.now).toISOString() } as never,
    deviceId: () => deviceId,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
    timeLimits,
  })
  cleanup.push(() => client.close())
  return client
}

/** The first part alone takes longer to send than the time for an answer, as it does over 64 kbit/s. */
test('a file that takes longer than any answer may arrives over a thin line, and nothing is sent twice', async () => {
  const line = await thinLine(office.central.url, 48 * 1024)
  cleanup.push(() => line.close())
  const client = await deskClient(line.url, { answerMs: 2_000, leastBytesPerSecond: 4 * 1024 })
  const bytes = randomBytes(136 * 1024)
  const sent: number[] = []
  const result = await upload(sha256(bytes), {
    client,
    blobs: {
      get: () => ({ bytes, mediaType: 'application/octet-stream' }),
      markSent: (_name: string, received: number) => sent.push(received),
    } as never,
    onProgress: () => undefined,
    sessionId: office.session.clerk.sessionId,
    parts: partSize(() => performance.now()),
  })
  expect(result).toEqual({ ok: true, value: true })
  expect(await office.central.attachments.state(sha256(bytes))).toMatchObject({ complete: true })
  expect(sent).toEqual([...sent].sort((a, b) => a - b))
}, 30_000)

test('a line that carries nothing is given up after its time', async () => {
  const line = await thinLine(office.central.url, 1)
  cleanup.push(() => line.close())
  const client = await deskClient(line.url, { answerMs: 100, leastBytesPerSecond: 1_000_000 })
  expect(await client.call('attachmentState', { sha256: 'a'.repeat(64) })).toMatchObject({
    ok: false,
    problem: { code: 'central.unreachable' },
  })
})

test('an upload names a person who signed in at that workstation', async () => {
  const { central, clock, desk, session } = office
  const { code: enrolment } = await central.issueEnrolmentCode()
  const other = await enrolWorkstation(central.url, enrolment, { now: () => clock.now })
  const bytes = randomBytes(10)
  expect(code(await put(other, bytes))).toBe('session.required')
  expect(code(await put(desk, bytes, { sessionId: '019ab000-0000-7000-8000-00000000000f' }))).toBe('session.required')
  // Work that was queued before the session ended still arrives.
  await desk.must('DELETE', '/v1/sessions/current', { session: session.clerk2 })
  expect(code(await put(desk, bytes, { sessionId: session.clerk2.sessionId }))).toBe('ok')
  const row = await central.store.read((db) => db.selectFrom('upload').selectAll().executeTakeFirstOrThrow())
  expect(row).toMatchObject({ device_id: desk.deviceId, session_id: session.clerk2.sessionId, bytes: 10 })
})

test('one workstation can fill its share and nothing else; what a request names counts no more', async () => {
  const { central, clock, desk } = office
  const { code: enrolment } = await central.issueEnrolmentCode()
  const other = await enrolWorkstation(central.url, enrolment, { now: () => clock.now })
  const elsewhere = await other.signIn('clerk', PASSWORD)
  await requestInReview(office, { cnp: fictionalCnp(1), sequence: await lease(office.desk) })
  const largest = LIMITS.attachmentBytes
  const begin = (n: number) => put(desk, new Uint8Array([n]), { size: largest })
  const shares = Math.floor(LIMITS.unnamedUploadBytes / largest)
  for (let n = 0; n < shares; n++) expect(code(await begin(n))).toBe('ok')
  expect(code(await begin(shares))).toBe('attachment.quota')
  // What was begun can be continued, and another workstation has a share of its own.
  expect(code(await put(desk, new Uint8Array([0]), { size: largest }))).toBe('ok')
  expect(code(await put(other, randomBytes(5), { sessionId: elsewhere.sessionId }))).toBe('ok')
  // A day later what nobody goes on with is gone.
  clock.now += 25 * HOUR
  expect(await central.attachments.tidy(new Date(clock.now).toISOString())).toBe(shares)
  expect(readdirSync(path.join(office.dataDir, 'attachments', 'incoming'))).toEqual([])
  expect(code(await begin(shares))).toBe('ok')
})

test('a whole file that no request names goes after a week, and one that is named stays', async () => {
  const { central, clock, desk } = office
  await requestInReview(office, { cnp: fictionalCnp(1), sequence: await lease(office.desk) })
  const named = await central.store.read((db) =>
    db.selectFrom('request_attachment').select('sha256').executeTakeFirstOrThrow(),
  )
  const bytes = randomBytes(20)
  expect(code(await put(desk, bytes))).toBe('ok')
  const fileOf = (name: string) => path.join(office.dataDir, 'attachments', name.slice(0, 2), name)
  const tidyAfter = (hours: number) => central.attachments.tidy(new Date(clock.now + hours * HOUR).toISOString())
  expect(await tidyAfter(6 * 24)).toBe(0)
  expect(await tidyAfter(8 * 24)).toBe(1)
  expect([existsSync(fileOf(sha256(bytes))), existsSync(fileOf(named.sha256))]).toEqual([false, true])
  expect(await central.attachments.state(sha256(bytes))).toMatchObject({ complete: false, received: 0 })
  // A desk that still needs it sends it once more.
  expect(code(await put(desk, bytes))).toBe('ok')
})
