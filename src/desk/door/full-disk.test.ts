/** A full disk, however it shows: its words at every procedure and for every file, and what is only read works. */
import Driver from 'better-sqlite3-multiple-ciphers'
import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { ok, type Result } from '../../domain/problem.ts'
import { sha256Hex } from '../../files/sha256.ts'
import { type ProcedureName, PROCEDURES } from '../../protocol/desk.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { Person, Session } from '../session/session.ts'
import { bytesDoor } from './bytes.ts'
import { procedureDoor } from './call-procedure.ts'
import { guardOf } from './guard.ts'
import type { Handlers } from './handlers.ts'

const FULL: Readonly<Record<string, () => Error>> = {
  'a file cannot be written': () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }),
  'the share of the account is used up': () => Object.assign(new Error('quota exceeded'), { code: 'EDQUOT' }),
  'the cache cannot grow': () => new Driver.SqliteError('database or disk is full', 'SQLITE_FULL'),
}
const who = { actorId: 'a', actorName: 'A', username: 'a', sessionId: 's' }
const supervisor: Person = { ...who, offline: false, role: 'supervisor', token: 't', prove: null }
const session = { at: () => ({ person: () => ok(supervisor) }) as Session }
const SCAN = Buffer.from('%PDF-1.7 a scan')
const disk = { freeBytes: 0, neededBytes: 0 }

describe.each(Object.entries(FULL))('%s', (_how, errorOf) => {
  const fail = (): never => {
    throw errorOf()
  }
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const guard = guardOf({ log, reference: () => 'r-1', freeBytes: () => 0, onBroken: () => false })
  const blobs: Pick<BlobStore, 'get' | 'put' | 'putGiven' | 'markSent'> = {
    get: () => null,
    put: fail,
    putGiven: fail,
    markSent: fail,
  }
  const client = {
    call: () => Promise.resolve(ok({ bytes: SCAN, headers: {} })),
  } as unknown as CentralClient
  const files = bytesDoor({ session, blobs, client, sync: { online: () => true, stoppedBy: () => null }, guard })

  it('is answered in its words, at once and in the middle of the work', async () => {
    for (const handler of [fail, () => Promise.reject<Result<unknown>>(errorOf())]) {
      const handlers = { 'draft.register': handler, 'sync.now': handler } as unknown as Handlers<ProcedureName>
      const call = procedureDoor({ handlers, session, changes: { notify: () => undefined }, log, guard })
      expect(PROCEDURES['sync.now'].access).toBe('open')
      expect(await call('sync.now', {}, 'window')).toEqual({ ok: false, problem: { code: 'disk.full', details: disk } })
    }
    expect(lines.join('')).not.toContain('broke')
  })

  it('is answered in its words when a file is given', async () => {
    expect(await files.putBytes(SCAN, 'window')).toEqual({ ok: false, problem: { code: 'disk.full', details: disk } })
  })

  it('does not keep a file of the central store from being shown', async () => {
    expect(await files.getBytes(sha256Hex(SCAN), 'window')).toMatchObject({
      ok: true,
      value: { bytes: SCAN, mediaType: 'application/pdf' },
    })
  })

  it('does not let other bytes pass for those that were asked for', async () => {
    expect(await files.getBytes(sha256Hex('another'), 'window')).toMatchObject({
      problem: { code: 'attachment.hash-mismatch' },
    })
  })
})
