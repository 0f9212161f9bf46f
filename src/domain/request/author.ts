/**
 * Who acts on a request. `person`: a member of staff at a workstation · `mailbox`: the program that reads the mailbox
 * of the house · `holder`: the person to whom the record belongs, signed in at the portal · `doctor`: a doctor's
 * application · `system`: the central store itself. Each act states which of them may do it (src/request/acts).
 */
export const AUTHOR_KINDS = ['person', 'mailbox', 'holder', 'doctor', 'system'] as const
export type AuthorKind = (typeof AUTHOR_KINDS)[number]
