/** What a payload may hold, and that nothing of a payload or of the facts is lost on the way. */
import { describe, expect, it } from 'vitest'
import { payloadOf, type Surroundings } from '../../test/support/acts/random-acts.ts'
import {
  after,
  approved,
  complete,
  inReview,
  lastFacts,
  OTHER_ID,
  registered,
  REQUEST_ID,
  SHA256,
  SUPERVISOR,
  SYSTEM,
} from '../../test/support/acts/request-of.ts'
import { fictionalCnp } from '../../test/support/acts/stated.ts'
import { COMMAND_KINDS, COMMANDS, type CommandKind } from './acts.ts'
import { requestBody } from './body.ts'

const VARIANTS = 12
const around: Surroundings = {
  cnp: fictionalCnp(1),
  deskNumber: 1,
  ids: [REQUEST_ID, OTHER_ID],
  shown: complete(),
  other: { ...inReview(), id: OTHER_ID },
  number: 7,
  provisional: 'P-1-7',
  planHash: SHA256,
  files: [{ sha256: SHA256, bytes: 9 }],
}
const payload = (kind: CommandKind, pick = 0): object => payloadOf({ kind, pick, request: 0 }, around)
const withoutContact = (value: object): unknown =>
  JSON.parse(JSON.stringify(value, (name, part: unknown) => (name === 'contact' ? undefined : part)))
const accepts = (kind: CommandKind, change: object): boolean =>
  COMMANDS[kind].payload.safeParse({ ...payload(kind), ...change }).success

describe('a payload', () => {
  it.each(COMMAND_KINDS)('of %s keeps everything that desks state in it', (kind) => {
    for (let pick = 0; pick < VARIANTS; pick++) {
      const stated = payload(kind, pick)
      // Of the people that were checked, who they are is kept, not how to reach them.
      const kept = kind === 'record-identity-check' ? withoutContact(stated) : stated
      expect(COMMANDS[kind].payload.parse(stated)).toEqual(kept)
    }
  })

  it('states in words what the law wants explained', () => {
    const words: readonly [CommandKind, string, longest: number][] = [
      ['add-note', 'text', 2000],
      ['return-request', 'explanation', 2000],
      ['extend-term', 'explanation', 2000],
      ['decide-order', 'reason', 1000],
      ['approve-request', 'surname', 80],
      ['forward-request', 'to', 200],
    ]
    for (const [kind, field, longest] of words) {
      expect(accepts(kind, { [field]: '' }), `${kind} without ${field}`).toBe(false)
      expect(accepts(kind, { [field]: 'x'.repeat(longest) }), `${kind} ${field}`).toBe(true)
      expect(accepts(kind, { [field]: 'x'.repeat(longest + 1) }), `${kind} ${field} too long`).toBe(false)
    }
    // A rejection explains itself by its reason.
    expect(accepts('reject-request', { explanation: '' })).toBe(true)
  })

  it('extends by at least one day and at most fifteen', () => {
    expect([0, 1, 15, 16].map((days) => accepts('extend-term', { days }))).toEqual([false, true, true, false])
  })

  it('names at most twenty things that are missing', () => {
    const missing = (count: number) => accepts('return-request', { missing: Array<string>(count).fill('kind') })
    expect([0, 20, 21].map(missing)).toEqual([true, true, false])
  })

  it('takes a copy on screen or a file, and no third form of print', () => {
    expect(accepts('record-print', { as: 'file' })).toBe(true)
    expect(accepts('record-print', { as: '' })).toBe(false)
  })
})

it('facts of every act survive being stored', () => {
  const by = { by: SUPERVISOR }
  const print = { paper: 'proof-of-registration' as const, paperId: null, sha256: SHA256, duplicate: true }
  const executing = after(approved(), 'begin', {}, { by: SYSTEM })
  const printed = after(registered(), 'record-print', { ...print, as: 'file' })
  const proof = { ...print, said: { ...saidOfProof(), pages: 9 } }
  const stored = [
    registered(),
    complete(),
    approved(),
    after(complete(), 'amend-request', { holder: { ...complete().holder, surname: 'Alta' } }),
    after(complete(), 'add-note', { noteId: OTHER_ID, text: 'x' }),
    after(inReview(), 'return-request', { missing: ['kind', 'capacity'], explanation: 'x' }, by),
    after(inReview(), 'reject-request', { reason: 'unsigned', explanation: '' }, by),
    after(inReview(), 'withdraw-request', { how: 'in-writing', explanation: '' }),
    after(inReview(), 'forward-request', { to: 'CAS Vaslui' }, by),
    after(inReview(), 'file-request', { reason: 'unidentified', explanation: '' }, by),
    after(inReview(), 'join-request', { into: OTHER_ID }, by),
    after(inReview(), 'extend-term', { days: 3, explanation: 'x' }, by),
    after(inReview(), 'decide-order', { other: OTHER_ID, otherRevision: 1, first: OTHER_ID, reason: 'x' }, by),
    after(executing, 'executed', { generation: 2, certificate: SHA256 }, { by: SYSTEM }),
    after(executing, 'executed', { generation: 2, contentSince: '2026-11-23' }, { by: SYSTEM }),
    printed,
    after(after(registered(), 'record-print', { ...print, said: saidOfProof() }), 'record-print', proof),
  ]
  for (const request of stored) {
    const travelled = requestBody.parse(JSON.parse(JSON.stringify(request)))
    expect(lastFacts(travelled), request.timeline.at(-1)?.act).toEqual(lastFacts(request))
    expect(travelled).toEqual(request)
  }
})

function saidOfProof() {
  const { kind, capacity, dueDay, holder } = registered()
  const { surname, givenNames, cnp } = holder
  return {
    kind,
    number: '7/23.11.2026',
    provisional: false,
    holder: { surname, givenNames, cnp },
    capacity,
    representative: null,
    dueDay,
    pages: 0,
  }
}
