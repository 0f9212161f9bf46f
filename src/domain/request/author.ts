/**
 * Who does something to a request. `person`: of the house, at a workstation · `mailbox`: the program that reads the
 * house's mailbox · `holder`: the person a record is about, logged in to the portal · `doctor`: a doctor's application
 * · `system`: the central store itself. What each of them may do stands with every act (src/request/acts).
 */
export const AUTHOR_KINDS = ['person', 'mailbox', 'holder', 'doctor', 'system'] as const
export type AuthorKind = (typeof AUTHOR_KINDS)[number]
