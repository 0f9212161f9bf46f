import { flag, instant, integer, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * What belongs to a request besides its own facts: files, identity checks, notes and the timeline. None of it is ever
 * overwritten.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('attachment_file', {
    sha256: text({ key: true }),
    bytes: integer({ check: 'bytes > 0' }),
    received_at: instant(),
  })
  await ddl.createTable(
    'request_attachment',
    {
      request_id: text({ references: 'request.id' }),
      sha256: text({ references: 'attachment_file.sha256' }),
      n: integer(),
      role: text(),
      media_type: text(),
      pages: integer(),
      name: text(),
      bytes: integer(),
      by_id: text(),
      by_name: text(),
      at: instant(),
    },
    { key: ['request_id', 'sha256'] },
  )
  await ddl.createIndex('request_attachment_of_file', 'request_attachment', ['sha256'])
  await ddl.createTable(
    'identity_check',
    {
      request_id: text({ references: 'request.id' }),
      n: integer(),
      record: json(),
      by_id: text(),
      by_name: text(),
      at: instant(),
    },
    { key: ['request_id', 'n'] },
  )
  await ddl.createTable('note', {
    id: text({ key: true }),
    request_id: text({ references: 'request.id' }),
    n: integer(),
    text: text(),
    by_id: text(),
    by_name: text(),
    at: instant(),
  })
  await ddl.createIndex('note_of_request', 'note', ['request_id', 'n'])
  await ddl.createTable(
    'timeline',
    {
      request_id: text({ references: 'request.id' }),
      n: integer(),
      id: text({ unique: true }),
      at: instant(),
      by_id: text(),
      by_name: text(),
      act: text(),
      from_state: text({ nullable: true }),
      to_state: text(),
      facts: json(),
      offline: flag(),
    },
    { key: ['request_id', 'n'] },
  )
}
