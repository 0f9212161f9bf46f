import fc from 'fast-check'
import Driver from 'better-sqlite3-multiple-ciphers'
import { describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { canonicalJson, chainedPart, FIRST_PREV_HASH, provedPart } from '../../protocol/canonical.ts'
import { commandEnvelope } from '../../protocol/commands.ts'
import { sha256Hex } from '../../files/sha256.ts'
import { migrate } from '../cache/migrate.ts'
import { settingsOf } from '../cache/settings.ts'
import { batchOf } from '../sync/push.ts'
import { numbersOf } from '../numbers/numbers.ts'
import { type Act, outboxOf } from './outbox.ts'

const author = {
  actorId: v7(),
  actorName: 'Ana Pop',
  sessionId: v7(),
  offline: false,
  prove: (text: string) => sha256Hex(text),
}
const at = { now: Date.parse('2026-11-23T08:00:00Z'), clockOffsetMs: 120, newId: () => v7() }
const note = (requestId: string, text: string): Act => ({
  kind: 'add-note',
  aggregateId: requestId,
  expectedRevision: null,
  payload: { noteId: v7(), text },
})
const fresh = () => {
  const db = new Driver(':memory:')
  migrate(db)
  return { db, outbox: outboxOf(db) }
}
const receipt = (deviceSeq: number, commandId: string, position: number) => ({
  deviceSeq,
  commandId,
  outcome: 'applied' as const,
  version: 1,
  revision: 1,
  position,
})

describe('outbox', () => {
  it('chains every command to the one before it, without a gap, whatever is done in between', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== ''),
            { minLength: 1, maxLength: 4 },
          ),
          { minLength: 1, maxLength: 8 },
        ),
        (actions) => {
          const { db, outbox } = fresh()
          for (const texts of actions)
            outbox.add(
              outbox.chain(
                texts.map((text) => note(v7(), text)),
                author,
                at,
              ),
            )
          const all = outbox.toSend(1000).map(({ envelope }) => envelope)
          let prevHash = FIRST_PREV_HASH
          for (const [index, envelope] of all.entries()) {
            expect(commandEnvelope.parse(envelope)).toEqual(envelope)
            expect(envelope.deviceSeq).toBe(index + 1)
            expect(envelope.prevHash).toBe(prevHash)
            expect(envelope.proof).toBe(sha256Hex(provedPart(envelope)))
            expect(envelope.payloadHash).toBe(sha256Hex(canonicalJson(envelope.payload)))
            prevHash = sha256Hex(chainedPart(envelope))
          }
          expect(outbox.tip()).toEqual({ deviceSeq: all.length, chainHash: prevHash })
          db.close()
        },
      ),
      { numRuns: Number(process.env['FC_RUNS'] ?? 25) },
    )
  })

  it('refuses any change of an act, and deletes nothing that is not acknowledged', () => {
    const { db, outbox } = fresh()
    outbox.add(outbox.chain([note(v7(), 'x')], author, at))
    for (const column of [
      'device_seq',
      'command_id',
      'kind',
      'aggregate_id',
      'payload',
      'payload_hash',
      'prev_hash',
      'actor_id',
      'session_id',
      'occurred_at',
      'proof',
    ]) {
      expect(() => db.exec(`UPDATE outbox SET ${column} = 9`), column).toThrow(/final/)
    }
    expect(() => db.exec('DELETE FROM outbox')).toThrow(/not receipted/)
    db.exec(`UPDATE outbox SET state = 'sent'`)
    const [entry] = outbox.toSend(1)
    outbox.markReceipted(receipt(1, entry?.envelope.commandId ?? '', 5), '2026-01-01T00:00:00.000Z')
    expect(outbox.forget({ before: '2026-06-01T00:00:00.000Z' })).toHaveLength(1)
    expect(outbox.tip().deviceSeq).toBe(1)
  })

  it('keeps the pending mark until the cursor has reached the receipt', () => {
    const { outbox } = fresh()
    const requestId = v7()
    outbox.add(outbox.chain([note(requestId, 'x')], author, at))
    const [entry] = outbox.toSend(1)
    outbox.markReceipted(receipt(1, entry?.envelope.commandId ?? '', 7), '2026-11-23T08:00:01.000Z')
    expect(outbox.toSend(1)).toEqual([])
    expect(outbox.pendingOf(requestId, 6)).toHaveLength(1)
    expect(outbox.pendingOf(requestId, 7)).toHaveLength(0)
    expect(outbox.reached(6, 7)).toEqual([requestId])
    expect(outbox.reached(7, 8)).toEqual([])
  })

  it.each(['again', 'drop', 'shown'] as const)('keeps that a refused act was settled by: %s', (resolution) => {
    const { outbox } = fresh()
    outbox.add(outbox.chain([note(v7(), 'a sunat')], author, at))
    const commandId = outbox.toSend(1)[0]?.envelope.commandId ?? ''
    const problem = { code: 'right.missing', details: { right: 'request.note' } } as const
    outbox.markReceipted({ deviceSeq: 1, commandId, outcome: 'rejected', problem }, '2026-11-23T08:00:01.000Z')
    expect(outbox.undecided()).toHaveLength(1)
    outbox.resolve(commandId, resolution)
    expect(outbox.byCommand(commandId)?.resolution).toBe(resolution)
    expect(outbox.undecided()).toEqual([])
  })
  it('ignores a receipt that is not of this command', () => {
    const { outbox } = fresh()
    outbox.add(outbox.chain([note(v7(), 'x')], author, at))
    outbox.markReceipted(receipt(1, v7(), 7), '2026-11-23T08:00:01.000Z')
    expect(outbox.toSend(1)).toHaveLength(1)
  })
})

describe('a batch', () => {
  const { outbox } = fresh()
  const requestId = v7()
  const attach = (sha256: string): Act => ({
    kind: 'attach-document',
    aggregateId: requestId,
    expectedRevision: null,
    payload: {
      attachment: { sha256, mediaType: 'application/pdf', bytes: 10, pages: 1, role: 'request', name: 'cerere.pdf' },
    },
  })
  const sha256 = 'a'.repeat(64)
  const commands = outbox.chain(
    [note(requestId, 'a'), note(requestId, 'b'), attach(sha256), note(requestId, 'c')],
    author,
    at,
  )

  it('ends before the first command whose attachment is not at the centre', () => {
    expect(batchOf(commands, () => false).map(({ deviceSeq }) => deviceSeq)).toEqual([1, 2])
    expect(batchOf(commands, () => true)).toHaveLength(4)
    expect(batchOf(commands.slice(2), () => false)).toEqual([])
  })
  it('holds at most 200 commands and a mebibyte, and one that is larger alone', () => {
    const many = fresh().outbox.chain(
      Array.from({ length: 300 }, () => note(requestId, 'x')),
      author,
      at,
    )
    expect(batchOf(many, () => true)).toHaveLength(200)
    const large = fresh().outbox.chain(
      Array.from(
        { length: 5 },
        () =>
          ({
            kind: 'return-request',
            aggregateId: requestId,
            expectedRevision: 1,
            payload: { missing: [], explanation: 'x'.repeat(400_000) },
          }) as Act,
      ),
      author,
      at,
    )
    expect(batchOf(large, () => true).length).toBeLessThanOrEqual(2)
    expect(batchOf(large, () => true).length).toBeGreaterThanOrEqual(1)
  })
})

describe('numbers', () => {
  const registration = (sequence: number | null, provisional: string | null = null) => ({
    registry: 'DES',
    year: 2026,
    sequence,
    provisional,
  })
  it('use the blocks in order, then become provisional, and none is used twice', () => {
    const { db } = fresh()
    const settings = settingsOf(db)
    const numbers = numbersOf(db, settings)
    for (const [blockId, from] of [
      ['b', 11],
      ['a', 1],
    ] as const) {
      numbers.ask(blockId, 'DES', 2026, 3)
      expect(numbers.asked('DES', 2026)).toEqual({ blockId, size: 3 })
      numbers.grant(blockId, { registry: 'DES', year: 2026, from, to: from + 2 })
    }
    expect(numbers.left('DES', 2026)).toBe(6)
    const given: (number | string | null)[] = []
    for (let n = 0; n < 8; n++) {
      const { sequence, provisional } = numbers.peek('DES', 2026, 4)
      numbers.take(registration(sequence, provisional))
      given.push(sequence ?? provisional)
    }
    expect(given).toEqual([1, 2, 3, 11, 12, 13, 'P-4-1', 'P-4-2'])
    expect(numbers.left('DES', 2027)).toBe(0)
  })
  it('never reuse a number that the journal records as used', () => {
    const { db } = fresh()
    const numbers = numbersOf(db, settingsOf(db))
    numbers.ask('a', 'DES', 2026, 10)
    numbers.grant('a', { registry: 'DES', year: 2026, from: 1, to: 10 })
    numbers.take(registration(5))
    numbers.take(registration(3))
    expect(numbers.peek('DES', 2026, 1)).toEqual({ sequence: 6, provisional: null })
    numbers.take(registration(null, 'P-1-9'))
    numbers.take(registration(null, 'P-1-2'))
    expect(settingsOf(db).get('provisionalUsed')).toBe(9)
  })
})
