import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../domain/problem.ts'
import { type Database, openCache } from '../cache/open-cache.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import { erasureTasks } from './erasure-tasks.ts'
import { reportErasures } from './report-erasures.ts'
import { runErasures } from './run-erasures.ts'

let folder = ''
let db: Database
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'des-erasure-'))
  db = openCache(path.join(folder, 'cache.db'), randomBytes(32))
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Erasures over a request that is here or not, whose steps fail as often as they are told to. */
function setUp() {
  const state = { failures: new Map<string, number>(), here: true, unacknowledged: false, reports: [] as string[] }
  const step = (name: string): void => {
    const left = state.failures.get(name) ?? 0
    state.failures.set(name, left - 1)
    if (left > 0) throw new Error(name)
  }
  const tasks = erasureTasks(db, { now: () => '2026-11-30T08:00:00.000Z' })
  const body = { attachments: [{ sha256: 'a' }], papers: [], holder: { cnp: '1' } }
  const run = runErasures({
    db,
    tasks,
    requests: { open: () => (state.here ? ({ body } as never) : null) },
    blobs: { ownedBy: () => ['b'], release: () => step('release'), deleteShown: () => step('shown') },
    drafts: { discardOf: () => (step('drafts'), 1) },
    outbox: { forget: () => (step('forget'), []), holds: () => false, holdsRequest: () => state.unacknowledged },
    journal: { read: () => (step('journal'), []), rewrite: () => undefined },
    incidents: { report: (kind) => void state.reports.push(kind) },
    changes: { notify: () => undefined },
    log: pino({ level: 'silent' }),
  })
  return { state, tasks, run }
}

describe('the erasures of a desk', () => {
  it.each(['release', 'shown', 'drafts', 'forget', 'journal'])(
    'are kept when a step fails (%s), reported once, and completed later',
    (failing) => {
      const { state, tasks, run } = setUp()
      tasks.eraseRequest('r')
      tasks.eraseRequest('r')
      state.failures.set(failing, 3)
      for (let n = 0; n < 3; n++) {
        run()
        expect(tasks.list()).toHaveLength(1)
      }
      expect(state.reports.filter((kind) => kind === 'erasure-failed')).toHaveLength(1)
      run()
      expect(tasks.list()).toEqual([])
    },
  )

  it('wait for a request that is still to come, and for acts that are not acknowledged', () => {
    const { state, tasks, run } = setUp()
    Object.assign(state, { here: false, unacknowledged: true })
    tasks.eraseRequest('r')
    run()
    run({ whole: true })
    expect(tasks.list()).toHaveLength(1)
    state.unacknowledged = false
    run()
    expect(tasks.list()).toHaveLength(1)
    run({ whole: true })
    expect(tasks.list()).toEqual([])
  })

  it('are reported when they are complete, until the report is answered; a discarded draft is not', async () => {
    const { tasks, run } = setUp()
    const answers: Problem['code'][] = ['central.unreachable', 'route.unknown']
    const reports: string[][] = []
    const client = {
      call: (_name: string, { requestIds }: { requestIds: string[] }) => {
        reports.push(requestIds)
        const code = answers.shift()
        return Promise.resolve(code === undefined ? { ok: true, value: {} } : { ok: false, problem: { code } })
      },
    } as unknown as Pick<CentralClient, 'call'>
    const report = async () => {
      const result = await reportErasures({ tasks, client })
      return result.ok ? 'ok' : result.problem.code
    }
    tasks.eraseRequest('r')
    tasks.deleteFiles(['x'], 'd')
    expect([await report(), reports]).toEqual(['ok', []])
    run()
    expect([await report(), await report(), await report()]).toEqual(['central.unreachable', 'ok', 'ok'])
    expect(reports).toEqual([['r'], ['r'], ['r']])
    expect([await report(), reports.length]).toEqual(['ok', 3])
  })

  it('delete the files of a discarded draft until that is done', () => {
    const { state, tasks, run } = setUp()
    tasks.deleteFiles(['x', 'y'], 'd')
    state.failures.set('release', 1)
    run()
    expect(tasks.list()).toMatchObject([{ files: ['x', 'y'] }])
    run()
    expect(tasks.list()).toEqual([])
  })
})
