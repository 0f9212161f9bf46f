/** A count of saves of a draft's text, so that two windows do not overwrite each other's. */
export const statements = ['ALTER TABLE draft ADD COLUMN text_version INTEGER NOT NULL DEFAULT 0']
