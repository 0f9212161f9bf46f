import type { Ddl } from '../ddl/ddl.ts'

/** Bodies of the audit cannot be removed: one that is missing would otherwise be taken for one that never mattered. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.refuse({
    table: 'audit_body',
    act: 'delete',
    name: 'audit_body_is_never_removed',
    message: 'the audit is append-only',
  })
}
