import { describe, expect, it } from 'vitest'
import { AUTHOR_KINDS, type AuthorKind } from '../domain/request/author.ts'
import { RIGHTS } from '../domain/rights.ts'
import { CLERK, contextOf, HOLDER, MAILBOX, registered, SYSTEM } from '../../test/support/acts/request-of.ts'
import {
  ACT_KINDS,
  ACTS,
  actOfAction,
  COMMAND_KINDS,
  COMMANDS,
  isAct,
  isCommand,
  isKnown,
  mayAuthor,
  REQUEST_ACTIONS,
  shownAct,
  versionOf,
} from './acts.ts'
import { checkAct, type ActToApply } from './apply.ts'

const EVERY_COMMAND = [
  'register-request',
  'submit-request',
  'amend-request',
  'settle-difference',
  'record-identity-check',
  'attach-document',
  'add-note',
  'update-contact',
  'return-request',
  'approve-request',
  'reject-request',
  'withdraw-request',
  'join-request',
  'forward-request',
  'file-request',
  'extend-term',
  'decide-order',
  'record-print',
] as const

/** The acts that each kind of author may do, and no others. */
const MAY: Record<AuthorKind, readonly (typeof ACT_KINDS)[number][]> = {
  person: EVERY_COMMAND,
  mailbox: ['register-request', 'attach-document', 'add-note'],
  holder: [
    'register-request',
    'submit-request',
    'record-identity-check',
    'attach-document',
    'update-contact',
    'withdraw-request',
  ],
  doctor: [],
  system: ['begin', 'executed'],
}

describe('the table of acts', () => {
  it('has the kinds that are sent as commands, under the names already stored in outboxes', () => {
    expect(COMMAND_KINDS).toEqual(EVERY_COMMAND)
    expect(ACT_KINDS).toEqual([...EVERY_COMMAND, 'begin', 'executed'])
    for (const kind of ACT_KINDS) {
      expect(ACTS[kind].kind).toBe(kind)
      expect(isAct(kind)).toBe(true)
      expect(isCommand(kind)).toBe(kind !== 'begin' && kind !== 'executed')
    }
    for (const kind of ['toString', 'seal-request', '']) {
      expect(isAct(kind)).toBe(false)
      expect(isCommand(kind)).toBe(false)
      expect(shownAct(kind)).toBe('unknown')
    }
    expect(shownAct('add-note')).toBe('add-note')
  })

  it('accepts every version of a command that was ever written, and no other', () => {
    const newer: Record<string, number> = { 'register-request': 2, 'amend-request': 2 }
    for (const kind of COMMAND_KINDS) {
      const latest = newer[kind] ?? 1
      expect(versionOf(kind)).toBe(latest)
      for (let kindVersion = 1; kindVersion <= latest; kindVersion++) expect(isKnown({ kind, kindVersion })).toBe(true)
      expect(isKnown({ kind, kindVersion: latest + 1 })).toBe(false)
      expect(COMMANDS[kind].payload).toBe((ACTS[kind].payloads as Record<number, unknown>)[latest])
      expect(RIGHTS).toContain(COMMANDS[kind].right)
      expect(COMMANDS[kind].transition).toBe(ACTS[kind].transition)
    }
    expect(isKnown({ kind: 'executed', kindVersion: 1 })).toBe(false)
    expect(isKnown({ kind: 'seal-request', kindVersion: 1 })).toBe(false)
  })

  it('lists the transitions, and the acts that make a decision stale', () => {
    const always = [
      'register-request',
      'settle-difference',
      'record-identity-check',
      'attach-document',
      'add-note',
      'update-contact',
    ]
    expect(COMMAND_KINDS.filter((kind) => !ACTS[kind].transition)).toEqual([...always, 'record-print'])
    expect(ACT_KINDS.filter((kind) => !ACTS[kind].revises)).toEqual(['add-note', 'update-contact', 'record-print'])
  })

  it('offers its actions in one order, each once', () => {
    expect(REQUEST_ACTIONS).toEqual([
      'submit',
      'amend',
      'settle',
      'check-identity',
      'attach',
      'note',
      'return',
      'approve',
      'reject',
      'withdraw',
      'join',
      'forward',
      'file',
      'extend',
      'decide-order',
    ])
    expect(actOfAction('check-identity').kind).toBe('record-identity-check')
    expect(() => actOfAction('seal' as 'note')).toThrow(RangeError)
  })
})

describe('who may do what', () => {
  it.each(AUTHOR_KINDS)('%s: exactly the listed acts', (author) => {
    expect(ACT_KINDS.filter((kind) => mayAuthor(author, kind))).toEqual(MAY[author])
  })

  it('is checked before anything else about the act', () => {
    const authors = {
      person: CLERK,
      mailbox: MAILBOX,
      holder: HOLDER,
      doctor: { ...HOLDER, kind: 'doctor' as const },
      system: SYSTEM,
    }
    for (const author of AUTHOR_KINDS)
      for (const kind of ACT_KINDS) {
        const act = { kind, payload: {}, expectedRevision: null } as unknown as ActToApply
        const may = MAY[author].includes(kind)
        if (may) continue
        const right = ACTS[kind].right ?? kind
        expect(checkAct(registered(), act, contextOf({ by: authors[author] })), `${author} ${kind}`).toEqual({
          code: 'right.missing',
          details: { right },
        })
      }
  })
})
