import { flag, instant, integer, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** People of the house and their sessions. Tokens are kept as hashes only. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('user_account', {
    id: text({ key: true }),
    username: text({ unique: true }),
    name: text(),
    role: text({ oneOf: ['clerk', 'supervisor', 'administrator', 'auditor'] }),
    password_hash: text(),
    failed_attempts: integer({ default: 0 }),
    locked_until: instant({ nullable: true }),
    disabled: flag({ default: 0 }),
    version: integer({ default: 1 }),
    created_at: instant(),
  })
  await ddl.createTable('session', {
    id: text({ key: true }),
    token_hash: text({ unique: true }),
    user_id: text({ references: 'user_account.id' }),
    device_id: text(),
    role: text(),
    granted_at: instant(),
    expires_at: instant(),
    offline_until: instant(),
    ended_at: instant({ nullable: true }),
  })
  await ddl.createIndex('session_of_user', 'session', ['user_id'])
}
