import { describe, expect, it } from 'vitest'
import { AUTHOR_KINDS, type AuthorKind } from '../domain/request/author.ts'
import { RIGHTS } from '../domain/rights.ts'
import { EXPECTED_ACTS } from '../../test/support/acts/expected-acts.ts'
import { CLERK, contextOf, HOLDER, MAILBOX, registered, SYSTEM } from '../../test/support/acts/request-of.ts'
import {
  ACT_KINDS,
  type ActKind,
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

const KINDS = Object.keys(EXPECTED_ACTS) as ActKind[]
/** Only the central store does these. */
const OWN = ['begin', 'executed']
/** The acts that a kind of author may do, and no others. */
const mayDo = (author: AuthorKind) => KINDS.filter((kind) => EXPECTED_ACTS[kind].authors.includes(author))
const EVERY_COMMAND = KINDS.filter((kind) => !OWN.includes(kind))

describe('the table of acts', () => {
  it('has the kinds that are sent as commands, under the names already stored in outboxes', () => {
    expect(COMMAND_KINDS).toEqual(EVERY_COMMAND)
    expect(ACT_KINDS).toEqual(KINDS)
    for (const kind of ACT_KINDS) {
      expect(ACTS[kind].kind).toBe(kind)
      expect(isAct(kind)).toBe(true)
      expect(isCommand(kind)).toBe(!OWN.includes(kind))
    }
    for (const kind of ['toString', 'seal-request', '']) {
      expect(isAct(kind)).toBe(false)
      expect(isCommand(kind)).toBe(false)
      expect(shownAct(kind)).toBe('unknown')
    }
    expect(shownAct('add-note')).toBe('add-note')
  })

  it('accepts every version of a command that was ever written, and no other', () => {
    for (const kind of COMMAND_KINDS) {
      const latest = EXPECTED_ACTS[kind].version
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

  it.each(KINDS)('%s is a transition, and makes a decision stale, as listed', (kind) => {
    const { transition, revises } = ACTS[kind]
    expect({ transition, revises }).toEqual({
      transition: EXPECTED_ACTS[kind].transition,
      revises: EXPECTED_ACTS[kind].revises,
    })
  })

  it('offers its actions in one order, each once', () => {
    expect(REQUEST_ACTIONS).toEqual(KINDS.map((kind) => EXPECTED_ACTS[kind].action).filter((action) => action !== null))
    expect(actOfAction('check-identity').kind).toBe('record-identity-check')
    expect(() => actOfAction('seal' as 'note')).toThrow(RangeError)
  })
})

describe('who may do what', () => {
  it.each(AUTHOR_KINDS)('%s: exactly the listed acts', (author) => {
    expect(ACT_KINDS.filter((kind) => mayAuthor(author, kind))).toEqual(mayDo(author))
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
        const may = mayDo(author).includes(kind)
        if (may) continue
        const right = ACTS[kind].right ?? kind
        expect(checkAct(registered(), act, contextOf({ by: authors[author] })), `${author} ${kind}`).toEqual({
          code: 'right.missing',
          details: { right },
        })
      }
  })
})
