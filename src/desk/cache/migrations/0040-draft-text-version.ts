/** How often the text of a draft was saved, so that two windows do not overwrite each other. */
export const statements = ['ALTER TABLE draft ADD COLUMN text_version INTEGER NOT NULL DEFAULT 0']
