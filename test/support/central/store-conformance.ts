/** What every engine under the central store must do. Defined once; the test file of each engine registers it. */
import { describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { type AuditVerdict, verifyAudit } from '../../../src/central/audit/verify-audit.ts'
import type { Clock } from '../../../src/central/random.ts'
import { readHead } from '../../../src/central/store/change-feed.ts'
import type { Store } from '../../../src/central/store/store.ts'

export interface Engine {
  readonly name: string
  /** A new, empty store; `again` reopens the same one after it was closed. */
  open(clock: Clock): Promise<{ store: Store; again: () => Promise<Store>; drop: () => Promise<void> }>
}

const fact = (body: unknown) => ({ actor: 'a', device: null, action: 'test', subjectRef: null, body })

async function withStore(
  engine: Engine,
  work: (store: Store, again: () => Promise<Store>) => Promise<void>,
): Promise<void> {
  const { store, again, drop } = await engine.open(() => Date.parse('2026-11-23T08:00:00.000Z'))
  const opened = [store]
  try {
    await work(store, async () => {
      await opened.pop()?.close()
      const next = await again()
      opened.push(next)
      return next
    })
  } finally {
    for (const each of opened) await each.close()
    await drop()
  }
}

const changed = (store: Store, id: string, version: number): Promise<void> =>
  store.write((writing) => {
    writing.changed({ entity: 'dossier', id, version, op: 'erase', body: { version } })
    return Promise.resolve()
  })
const feed = (store: Store) => store.read((db) => db.selectFrom('change').selectAll().orderBy('position').execute())
const verdict = (store: Store): Promise<AuditVerdict> => verifyAudit((work) => store.read(work))

function positionsAndCommits(engine: Engine): void {
  test('assigns positions in the order of commits, each once, under concurrent writes', () =>
    withStore(engine, async (store) => {
      const ids = Array.from({ length: 60 }, () => v7())
      const heads: number[] = []
      store.onHead((head) => heads.push(head))
      await Promise.all(ids.map((id) => changed(store, id, 1)))
      expect((await feed(store)).map(({ position }) => position)).toEqual(ids.map((_id, index) => index + 1))
      expect(heads).toEqual(ids.map((_id, index) => index + 1))
      expect(await store.read(readHead)).toEqual({ position: 60, floor: 0 })
    }))

  test('keeps the newest change of each entity, and never moves a position back', () =>
    withStore(engine, async (store) => {
      const [a, b] = [v7(), v7()]
      for (const [id, version] of [
        [a, 1],
        [b, 1],
        [a, 2],
        [a, 3],
        [b, 2],
      ] as const)
        await changed(store, id, version)
      expect((await feed(store)).map(({ entity_id: id, version, position }) => [id, version, position])).toEqual([
        [a, 3, 4],
        [b, 2, 5],
      ])
    }))

  test('commits all parts of a write or none: rows, changes, audit', () =>
    withStore(engine, async (store) => {
      await expect(
        store.write(async (writing) => {
          await writing.db.insertInto('meta').values({ key: 'k', value: 'v' }).execute()
          writing.changed({ entity: 'dossier', id: v7(), version: 1, op: 'erase', body: {} })
          writing.audited(fact({}))
          throw new Error('broken off')
        }),
      ).rejects.toThrow('broken off')
      expect(await store.read((db) => db.selectFrom('meta').selectAll().execute())).toEqual([])
      expect([await feed(store), await store.read(readHead), await verdict(store)]).toEqual([
        [],
        { position: 0, floor: 0 },
        { intact: true, entries: 0, heads: 0, hash: '0'.repeat(64) },
      ])
      // The next write still works.
      await changed(store, v7(), 1)
    }))

  test('rolls back a refused attempt with everything it collected, and continues', () =>
    withStore(engine, async (store) => {
      const kept = v7()
      await store.write(async (writing) => {
        const put = async (id: string, keep: boolean): Promise<{ keep: boolean; value: null }> => {
          await writing.db.insertInto('meta').values({ key: id, value: '' }).execute()
          writing.changed({ entity: 'dossier', id, version: 1, op: 'erase', body: {} })
          writing.audited(fact({ id }))
          return { keep, value: null }
        }
        await writing.attempt(() => put(v7(), false))
        await writing.attempt(() => put(kept, true))
        await expect(
          writing.attempt(async () => Promise.reject(await put(v7(), true).then(() => new Error('x')))),
        ).rejects.toThrow('x')
        // A violated constraint also leaves the transaction usable.
        await expect(writing.attempt(() => put(kept, true))).rejects.toThrow()
      })
      expect((await store.read((db) => db.selectFrom('meta').selectAll().execute())).map(({ key }) => key)).toEqual([
        kept,
      ])
      expect((await feed(store)).map(({ entity_id: id, position }) => [id, position])).toEqual([[kept, 1]])
      expect(await verdict(store)).toMatchObject({ intact: true, entries: 1 })
    }))
}

function readers(engine: Engine): void {
  test('shows a reader one consistent state during writes', () =>
    withStore(engine, async (store) => {
      await changed(store, v7(), 1)
      await store.read(async (db) => {
        const before = await db.selectFrom('change').selectAll().execute()
        await changed(store, v7(), 1)
        expect(await db.selectFrom('change').selectAll().execute()).toEqual(before)
      })
      expect(await feed(store)).toHaveLength(2)
    }))

  test('prevents a reader from writing', () =>
    withStore(engine, async (store) => {
      await expect(
        store.read((db) => db.insertInto('meta').values({ key: 'k', value: 'v' }).execute()),
      ).rejects.toThrow()
    }))
}

function auditChain(engine: Engine): void {
  test('chains the audit over writes and restarts', () =>
    withStore(engine, async (store, again) => {
      await store.write((writing) => {
        for (let n = 0; n < 2500; n++) writing.audited(fact({ n }))
        return Promise.resolve()
      })
      const first = await verdict(store)
      const reopened = await again()
      expect(await verdict(reopened)).toEqual(first)
      await reopened.write((writing) => {
        writing.audited(fact({ after: true }))
        return Promise.resolve()
      })
      expect(await verdict(reopened)).toMatchObject({ intact: true, entries: 2501 })
    }))

  test('refuses to change or remove an entry of the audit or a body', () =>
    withStore(engine, async (store) => {
      await store.write((writing) => {
        for (const n of [1, 2, 3]) writing.audited(fact({ n }))
        return Promise.resolve()
      })
      await expect(
        store.write(({ db }) => db.updateTable('audit_entry').set({ actor: 'b' }).where('n', '=', 2).execute()),
      ).rejects.toThrow('append-only')
      await expect(store.write(({ db }) => db.deleteFrom('audit_entry').where('n', '=', 2).execute())).rejects.toThrow(
        'append-only',
      )
      await expect(
        store.write(({ db }) => db.updateTable('audit_body').set({ body: '{}' }).where('n', '=', 2).execute()),
      ).rejects.toThrow('append-only')
      await expect(store.write(({ db }) => db.deleteFrom('audit_body').where('n', '=', 2).execute())).rejects.toThrow(
        'append-only',
      )
      expect(await verdict(store)).toMatchObject({ intact: true, entries: 3 })
    }))
}

function uniqueRows(engine: Engine): void {
  test('assigns a number, a provisional number and a receipt only once', () =>
    withStore(engine, async (store) => {
      const request = (id: string) => ({
        id,
        version: 1,
        revision: 1,
        kind: 'anonymise' as const,
        channel: 'counter' as const,
        state: 'registered' as const,
        requested_day: '2026-11-23',
        requested_at: null,
        due_day: '2026-12-23',
        extended_days: 0,
        holder_cnp: '',
        holder: '{}',
        capacity: 'holder' as const,
        representative: null,
        questions_asked: null,
        decision: null,
        registered_by_kind: 'person' as const,
        registered_by: '',
        registered_by_name: '',
        desk_number: 1,
      })
      const registration = (id: string, sequence: number, provisional: string | null = null) => ({
        request_id: id,
        registry: 'DES',
        year: 2026,
        sequence,
        provisional,
        day: '2026-11-23',
        at: '',
      })
      const receipt = (id: string, n: number) => ({
        id: v7(),
        request_id: id,
        n,
        kind: 'receipt' as const,
        letter: null,
        content: null,
        verification_code: null,
        at: '',
        sealed_at: null,
        sha256: null,
        pdf: null,
        printed: 0,
      })
      const [a, b] = [v7(), v7()]
      await store.write(async ({ db }) => {
        await db
          .insertInto('request')
          .values([request(a), request(b)])
          .execute()
        await db
          .insertInto('registration')
          .values(registration(a, 1, 'P-1-1'))
          .execute()
        await db.insertInto('paper').values(receipt(a, 1)).execute()
      })
      await expect(
        store.write(({ db }) => db.insertInto('registration').values(registration(b, 1)).execute()),
      ).rejects.toThrow()
      await expect(
        store.write(({ db }) =>
          db
            .insertInto('registration')
            .values(registration(b, 2, 'P-1-1'))
            .execute(),
        ),
      ).rejects.toThrow()
      await expect(store.write(({ db }) => db.insertInto('paper').values(receipt(a, 2)).execute())).rejects.toThrow()
      await expect(
        store.write(({ db }) => db.insertInto('registration').values(registration(v7(), 3)).execute()),
      ).rejects.toThrow()
      await store.write(({ db }) => db.insertInto('registration').values(registration(b, 2)).execute())
    }))
}

export function storeConformance(engine: Engine): void {
  describe(`the store on ${engine.name}`, () => {
    positionsAndCommits(engine)
    readers(engine)
    auditChain(engine)
    uniqueRows(engine)
  })
}
