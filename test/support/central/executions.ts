/**
 * Shared by the tests of executions: an office for each test, requests under the next free number, the obstacles to an
 * execution, and the services of a worker.
 */
import { v7 } from 'uuid'
import type { ExecutionServices } from '../../../src/central/execution/execution-services.ts'
import { insertDocuments, openDossier } from '../../../src/central/dossiers/dossiers.ts'
import type { Office } from './office.ts'
import { actsForEachTest } from './office-for-each-test.ts'

/** Call once at the top of a test file: it registers hooks that run before and after each test. */
export function executionsOf() {
  const { office, numbered, nextNumber, act, read } = actsForEachTest()
  return {
    office,
    numbered,
    nextNumber,
    act,
    request: (cnp: string, kind: 'anonymise' | 'revert', requestedAt: string | null, requestedDay = '2026-11-23') =>
      numbered({ cnp, kind, change: { requestedAt, requestedDay } }),
    state: async (id: string) => (await read(id)).state,
    /** The problem codes of what prevents its approval. */
    codes: async (id: string) =>
      (
        await office.desk.must<{ obstacles: { code: string }[] }>('GET', `/v1/requests/${id}/plan`, {
          session: office.session.supervisor,
        })
      ).obstacles.map(({ code }) => code),
    services: (): ExecutionServices => ({
      store: office.central.store,
      keys: office.central.keys,
      random: office.central.random,
      now: () => new Date(office.clock.now).toISOString(),
      make: () => Promise.resolve({ pdf: new Uint8Array([1]), sha256: 'f'.repeat(64) }),
      actor: { kind: 'system', id: office.desk.storeId, name: 'Sistemul central' },
      reached: () => undefined,
    }),
    /** Adds a clinical document to an open dossier; returns its id. */
    addDocument: async (dossierId: string) => {
      const id = v7()
      await office.central.store.write(async (writing) => {
        const dossier = await openDossier(writing.db, office.central.keys, dossierId)
        if (!dossier) throw new Error('no dossier')
        await insertDocuments(writing, dossier, office.central.random, [
          {
            id,
            type: 'consultation',
            format: 'cda-r2',
            recordedDay: '2026-11-23',
            recordedAt: writing.at,
            content: new TextEncoder().encode('nou'),
          },
        ])
      })
      return id
    },
  }
}

/** Orders the execution of a request that nobody has approved. */
export async function orderExecution({ central }: Pick<Office, 'central'>, requestId: string): Promise<void> {
  await central.store.write(({ db, at }) =>
    db
      .insertInto('execution')
      .values({
        request_id: requestId,
        state: 'due',
        fence: 0,
        plan_hash: 'a'.repeat(64),
        problem: null,
        due_at: at,
        finished_at: null,
        paper_id: null,
      })
      .execute(),
  )
  await central.store.write(({ db }) =>
    db.updateTable('request').set({ state: 'approved' }).where('id', '=', requestId).execute(),
  )
}
