/**
 * Checks a batch without the store: its sequence has no gap, every payload matches its hash, and every link of the
 * chain is right.
 */
import { sha256Hex } from '../../../files/sha256.ts'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { canonicalJson, chainedPart } from '../../../protocol/canonical.ts'
import type { CommandEnvelope } from '../../../protocol/commands.ts'

export interface ChainedCommand {
  readonly envelope: CommandEnvelope
  readonly chainHash: string
}

/**
 * The commands with their chain hashes. Refuses the whole batch with `push.gap`, `command.payload-hash` or
 * `push.chain`.
 */
export function checkBatch(commands: readonly CommandEnvelope[]): Result<ChainedCommand[]> {
  const chained: ChainedCommand[] = []
  for (const envelope of commands) {
    const before = chained.at(-1)
    if (before && envelope.deviceSeq !== before.envelope.deviceSeq + 1)
      return refuse('push.gap', { expected: before.envelope.deviceSeq + 1 })
    if (sha256Hex(canonicalJson(envelope.payload)) !== envelope.payloadHash) return refuse('command.payload-hash')
    if (before && envelope.prevHash !== before.chainHash) return refuse('push.chain', { deviceSeq: envelope.deviceSeq })
    chained.push({ envelope, chainHash: sha256Hex(chainedPart(envelope)) })
  }
  return ok(chained)
}
