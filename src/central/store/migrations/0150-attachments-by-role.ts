import { instant, integer, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * One file may have two roles in a request (the request and the proof of capacity on one sheet); it is attached once
 * for each. A primary key cannot be widened in place, so the table is rebuilt.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable(
    'request_attachment_by_role',
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
    { key: ['request_id', 'sha256', 'role'] },
  )
  await ddl.run(`insert into request_attachment_by_role (request_id, sha256, n, role, media_type, pages, name, bytes, by_id, by_name, at)
    select request_id, sha256, n, role, media_type, pages, name, bytes, by_id, by_name, at from request_attachment`)
  await ddl.dropTable('request_attachment')
  await ddl.renameTable('request_attachment_by_role', 'request_attachment')
  await ddl.createIndex('request_attachment_of_file', 'request_attachment', ['sha256'])
}
