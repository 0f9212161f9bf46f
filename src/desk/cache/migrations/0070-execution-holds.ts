/**
 * What delays an approved request, for its row in the queue. It is read for visible rows only, so no index contains
 * it.
 */
export const statements = [
  "ALTER TABLE request_row ADD COLUMN execution_hold TEXT CHECK (execution_hold IN ('waiting', 'blocked', 'failing'))",
]
