/**
 * What holds up an approved request, for its row in the queue: read of the rows in view only, so no index carries it.
 */
export const statements = [
  "ALTER TABLE request_row ADD COLUMN execution_hold TEXT CHECK (execution_hold IN ('waiting', 'blocked', 'failing'))",
]
