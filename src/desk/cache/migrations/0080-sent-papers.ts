/** What was sent to the printer, for a paper that may have come out and is not on the record; else null. */
export const statements = ['ALTER TABLE print_attempt ADD COLUMN sent TEXT']
