/**
 * A workstation in the history of the demonstration. It is enrolled, and its commands are chained and pushed, like
 * those
 * of any other. Its private key is discarded, so nobody can act as this workstation later.
 */
import { generateKeyPairSync } from 'node:crypto'
import { sha256Hex } from '../../files/sha256.ts'
import type { OpenedStore } from '../../central/open-central-store.ts'
import { push } from '../../central/sync/push/push.ts'
import { leaseBlock } from '../../central/registration/numbers/number-blocks.ts'
import { enrolDevice, issueEnrolmentCode } from '../../central/workstations/workstations.ts'
import { REGISTRY } from '../../domain/request/request.ts'
import { canonicalJson, chainedPart, FIRST_PREV_HASH } from '../../protocol/canonical.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import { type CommandKind, type CommandPayload, versionOf } from '../../request/acts.ts'
import { PROTOCOL_VERSION } from '../../protocol/central/limits.ts'
import type { Seeded } from '../seeded.ts'
import type { StaffSession } from './staff-sessions.ts'

export interface Given<K extends CommandKind = CommandKind> {
  readonly kind: K
  readonly payload: CommandPayload<K>
  /** Milliseconds since 1970. */
  readonly at: number
}
/** A command whose payload is checked against the type of its kind. */
export const given = <K extends CommandKind>(kind: K, at: number, payload: CommandPayload<K>): Given<K> => ({
  kind,
  payload,
  at,
})

export interface CounterDesk {
  readonly deviceId: string
  readonly deskNumber: number
  /** The next registration number of a year. */
  number(year: number): Promise<number>
  /**
   * Pushes what one person did to one request, and returns the new revision of the request. Throws when the central
   * store refuses a command, because then the story is wrong.
   */
  send(requestId: string, by: StaffSession, commands: readonly Given[], revision: number | null): Promise<number>
}

export async function enrolCounterDesk(opened: OpenedStore, name: string, chance: Seeded): Promise<CounterDesk> {
  const { store, random, identity, clock } = opened
  const deviceId = chance.id(clock())
  const publicKey = new Uint8Array(
    Buffer.from(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
  )
  const device = await store.write(async (writing) => {
    const { code } = await issueEnrolmentCode(writing, random, identity.storeId)
    return enrolDevice(writing, { id: deviceId, code, publicKey, name })
  })
  if (!device.ok) throw new Error(`The desk cannot enrol: ${device.problem.code}`)

  const blocks = new Map<number, { next: number; to: number }>()
  let deviceSeq = 0
  let prevHash = FIRST_PREV_HASH

  return {
    deviceId,
    deskNumber: device.value.desk_number,
    async number(year) {
      let block = blocks.get(year)
      if (!block || block.next > block.to) {
        const leased = await store.write((writing) =>
          leaseBlock(writing, { blockId: chance.id(clock()), deviceId, registry: REGISTRY, year, size: 100 }),
        )
        if (!leased?.ok) throw new Error('The desk gets no registration numbers')
        block = { next: leased.value.from, to: leased.value.to }
        blocks.set(year, block)
      }
      return block.next++
    },
    async send(requestId, { actor, sessionId, prove }, commands, revision) {
      const envelopes = commands.map(({ kind, payload, at }, index): CommandEnvelope => {
        const stated: CommandEnvelope = {
          deviceSeq: ++deviceSeq,
          commandId: chance.id(at),
          kind,
          kindVersion: versionOf(kind),
          aggregateId: requestId,
          // Only the last act of a visit is a transition, and only a transition names the revision that was seen.
          expectedRevision: index === commands.length - 1 ? revision : null,
          payload: payload as CommandEnvelope['payload'],
          payloadHash: sha256Hex(canonicalJson(payload)),
          prevHash,
          actorId: actor.id,
          sessionId,
          offline: false,
          occurredAt: new Date(at).toISOString(),
          clockOffsetMs: 0,
        }
        const envelope = { ...stated, proof: prove(stated) }
        prevHash = sha256Hex(chainedPart(envelope))
        return envelope
      })
      const alarm = (what: string, { error }: { readonly error?: unknown }): never => {
        throw new Error(what, { cause: error })
      }
      const answer = await push({ store, keys: opened.keys, random, identity, alarm }, deviceId, {
        storeId: identity.storeId,
        epoch: identity.epoch,
        deviceId,
        protocol: PROTOCOL_VERSION,
        missing: [],
        commands: envelopes,
      })
      if (!answer.ok) throw new Error(`The push was refused: ${JSON.stringify(answer.problem)}`)
      if (answer.value.waitingFor) throw new Error('An attachment was not uploaded before its command')
      const refused = answer.value.receipts.find(({ outcome }) => outcome !== 'applied')
      if (refused) throw new Error(`A command was refused: ${JSON.stringify(refused)}`)
      const last = answer.value.receipts.at(-1)
      return last?.outcome === 'applied' ? last.revision : 0
    },
  }
}
