/** What each act is expected to be, for the tests that go through all acts. */
import type { AuthorKind } from '../../../src/domain/request/author.ts'
import type { ActKind } from '../../../src/request/acts.ts'

interface Expected {
  readonly authors: readonly AuthorKind[]
  readonly action: string | null
  readonly transition: boolean
  /** Whether it makes a decision stale. */
  readonly revises: boolean
  /** Whether its author may not decide on the request (four eyes). */
  readonly involves: boolean
  /** The newest version of its payload. */
  readonly version: number
}
/**
 * Every act, in the order in which a screen offers them. The table repeats on purpose what each act's file defines; a
 * missing act does not compile.
 */
export const EXPECTED_ACTS: Readonly<Record<ActKind, Expected>> = {
  'register-request': {
    authors: ['person', 'mailbox', 'holder'],
    action: null,
    transition: false,
    revises: true,
    involves: true,
    version: 2,
  },
  'submit-request': {
    authors: ['person', 'holder'],
    action: 'submit',
    transition: true,
    revises: true,
    involves: false,
    version: 1,
  },
  'amend-request': {
    authors: ['person'],
    action: 'amend',
    transition: true,
    revises: true,
    involves: true,
    version: 2,
  },
  'settle-difference': {
    authors: ['person'],
    action: 'settle',
    transition: false,
    revises: true,
    involves: true,
    version: 1,
  },
  'record-identity-check': {
    authors: ['person', 'holder'],
    action: 'check-identity',
    transition: false,
    revises: true,
    involves: true,
    version: 1,
  },
  'attach-document': {
    authors: ['person', 'mailbox', 'holder'],
    action: 'attach',
    transition: false,
    revises: true,
    involves: true,
    version: 1,
  },
  'add-note': {
    authors: ['person', 'mailbox'],
    action: 'note',
    transition: false,
    revises: false,
    involves: false,
    version: 1,
  },
  'update-contact': {
    authors: ['person', 'holder'],
    action: null,
    transition: false,
    revises: false,
    involves: true,
    version: 1,
  },
  'return-request': {
    authors: ['person'],
    action: 'return',
    transition: true,
    revises: true,
    involves: false,
    version: 1,
  },
  'approve-request': {
    authors: ['person'],
    action: 'approve',
    transition: true,
    revises: true,
    involves: false,
    version: 1,
  },
  'reject-request': {
    authors: ['person'],
    action: 'reject',
    transition: true,
    revises: true,
    involves: false,
    version: 1,
  },
  'withdraw-request': {
    authors: ['person', 'holder'],
    action: 'withdraw',
    transition: true,
    revises: true,
    involves: false,
    version: 1,
  },
  'join-request': { authors: ['person'], action: 'join', transition: true, revises: true, involves: false, version: 1 },
  'forward-request': {
    authors: ['person'],
    action: 'forward',
    transition: true,
    revises: true,
    involves: false,
    version: 1,
  },
  'file-request': { authors: ['person'], action: 'file', transition: true, revises: true, involves: false, version: 1 },
  'extend-term': {
    authors: ['person'],
    action: 'extend',
    transition: true,
    revises: true,
    involves: false,
    version: 1,
  },
  'decide-order': {
    authors: ['person'],
    action: 'decide-order',
    transition: true,
    revises: true,
    involves: false,
    version: 1,
  },
  'record-print': { authors: ['person'], action: null, transition: false, revises: false, involves: false, version: 1 },
  begin: { authors: ['system'], action: null, transition: false, revises: true, involves: false, version: 1 },
  executed: { authors: ['system'], action: null, transition: false, revises: true, involves: false, version: 1 },
}
