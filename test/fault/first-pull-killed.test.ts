/**
 * A first pull that is killed repeatedly ends with the same cache as one that was left alone: nothing missing, doubled
 * or incomplete.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openCache } from '../../src/desk/cache/open-cache.ts'
import { startCentral } from '../../src/central/central.ts'
import { keysOf } from '../support/keys-of.ts'
import { fillStore } from '../support/central/filled-store.ts'
import { writeHouse } from '../support/central/house-json.ts'
import { SCANNED_REQUEST } from '../support/generated-requests.ts'
import { openTestDesk } from '../support/desk-and-central.ts'
import { undoing } from '../support/undoing.ts'

const COUNT = 6_000
const KILLS = Number(process.env['FC_RUNS'] ?? 4)

const { cleanup, folder } = undoing()

/** Everything that a pull stores in a cache, read without the desk. */
async function contents(dataDir: string) {
  const keys = await keysOf(dataDir)
  const db = openCache(path.join(dataDir, 'cache.db'), keys.cache)
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.exec(`INSERT INTO request_search (request_search) VALUES ('integrity-check')`)
    return {
      requests: db
        .prepare(
          'SELECT id, confirmed_version, number, name_key, state, words, confirmed FROM request_row JOIN request_body USING (row) JOIN request_search ON request_search.rowid = row ORDER BY id',
        )
        .all(),
      searched: db.prepare('SELECT count(*) AS n FROM request_search').get(),
      found: db.prepare(`SELECT count(*) AS n FROM request_search WHERE request_search MATCH 'tur*'`).get(),
      indexes: db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name`).all(),
      cursor: db.prepare(`SELECT value FROM setting WHERE key = 'cursor'`).get(),
    }
  } finally {
    db.close()
  }
}

async function wholePull(dataDir: string, url: string, enrolmentCode?: string) {
  const desk = await openTestDesk(dataDir, url, enrolmentCode === undefined ? {} : { enrolmentCode })
  const end = Date.now() + 60_000
  for (;;) {
    const status = await desk.call('sync.status', {})
    if (status.ok && status.value.state === 'online' && status.value.cursor === status.value.head) break
    if (Date.now() > end) throw new Error(`not pulled: ${JSON.stringify(status)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await desk.close()
  return contents(dataDir)
}

it('has the same result whether it is killed or not', { timeout: 180_000 }, async () => {
  const dataDir = folder('central')
  await fillStore(dataDir, { count: COUNT, today: '2026-11-23', scan: SCANNED_REQUEST })
  // The filled store is no demonstration.
  writeHouse(dataDir)
  const central = await startCentral({ dataDir, host: '127.0.0.1', port: 0, demonstration: true })
  cleanup.push(() => central.close())
  const alone = await wholePull(folder('desk'), central.url, (await central.issueEnrolmentCode()).code)
  expect(alone.requests).toHaveLength(COUNT)
  expect(alone.searched).toEqual({ n: COUNT })

  const killed = folder('killed-desk')
  const { code } = await central.issueEnrolmentCode()
  const seen: number[] = []
  let whole = false
  for (let kill = 0; kill < KILLS && !whole; kill++) {
    const child = spawn(process.execPath, ['test/support/pulling-desk.ts', killed, central.url, code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    cleanup.push(() => void child.kill('SIGKILL'))
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const first = await new Promise<{ done: number } | { whole: true }>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the desk ended by itself')))
      child.stdout.once('data', (chunk: Buffer) =>
        resolve(JSON.parse(chunk.toString().split('\n')[0] ?? '') as { done: number } | { whole: true }),
      )
    })
    whole = 'whole' in first
    if ('done' in first) seen.push(first.done)
    // The kill comes while the next page is read or written, or in between; towards the end while indexes are created.
    await new Promise((resolve) => setTimeout(resolve, kill * 12))
    child.kill('SIGKILL')
    await ended
  }
  // On a machine of any speed, the killed pulls were not complete.
  expect(seen.filter((done) => done < COUNT).length).toBeGreaterThan(1)
  expect(seen[0]).toBe(1000)
  expect(await wholePull(killed, central.url)).toEqual(alone)
})
