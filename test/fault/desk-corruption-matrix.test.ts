/**
 * Every file of a desk, damaged in every way: in the end everything that was shown as registered is at the centre, a
 * person was notified, and nothing was overwritten. FC_RUNS sets the number of cells (all of them: FC_RUNS=1000),
 * FC_SEED which ones are taken.
 */
import { createHmac } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../../src/desk/desk.ts'
import { fileSecretStore } from '../../src/desk/keys/file-secret-store.ts'
import type { ProcedureInput, ProcedureName } from '../../src/protocol/desk.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD, temporaryFolder } from '../support/desk-and-central.ts'
import { type Damage, damage, DAMAGES, isKept, putBack, snapshot, type Sources } from '../support/corruption/damage.ts'
import { keysOf } from '../support/keys-of.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const KEYS = ['keys.json', 'keys.copy.json']
const SECRET = ['wrapping.key', 'wrapping.copy.key']
/** The attachment of a request that could not be sent. */
const BLOB = 'blob'
const JOURNAL = path.join('journal', 'journal.bin')
const FILES: readonly (readonly string[])[] = [
  ...[...KEYS, ...SECRET, 'cache.db', 'cache.db-wal', JOURNAL, BLOB].map((name) => [name]),
  KEYS,
  SECRET,
  ['cache.db', JOURNAL],
]
interface Cell {
  readonly files: readonly string[]
  /** `refused`: the key store does not answer once. */
  readonly how: Damage | 'refused'
}
const CELLS: readonly Cell[] = [
  ...FILES.flatMap((files) =>
    // Cache and journal of an earlier moment together are a restored workstation: restored-from-a-copy.test.ts.
    DAMAGES.filter((how) => how !== 'older' || files.length === 1).map((how) => ({ files, how })),
  ),
  { files: [], how: 'refused' },
]

const SEED = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** A share of the cells that differs from run to run: every n-th, from a start that the seed decides. */
function chosen(): readonly Cell[] {
  const wanted = Math.min(CELLS.length, Number(process.env['FC_RUNS'] ?? 6))
  const step = CELLS.length / wanted
  return Array.from({ length: wanted }, (_, n) => CELLS[(Math.floor(n * step) + SEED) % CELLS.length] as Cell)
}

const { folder: root, remove } = temporaryFolder('matrix')
afterAll(remove)
const inRoot = (name: string): string => path.join(root, name)
const registerAs = async (desk: Desk, n: number) =>
  register(
    desk,
    contentFor({ surname: 'Țîru', givenNames: `Ștefana ${String(n)}`, cnp: fictionalCnp(n) }),
    await tintedPage(n * 40),
  )
const signIn = async (desk: Desk) => unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))
/** A page that is found damaged only now: the desk sets its cache aside, and answers the next call. */
const answered = <P extends ProcedureName>(desk: Desk, procedure: P, input: ProcedureInput<P>) =>
  until(
    () => desk.call(procedure, input),
    ({ ok }) => ok,
  ).then(unwrap)
const statusOf = (desk: Desk) => answered(desk, 'sync.status', {})
const settled = (desk: Desk) =>
  until(
    () => statusOf(desk),
    ({ queued, state, numbersLeft }) => queued === 0 && state === 'online' && numbersLeft > 0,
  )

const sources: Sources = { older: inRoot('older'), other: inRoot('other') }
let registered: string[] = []
let unsentFile = ''

/** One desk with a request at the centre and two that could not be sent; the centre, and another desk. */
beforeAll(async () => {
  const central = await centralWithPeople(inRoot('central-open'))
  const code = async () => (await central.issueEnrolmentCode()).code
  for (const name of ['other', 'open']) {
    const desk = await openTestDesk(inRoot(name), central.url, { enrolmentCode: await code() })
    await signIn(desk)
    registered = [(await registerAs(desk, name === 'open' ? 1 : 9)).requestId]
    await settled(desk)
    if (name === 'open') {
      snapshot(inRoot('open'), sources.older)
      await central.close()
      snapshot(inRoot('central-open'), inRoot('central'))
      registered.push((await registerAs(desk, 2)).requestId, (await registerAs(desk, 3)).requestId)
      const { request } = unwrap(await desk.call('request.open', { requestId: registered[1] ?? '' }))
      const { blobs } = await keysOf(inRoot('open'))
      const name = createHmac('sha256', blobs)
        .update(request.attachments[0]?.sha256 ?? '')
        .digest('hex')
      unsentFile = path.join('blobs', `${name}.blob`)
      // While it is open: as after a power cut, with a write-ahead log.
      snapshot(inRoot('open'), inRoot('desk-cut-off'))
      await desk.close()
      snapshot(inRoot('open'), inRoot('desk'))
    } else await desk.close()
  }
}, 120_000)

const causeOf = async (desk: Desk) => (await answered(desk, 'start.state', {})).cause

describe('a desk of which files are damaged', () => {
  console.log(`FC_SEED=${String(SEED)}, ${String(chosen().length)} of ${String(CELLS.length)} cells`)
  it.each(chosen())('$files $how', async ({ files, how }) => {
    const place = inRoot(`cell-${String(CELLS.findIndex((cell) => cell.files === files && cell.how === how))}`)
    mkdirSync(place)
    const [folder, centralFolder] = [path.join(place, 'desk'), path.join(place, 'central')]
    snapshot(inRoot(files[0] === 'cache.db-wal' ? 'desk-cut-off' : 'desk'), folder)
    const central = await centralWithPeople(snapshot(inRoot('central'), centralFolder))
    const names = files.map((name) => (name === BLOB ? unsentFile : name))
    const left = how === 'refused' ? [] : names.map((name) => damage(folder, name, how, sources))
    const store = fileSecretStore(path.join(folder, 'wrapping.key'))
    let refusals = how === 'refused' ? 1 : 0
    const secretStore = {
      ...store,
      unwrap: (wrapped: Uint8Array) => (refusals-- > 0 ? Promise.reject(new Error('not now')) : store.unwrap(wrapped)),
    }
    const desk = await openTestDesk(folder, central.url, { secretStore })
    try {
      const cause = await causeOf(desk)
      let notices = cause === null ? 0 : 1
      if (cause !== null) {
        // A person was asked, and puts the lost files back: nothing of them had been touched.
        left.forEach((bytes, n) => {
          if (bytes !== null) expect(readFileSync(path.join(folder, names[n] ?? '')).equals(bytes)).toBe(true)
        })
        for (const name of names) putBack(folder, name, inRoot('desk'))
        unwrap(await desk.call('start.retry', {}))
        expect(await causeOf(desk)).toBeNull()
      }
      await until(
        () => statusOf(desk),
        ({ queued, state }) => queued === 0 && state === 'online',
      )
      await answered(desk, 'session.signIn', { username: 'ana', password: PASSWORD })
      const incidents = (await answered(desk, 'incident.list', {})).map(({ kind }) => kind)
      notices += incidents.length
      const rows = await central.store.read((db) => db.selectFrom('request').select(['id', 'state']).execute())
      for (const requestId of registered) expect(rows.map(({ id }) => id)).toContain(requestId)
      expect(await answered(desk, 'sync.outbox', { states: ['queued', 'sent', 'rejected'] })).toEqual([])
      const waiting = rows.filter(({ id, state }) => registered.includes(id) && state !== 'in_review')
      if (waiting.length > 0) expect(incidents).toContain('file-missing')
      // A log that lost nothing, a page that nothing needs, and an older copy of what never changes are no event.
      const silent =
        files[0] === 'cache.db-wal' ||
        (files[0] === 'cache.db' && how === 'flipped') ||
        (how === 'older' && [...KEYS, ...SECRET, 'cache.db'].includes(files[0] ?? ''))
      if (!silent) expect(notices, incidents.join(' ')).toBeGreaterThan(0)
      const isText = [...KEYS, ...SECRET, JOURNAL].includes(files[0] ?? '')
      if (cause === null && isText && (how === 'flipped' || how === 'foreign'))
        for (const bytes of left) expect(bytes === null || isKept(folder, bytes)).toBe(true)
    } finally {
      await desk.close()
      await central.close()
    }
  })
})
