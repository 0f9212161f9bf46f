/** What was sent to the printer, for a paper that may have been printed without a record of the print; else null. */
export const statements = ['ALTER TABLE print_attempt ADD COLUMN sent TEXT']
