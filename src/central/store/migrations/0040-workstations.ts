import { bytes, instant, integer, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** Enrolled workstations, each with the end of its chain of commands, and the one-time codes that enrol them. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('device', {
    id: text({ key: true }),
    desk_number: integer({ unique: true, check: 'desk_number > 0' }),
    name: text(),
    public_key: bytes(),
    state: text({ oneOf: ['active', 'frozen', 'revoked'] }),
    last_seq: integer({ default: 0 }),
    last_hash: text(),
    enrolled_at: instant(),
    last_seen_at: instant({ nullable: true }),
  })
  await ddl.createTable('enrolment_code', {
    code_hash: text({ key: true }),
    created_at: instant(),
    created_by: text(),
    expires_at: instant(),
    used_at: instant({ nullable: true }),
    device_id: text({ nullable: true, references: 'device.id' }),
  })
}
