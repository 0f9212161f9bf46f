/** The key ring and the database belong together: a store never starts with a ring that is not its own. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCentralStore } from '../open-central-store.ts'
import { newDossierKey } from './dossier-key.ts'

const root = mkdtempSync(path.join(tmpdir(), 'des-ring-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const ringOf = (folder: string): string => path.join(folder, 'keys', 'key-ring.json')
const storeOf = (folder: string): string => path.join(folder, 'store.sqlite')

const contentsOf = (folder: string) =>
  [ringOf(folder), storeOf(folder)].map((file) =>
    existsSync(file) && statSync(file).isFile() ? readFileSync(file).toString('base64') : null,
  )

async function makeStore(folder: string): Promise<void> {
  const opened = await openCentralStore({ dataDir: folder })
  const { random, keys } = opened
  await opened.store.write(async ({ db, at }) => {
    const id = random.id(Date.parse(at))
    await db
      .insertInto('holder')
      .values({
        id,
        cnp: '2850615229001',
        surname: 'Pop',
        given_names: 'Ana',
        birth_day: '1985-06-15',
        sex: 'female',
        county: 'IS',
        deceased_day: null,
      })
      .execute()
    const dossier = { id, holder_id: id, generation: 1, state: 'active', opened_at: at } as const
    await db
      .insertInto('dossier')
      .values({ ...dossier, content_from_day: null, closed_at: null, closed_by: null })
      .execute()
    const { wrapped } = newDossierKey(keys.master, id, random)
    await db.insertInto('dossier_key').values({ dossier_id: id, wrapped_key: wrapped, created_at: at }).execute()
  })
  await opened.close()
}
let copies = 0
/** A copy of the one store that was made. */
function storeWithADossier(): string {
  const folder = path.join(root, String((copies += 1)))
  cpSync(path.join(root, 'made'), folder, { recursive: true })
  return folder
}
beforeAll(() => makeStore(path.join(root, 'made')))
const flip = (file: string, place: number): void => {
  const bytes = readFileSync(file)
  bytes[place] = (bytes[place] ?? 0) ^ 1
  writeFileSync(file, bytes)
}
const forgetRingId = (folder: string): void => {
  const raw = new BetterSqlite3(storeOf(folder))
  raw.exec("delete from meta where key = 'key_ring_id'")
  raw.close()
}

const DAMAGE: Record<string, (folder: string, other: string) => void> = {
  'the ring is lost': (folder) => rmSync(ringOf(folder)),
  'the folder of keys is lost': (folder) => rmSync(path.join(folder, 'keys'), { recursive: true }),
  'the ring is of another store': (folder, other) => copyFileSync(ringOf(other), ringOf(folder)),
  'the store is of another ring': (folder, other) => copyFileSync(storeOf(other), storeOf(folder)),
  'the store is lost': (folder) => rmSync(storeOf(folder)),
  'the store is empty': (folder) => truncateSync(storeOf(folder)),
  'the ring is empty': (folder) => truncateSync(ringOf(folder)),
  'the ring is cut': (folder) => truncateSync(ringOf(folder), 100),
  'the ring is no ring': (folder) => writeFileSync(ringOf(folder), '{"format":"des-key-ring/1"}'),
  'a folder has the name of the ring': (folder) => {
    rmSync(ringOf(folder))
    mkdirSync(ringOf(folder))
  },
}
/** In the text of the ring: a secret has 43 characters of base64 that carry bits, and a padding. */
for (const secret of ['master', 'subject', 'anonymised'])
  DAMAGE[`one bit of the secret "${secret}" is flipped`] = (folder) =>
    flip(ringOf(folder), readFileSync(ringOf(folder), 'utf8').indexOf(`"${secret}":"`) + secret.length + 10)

describe('a store refuses to start, with one sentence, and changes nothing, where', () => {
  const other = path.join(root, 'other')
  beforeAll(() => makeStore(other))
  for (const [what, damage] of Object.entries(DAMAGE))
    for (const knowsItsRing of [true, false]) {
      // Without the id in the database the ring is proved by the keys of the dossiers: all but the two other secrets.
      if (!knowsItsRing && /"(subject|anonymised)"/.test(what)) continue
      test(`${what}${knowsItsRing ? '' : ' (a store from before ring and store were compared)'}`, async () => {
        const folder = storeWithADossier()
        if (!knowsItsRing) forgetRingId(folder)
        damage(folder, other)
        if (!knowsItsRing && existsSync(storeOf(folder)) && readFileSync(storeOf(folder)).length > 0)
          forgetRingId(folder)
        const before = contentsOf(folder)
        const refusal = await openCentralStore({ dataDir: folder }).then(
          () => 'it started',
          (error: unknown) => (error as Error).message,
        )
        expect(refusal).toMatch(/Put back|belongs to another/)
        expect(refusal).not.toContain('\n')
        expect(contentsOf(folder)).toEqual(before)
      })
    }
})

test('the right ring put back opens the store again', async () => {
  const folder = storeWithADossier()
  const ring = readFileSync(ringOf(folder))
  rmSync(ringOf(folder))
  await expect(openCentralStore({ dataDir: folder })).rejects.toThrow('Put back')
  writeFileSync(ringOf(folder), ring, { mode: 0o600 })
  await (await openCentralStore({ dataDir: folder })).close()
})

test('a store from before ring and store were compared takes up the id of its own ring', async () => {
  const folder = storeWithADossier()
  forgetRingId(folder)
  const opened = await openCentralStore({ dataDir: folder })
  expect(
    await opened.store.read((db) =>
      db.selectFrom('meta').select('value').where('key', '=', 'key_ring_id').executeTakeFirst(),
    ),
  ).toMatchObject({ value: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
  await opened.close()
})
