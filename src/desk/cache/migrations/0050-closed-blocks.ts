/** A block whose numbers are no longer used and that is being returned to the central store. */
export const statements = [
  'ALTER TABLE number_block ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))',
]
