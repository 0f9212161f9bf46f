/** A store that cannot write or read its files answers with a problem of its own; anything else stays a bug. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionCalls } from '../../protocol/central/session.ts'
import { systemRandom } from '../random.ts'
import { openSqliteStore } from '../store/engine/sqlite/open-store.ts'
import type { Store } from '../store/store.ts'
import { callsOnce } from './callers/calls-once.ts'
import { buildServer } from './server.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'des-answers-'))
let store: Store
beforeAll(async () => {
  store = await openSqliteStore(path.join(dir, 'store.sqlite'), { clock: Date.now, random: systemRandom })
})
afterAll(async () => {
  await store.close()
  rmSync(dir, { recursive: true })
})

const ANSWERS: readonly (readonly [failure: string, status: number, problem: string])[] = [
  ['SQLITE_FULL', 507, 'store.full'],
  ['ENOSPC', 507, 'store.full'],
  ['EDQUOT', 507, 'store.full'],
  ['EFBIG', 507, 'store.full'],
  ['SQLITE_IOERR', 500, 'store.damaged'],
  ['SQLITE_IOERR_WRITE', 500, 'store.damaged'],
  ['SQLITE_READONLY_DBMOVED', 500, 'store.damaged'],
  ['SQLITE_CANTOPEN', 500, 'store.damaged'],
  ['EIO', 500, 'store.damaged'],
  ['EROFS', 500, 'store.damaged'],
  ['SQLITE_CORRUPT', 500, 'store.damaged'],
  ['SQLITE_CORRUPT_VTAB', 500, 'store.damaged'],
  ['SQLITE_NOTADB', 500, 'store.damaged'],
  ['SQLITE_BUSY', 500, 'unexpected'],
  ['EPERM', 500, 'unexpected'],
]

test.each(ANSWERS)('%s', async (failure, status, problem) => {
  const words: string[] = []
  const log = pino({}, { write: (line: string) => words.push(line) })
  const hello = () => Promise.reject(Object.assign(new Error('a failure'), { code: failure }))
  const services = { store, clock: Date.now, random: systemRandom, log, once: callsOnce(() => '') }
  const server = await buildServer(services, { hello: sessionCalls.hello }, { hello })
  const answer = await server.inject({ method: 'GET', url: '/v1/hello' })
  expect([answer.statusCode, answer.json<{ problem: { code: string } }>().problem.code]).toEqual([status, problem])
  expect(words).toHaveLength(1)
  await server.close()
})
