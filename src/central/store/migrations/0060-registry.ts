import { day, instant, integer, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** Requests with their registration. A number is used once per registry and year, whichever desk assigns it. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('number_block', {
    id: text({ key: true }),
    registry: text(),
    year: integer(),
    first: integer({ check: 'first > 0' }),
    last: integer({ check: 'last >= first' }),
    device_id: text({ references: 'device.id' }),
    leased_at: instant(),
  })
  await ddl.createIndex('number_block_of_device', 'number_block', ['device_id', 'registry', 'year'])
  await ddl.createTable(
    'registry_counter',
    {
      registry: text(),
      year: integer(),
      next: integer({ check: 'next > 0' }),
    },
    { key: ['registry', 'year'] },
  )
  await ddl.createTable('request', {
    id: text({ key: true }),
    version: integer(),
    revision: integer({ check: 'revision <= version' }),
    kind: text({ oneOf: ['anonymise', 'revert'] }),
    channel: text(),
    state: text(),
    requested_day: day(),
    requested_at: instant({ nullable: true }),
    due_day: day(),
    extended_days: integer({ default: 0 }),
    holder_cnp: text(),
    holder: json(),
    capacity: text(),
    representative: json({ nullable: true }),
    questions_asked: json({ nullable: true }),
    decision: json({ nullable: true }),
    registered_by: text(),
    registered_by_name: text(),
    desk_number: integer(),
  })
  await ddl.createIndex('request_of_person', 'request', ['holder_cnp'])
  await ddl.createIndex('request_in_state', 'request', ['state'])
  await ddl.createTable(
    'registration',
    {
      request_id: text({ key: true, references: 'request.id' }),
      registry: text(),
      year: integer(),
      sequence: integer({ check: 'sequence > 0' }),
      provisional: text({ nullable: true, unique: true }),
      day: day(),
      at: instant(),
    },
    { unique: ['registry', 'year', 'sequence'] },
  )
}
