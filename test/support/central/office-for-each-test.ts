/** A new office for each test of a file, with requests under the next free number and acts on them. */
import { afterEach, beforeEach } from 'vitest'
import type { CentralOptions } from '../../../src/central/central.ts'
import type { CommandKind, CommandPayload } from '../../../src/request/acts.ts'
import type { RequestBody } from '../../../src/request/body.ts'
import { readRequest } from '../../../src/central/store/repositories/requests.ts'
import type { RequestToMake } from '../acts/stated.ts'
import { fictionalCnp, lease, type Office, openOffice, requestInReview } from './office.ts'

/**
 * Call once at the top of a test file: it registers the hooks that open and close the office. The object returned is
 * always the office of the running test.
 */
export function officeForEachTest(options: Partial<CentralOptions> = {}): Office {
  let open: Office | undefined
  const current = (): Office => {
    if (open === undefined) throw new Error('the office exists only during a test')
    return open
  }
  beforeEach(async () => {
    open = await openOffice(options)
  })
  afterEach(async () => {
    await current().close()
    open = undefined
  })
  return {
    get central() {
      return current().central
    },
    get dataDir() {
      return current().dataDir
    },
    get desk() {
      return current().desk
    },
    get clock() {
      return current().clock
    },
    get session() {
      return current().session
    },
    restart: () => current().restart(),
    close: () => current().close(),
  }
}

/** Call once at the top of a test file, instead of {@link officeForEachTest}, if its tests act on requests. */
export function actsForEachTest(options: Partial<CentralOptions> = {}) {
  const office = officeForEachTest(options)
  let next = 1
  beforeEach(async () => {
    next = await lease(office.desk)
  })
  /** The next free number of a block leased for this test. */
  const nextNumber = (): number => next++
  /** A request in review, registered under the next number. */
  const numbered = (given: Omit<RequestToMake, 'sequence'>): Promise<string> =>
    requestInReview(office, { ...given, sequence: nextNumber() })
  return {
    office,
    nextNumber,
    numbered,
    /** A request in review of the n-th fictional person, at revision 4. */
    inReview: (n = 1): Promise<string> => numbered({ cnp: fictionalCnp(n) }),
    /** Pushes one act; by the supervisor unless another session is given. */
    act: <K extends CommandKind>(
      kind: K,
      aggregateId: string,
      payload: CommandPayload<K>,
      expectedRevision: number | null = null,
      session = office.session.supervisor,
    ) => office.desk.act({ kind, aggregateId, payload, expectedRevision, session }),
    /** The bodies of the audit's entries about an action, in order. */
    audited: async (action: string): Promise<unknown[]> => {
      const rows = await office.central.store.read((db) =>
        db
          .selectFrom('audit_entry')
          .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
          .select('body')
          .where('action', '=', action)
          .orderBy('audit_entry.n')
          .execute(),
      )
      return rows.map(({ body }) => JSON.parse(body) as unknown)
    },
    /** A request as the central store has it. */
    read: async (id: string): Promise<RequestBody> => {
      const body = await office.central.store.read((db) => readRequest(db, id))
      if (!body) throw new Error('no such request')
      return body
    },
  }
}
