/**
 * Each step by itself: what it holds and what it refuses, on the schema as it was then; and that all that follow leave
 * its rows alone.
 */
import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../migrate.ts'
import { sqliteDialect } from '../engine/sqlite/dialect.ts'
import { SQLITE_WORDS } from '../engine/sqlite/schema-words.ts'
import { MIGRATIONS } from './index.ts'

interface Case {
  /** Rows that stand. */
  readonly holds: readonly string[]
  /** Statements that are refused after them. */
  readonly refuses: readonly string[]
  /** Counts the rows, before and after the later steps. */
  readonly table: string
}

const device =
  "insert into device (id, desk_number, name, public_key, state, last_hash, enrolled_at) values ('d', 1, 'x', x'00', 'active', '', '')"
const request =
  "insert into request (id, version, revision, kind, channel, state, requested_day, due_day, holder_cnp, holder, capacity, registered_by, registered_by_name, desk_number) values ('r', 1, 1, 'anonymise', 'counter', 'registered', '', '', '', '{}', 'holder', '', '', 1)"
const holder = "insert into holder values ('h', '1', 'a', 'b', '', 'female', 'IS', null)"
const dossier = (id: string, generation: number) =>
  `insert into dossier values ('${id}', 'h', ${String(generation)}, 'active', '', null, null, null)`
const receipt = (id: string, n: number) =>
  `insert into paper (id, request_id, n, kind, at) values ('${id}', 'r', ${String(n)}, 'receipt', '')`

const file = "insert into attachment_file values ('f', 1, '')"
const attached = (role: string) =>
  `insert into request_attachment values ('r', 'f', 1, '${role}', '', 1, '', 1, '', '', '')`

const CASES: Readonly<Record<string, Case>> = {
  '0010-meta-and-feed': {
    holds: ["insert into change values (1, 'request', 'a', 1, 'upsert', null)"],
    refuses: [
      "insert into change values (2, 'request', 'a', 2, 'upsert', null)",
      "insert into change values (2, 'request', 'b', 1, 'merge', null)",
      'insert into feed_head values (2, 0, 0)',
      'update feed_head set floor = 9',
      "insert into change values ('two', 'request', 'b', 1, 'upsert', null)",
    ],
    table: 'change',
  },
  '0020-audit': {
    holds: [
      "insert into audit_entry values (1, '', 'a', null, 'x', null, '', '', 'h')",
      "insert into audit_body values (1, x'00', '{}')",
    ],
    refuses: [
      "update audit_entry set actor = 'b'",
      'delete from audit_entry',
      "update audit_body set body = ''",
      "insert into audit_entry values (2, '', 'a', null, 'x', null, '', '', 'h')",
    ],
    table: 'audit_entry',
  },
  '0030-people': {
    holds: [
      "insert into user_account (id, username, name, role, password_hash, created_at) values ('u', 'ana', 'Ana', 'clerk', '', '')",
    ],
    refuses: [
      "insert into user_account (id, username, name, role, password_hash, created_at) values ('v', 'ana', 'Ana', 'clerk', '', '')",
      "insert into user_account (id, username, name, role, password_hash, created_at) values ('v', 'ion', 'Ion', 'king', '', '')",
      "insert into session values ('s', 't', 'nobody', 'd', 'clerk', '', '', '', null)",
    ],
    table: 'user_account',
  },
  '0040-workstations': {
    holds: [device],
    refuses: [
      device.replace("'d'", "'e'"),
      device.replace("'d', 1", "'e', 2").replace("'active'", "'asleep'"),
      device.replace("'d', 1", "'e', 0"),
    ],
    table: 'device',
  },
  '0050-holders-and-dossiers': {
    holds: [holder, dossier('d1', 1), "insert into dossier_key values ('d1', x'00', '')"],
    refuses: [
      dossier('d2', 2),
      dossier('d3', 1),
      "update dossier set state = 'anonymised'",
      "insert into dossier_key values ('nobody', x'00', '')",
      "insert into clinical_document values ('c', 'd1', 'x', 'word', '', '', x'00')",
      "delete from dossier where id = 'd1'",
    ],
    table: 'dossier',
  },
  '0060-registry': {
    holds: [request, "insert into registration values ('r', 'DES', 2026, 1, 'P-1-1', '', '')"],
    refuses: [
      request.replace("'r'", "'s'").replace('1, 1,', '1, 2,'),
      "insert into registration values ('s', 'DES', 2026, 2, null, '', '')",
      "insert into registration values ('r', 'DES', 2026, 3, null, '', '')",
      "insert into number_block values ('b', 'DES', 2026, 5, 4, 'd', '')",
    ],
    table: 'registration',
  },
  '0070-records-of-a-request': {
    holds: [
      request,
      "insert into note values ('n', 'r', 1, 'x', '', '', '')",
      "insert into timeline values ('r', 1, 't', '', '', '', 'x', null, 'registered', '{}', 0)",
    ],
    refuses: [
      "insert into request_attachment values ('r', 'unknown', 1, 'request', '', 1, '', 1, '', '', '')",
      "insert into timeline values ('r', 1, 'u', '', '', '', 'x', null, 'registered', '{}', 0)",
      "insert into timeline values ('r', 2, 'u', '', '', '', 'x', null, 'registered', '{}', 2)",
      "insert into attachment_file values ('s', 0, '')",
    ],
    table: 'timeline',
  },
  '0080-papers': {
    holds: [request, receipt('p', 1)],
    refuses: [
      receipt('q', 2),
      receipt('q', 1),
      "update paper set pdf = x'00'",
      receipt('q', 2).replace("'receipt'", "'poem'"),
    ],
    table: 'paper',
  },
  '0090-command-receipts': {
    holds: [
      device,
      "insert into command_receipt values ('d', 1, 'c', 'add-note', 'r', '', 'applied', '{}', null, '', null, '')",
    ],
    refuses: [
      "insert into command_receipt values ('d', 1, 'e', 'add-note', 'r', '', 'applied', '{}', null, '', null, '')",
      "insert into command_receipt values ('d', 2, 'c', 'add-note', 'r', '', 'applied', '{}', null, '', null, '')",
      "insert into command_receipt values ('d', 3, 'e', 'add-note', 'r', '', 'perhaps', '{}', null, '', null, '')",
    ],
    table: 'command_receipt',
  },
  '0100-executions': {
    holds: [
      request,
      "insert into execution values ('r', 'due', 0, '', null, '', null, null)",
      "insert into anonymised_person values ('p', 'r', '', null)",
    ],
    refuses: [
      "insert into execution values ('r', 'due', 0, '', null, '', null, null)",
      "update execution set state = 'executed'",
      "update execution set finished_at = ''",
      "insert into anonymised_person values ('p', 'r', '', null)",
      "insert into execution values ('s', 'due', 0, '', null, '', null, null)",
    ],
    table: 'execution',
  },
  '0110-voided-numbers': {
    holds: [
      device,
      request,
      "insert into number_block values ('b', 'DES', 2026, 1, 9, 'd', '')",
      "insert into registration values ('r', 'DES', 2026, 5, null, '', '')",
      "insert into block_return values ('b', 'year-ended', 'd', '')",
      "insert into number_void values ('b', 4, 9, 'year-ended')",
      "insert into superseded_void values ('r', 'b', 5, '')",
      "insert into device_retirement values ('d', '', 'a', '')",
    ],
    refuses: [
      "insert into block_return values ('b', 'desk-retired', 'd', '')",
      "insert into number_void values ('b', 1, 2, 'tired')",
      "insert into number_void values ('b', 3, 2, 'year-ended')",
      "insert into number_void values ('c', 1, 2, 'year-ended')",
      "insert into superseded_void values ('s', 'b', 6, '')",
      ...['block_return', 'number_void', 'superseded_void', 'device_retirement'].flatMap((table) => [
        `delete from ${table}`,
        `update ${table} set at = 'now'`.replace('at =', table === 'number_void' ? 'last =' : 'at ='),
      ]),
    ],
    table: 'number_void',
  },
  '0120-order-decisions': {
    holds: [
      request,
      request.replace("'r'", "'s'"),
      "insert into order_decision values (1, 'c', 'r', 's', 'x', 'u', 'U', '')",
    ],
    refuses: [
      "insert into order_decision values (2, 'c', 's', 'r', 'x', 'u', 'U', '')",
      "insert into order_decision values (2, 'd', 'r', 'r', 'x', 'u', 'U', '')",
      "insert into order_decision values (2, 'd', 'r', 't', 'x', 'u', 'U', '')",
      "update order_decision set first_id = 's'",
      'delete from order_decision',
    ],
    table: 'order_decision',
  },
  '0130-execution-holds': {
    holds: [
      request,
      "insert into execution values ('r', 'blocked', 0, '', null, '', null, null)",
      "insert into execution_hold values ('r', '', '{}')",
    ],
    refuses: ["insert into execution_hold values ('r', '', '{}')", "insert into execution_hold values ('s', '', '{}')"],
    table: 'execution_hold',
  },
  '0140-proofs-as-printed': {
    holds: [
      request,
      receipt('p', 1).replace("'receipt'", "'proof-of-registration'"),
      "insert into proof_as_printed values ('p', '{}')",
    ],
    refuses: [
      "insert into proof_as_printed values ('p', '{}')",
      "insert into proof_as_printed values ('q', '{}')",
      "update proof_as_printed set said = ''",
      'delete from proof_as_printed',
    ],
    table: 'proof_as_printed',
  },
  '0150-attachments-by-role': {
    holds: [request, file, attached('request'), attached('proof-of-capacity')],
    refuses: [
      attached('request'),
      attached('other').replace("'f'", "'unknown'"),
      attached('other').replace("'r'", "'s'"),
    ],
    table: 'request_attachment',
  },
  '0160-sealed-proofs': {
    holds: [
      request,
      receipt('p', 1),
      "insert into sealed_proof values ('p', '{}')",
      "insert into sealed_duplicate values ('p', '', '', '', x'00')",
    ],
    refuses: [
      "insert into sealed_proof values ('p', '{}')",
      "insert into sealed_proof values ('q', '{}')",
      "insert into sealed_duplicate values ('p', '', '', '', x'00')",
      "insert into sealed_duplicate values ('q', '', '', '', x'00')",
    ],
    table: 'sealed_duplicate',
  },
  '0170-authors': {
    holds: [
      request,
      "insert into note (id, request_id, n, text, by_kind, by_id, by_name, at) values ('n', 'r', 1, 'x', 'mailbox', '', '', '')",
    ],
    refuses: [
      "update note set by_kind = 'nobody'",
      'update note set by_kind = null',
      "update request set registered_by_kind = 'nobody'",
      "insert into timeline (request_id, n, id, at, by_kind, by_id, by_name, act, to_state, facts, offline) values ('r', 1, 't', '', 'x', '', '', 'x', 'registered', '{}', 0)",
    ],
    table: 'note',
  },
  '0180-audit-bodies-stay': {
    holds: [
      "insert into audit_entry values (1, '', 'a', null, 'x', null, '', '', 'h')",
      "insert into audit_body values (1, x'00', '{}')",
    ],
    refuses: ['delete from audit_body'],
    table: 'audit_body',
  },
  '0190-session-keys': {
    holds: [
      "insert into user_account (id, username, name, role, password_hash, created_at) values ('u', 'ana', 'Ana', 'clerk', '', '')",
      "insert into session values ('s', 't', 'u', 'd', 'clerk', '', '', '', null, x'00', null)",
      "insert into session values ('r', 'v', 'u', 'd', 'clerk', '', '', '', null, null, '')",
    ],
    refuses: ["update session set public_key = 'text'"],
    table: 'session',
  },
  '0200-feed-marks': {
    holds: ["insert into feed_mark values (1, 'a')"],
    refuses: ["insert into feed_mark values (1, 'b')", 'insert into feed_mark values (2, null)'],
    table: 'feed_mark',
  },
  '0210-uploads': {
    holds: [
      device,
      "insert into user_account (id, username, name, role, password_hash, version, created_at) values ('u', 'u', 'U', 'clerk', '', 1, '')",
      "insert into session (id, token_hash, user_id, device_id, role, granted_at, expires_at, offline_until) values ('s', '', 'u', 'd', 'clerk', '', '', '')",
      "insert into upload values ('f', 'd', 's', 1, '', '')",
    ],
    refuses: [
      "insert into upload values ('f', 'd', 's', 1, '', '')",
      "insert into upload values ('g', 'e', 's', 1, '', '')",
      "insert into upload values ('g', 'd', 't', 1, '', '')",
      "insert into upload values ('g', 'd', 's', 0, '', '')",
    ],
    table: 'upload',
  },
  '0220-authority': {
    holds: [
      "insert into user_account (id, username, name, role, password_hash, created_at, must_change_password, password_by_other_at, unconfirmed_by) values ('u', 'ana', 'Ana', 'clerk', '', '', 1, '', 'v')",
    ],
    refuses: [
      'update user_account set must_change_password = 2',
      'update user_account set must_change_password = null',
    ],
    table: 'user_account',
  },
  '0230-wrong-passwords': {
    holds: [
      "insert into wrong_password values ('u', 'd', 1, null, '')",
      "insert into wrong_password values ('u', '', 0, '', '')",
    ],
    refuses: [
      "insert into wrong_password values ('u', 'd', 2, null, '')",
      "insert into wrong_password values ('v', 'd', -1, null, '')",
      "insert into wrong_password values ('v', 'd', 1, null, null)",
    ],
    table: 'wrong_password',
  },
  '0240-comparison': {
    holds: [request, "update request set comparison = '{}'", 'update request set comparison = null'],
    refuses: [],
    table: 'request',
  },
  '0250-taken-over': {
    holds: [device, "insert into taken_over values ('c', 'd', 'n', 'u', null, '')"],
    refuses: [
      "insert into taken_over values ('c', 'd', null, 'u', 'x', '')",
      "insert into taken_over values ('e', 'e', null, 'u', 'x', '')",
      "update taken_over set by_command = 'm'",
      'delete from taken_over',
    ],
    table: 'taken_over',
  },
  '0260-erased-caches': {
    holds: [device, request, "insert into erased_cache values ('r', 'd', '')"],
    refuses: [
      "insert into erased_cache values ('r', 'd', 'later')",
      "insert into erased_cache values ('s', 'd', '')",
      "insert into erased_cache values ('r', 'e', '')",
      "update erased_cache set at = 'later'",
      'delete from erased_cache',
    ],
    table: 'erased_cache',
  },
}

test('every step has a test case', () => {
  expect(Object.keys(CASES)).toEqual(Object.keys(MIGRATIONS))
})

test.each(Object.entries(CASES))('%s', async (name, { holds, refuses, table }) => {
  const raw = new BetterSqlite3(':memory:')
  raw.pragma('foreign_keys = ON')
  const db = new Kysely<unknown>({ dialect: sqliteDialect(raw) })
  await migrate(db, SQLITE_WORDS, name)
  for (const statement of holds) raw.exec(statement)
  for (const statement of refuses) expect(() => raw.exec(statement), statement).toThrow()
  const rows = () => raw.prepare(`select * from ${table}`).all()
  const before = rows()
  expect(before).not.toEqual([])
  await migrate(db, SQLITE_WORDS)
  // Every value stays; a later step may add a column to it.
  expect(rows()).toMatchObject(before)
  // Once more does nothing.
  await migrate(db, SQLITE_WORDS)
  await db.destroy()
})

test('files attached before a file could have two roles stay attached', async () => {
  const raw = new BetterSqlite3(':memory:')
  raw.pragma('foreign_keys = ON')
  const db = new Kysely<unknown>({ dialect: sqliteDialect(raw) })
  await migrate(db, SQLITE_WORDS, '0140-proofs-as-printed')
  for (const statement of [request, file, attached('request')]) raw.exec(statement)
  expect(() => raw.exec(attached('other'))).toThrow()
  const before = raw.prepare('select * from request_attachment').all()
  await migrate(db, SQLITE_WORDS)
  expect(raw.prepare('select * from request_attachment').all()).toMatchObject(before)
  await db.destroy()
})

test('what was stored before authors had kinds was done by persons, and the execution by the central store', async () => {
  const raw = new BetterSqlite3(':memory:')
  const db = new Kysely<unknown>({ dialect: sqliteDialect(raw) })
  await migrate(db, SQLITE_WORDS, '0160-sealed-proofs')
  raw.exec(request)
  const acts = ['register-request', 'begin', 'executed']
  acts.forEach((act, n) =>
    raw.exec(
      `insert into timeline values ('r', ${String(n)}, 't${String(n)}', '', '', '', '${act}', null, 'registered', '{}', 0)`,
    ),
  )
  await migrate(db, SQLITE_WORDS)
  expect(raw.prepare('select act, by_kind from timeline order by n').raw().all()).toEqual([
    ['register-request', 'person'],
    ['begin', 'system'],
    ['executed', 'system'],
  ])
  expect(raw.prepare('select registered_by_kind from request').pluck().all()).toEqual(['person'])
  await db.destroy()
})

test('a store of a newer build is not opened', async () => {
  const raw = new BetterSqlite3(':memory:')
  const db = new Kysely<unknown>({ dialect: sqliteDialect(raw) })
  await migrate(db, SQLITE_WORDS)
  raw.exec("insert into kysely_migration values ('9990-of-tomorrow', '2030-01-01')")
  await expect(migrate(db, SQLITE_WORDS)).rejects.toThrow('could not be migrated')
  await db.destroy()
})
