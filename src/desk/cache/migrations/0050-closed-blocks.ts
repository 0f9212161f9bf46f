/** A block that gives no more numbers and is on its way back to the central store. */
export const statements = [
  'ALTER TABLE number_block ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))',
]
