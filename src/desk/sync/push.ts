/**
 * Sends what is queued, in order, in batches (docs/protocol.md S6). The same bytes are sent again until their receipt
 * arrives.
 */
import { ok, type Result, refuse } from '../../domain/problem.ts'
import { type CommandEnvelope } from '../../protocol/commands.ts'
import { COMMANDS } from '../../request/acts.ts'
import { LIMITS, PROTOCOL_VERSION } from '../../protocol/central/limits.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Enrolment } from '../cache/settings.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Pages } from './apply-page.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import { upload } from './upload.ts'

interface PushOptions {
  readonly enrolment: Enrolment
  readonly outbox: Outbox
  readonly pages: Pages
  readonly blobs: BlobStore
  readonly client: CentralClient
  readonly clock: ServerClock
  readonly onReceipts: (requestIds: readonly string[]) => void
  readonly onProgress: () => void
  readonly signal?: AbortSignal | undefined
}

const ENVELOPE_ROOM = 4096

const attachmentOf = (command: CommandEnvelope): string | null => {
  if (command.kind !== 'attach-document') return null
  const parsed = COMMANDS['attach-document'].payload.safeParse(command.payload)
  return parsed.success ? parsed.data.attachment.sha256 : null
}

/**
 * The longest prefix of the queue that fits into one call and whose attachments have all been uploaded. The device
 * sequence has no gaps, so a waiting command holds back those after it.
 */
export function batchOf(
  queued: readonly CommandEnvelope[],
  isUploaded: (sha256: string) => boolean,
): CommandEnvelope[] {
  const batch: CommandEnvelope[] = []
  let bytes = ENVELOPE_ROOM
  for (const command of queued.slice(0, LIMITS.pushCommands)) {
    bytes += Buffer.byteLength(JSON.stringify(command)) + 1
    const attachment = attachmentOf(command)
    if ((batch.length > 0 && bytes > LIMITS.pushBytes) || (attachment !== null && !isUploaded(attachment))) break
    batch.push(command)
  }
  return batch
}

export async function pushAll(options: PushOptions): Promise<Result<{ sent: number }>> {
  const { enrolment, outbox, pages, blobs, client, clock, signal } = options
  let sent = 0
  let waitedFor: string | null = null
  for (;;) {
    const queued = outbox.toSend(LIMITS.pushCommands).map(({ envelope }) => envelope)
    const [first] = queued
    if (first === undefined || signal?.aborted) return ok({ sent })
    const commands = batchOf(queued, blobs.isUploaded)
    const [from, to] = [commands[0], commands.at(-1)]
    if (from === undefined || to === undefined) {
      const sha256 = attachmentOf(first)
      if (sha256 === null) return refuse('unexpected', { reference: 'push-empty' })
      const uploaded = await upload(sha256, { client, blobs, signal, onProgress: options.onProgress })
      if (!uploaded.ok) return uploaded
      continue
    }
    outbox.markSent(from.deviceSeq, to.deviceSeq)
    const answer = await client.call(
      'push',
      {
        storeId: enrolment.storeId,
        epoch: enrolment.epoch,
        deviceId: enrolment.deviceId,
        protocol: PROTOCOL_VERSION,
        commands,
      },
      { signal },
    )
    if (!answer.ok) return answer
    const { receipts, waitingFor, serverTime } = answer.value
    clock.learn(serverTime)
    const expected = new Map(commands.map(({ deviceSeq, aggregateId }) => [deviceSeq, aggregateId]))
    options.onReceipts(pages.takeReceipts(receipts, expected, clock.iso()))
    sent += receipts.length
    if (waitingFor !== null) {
      // The central store lost a file that it had confirmed. Upload it once more; the second time it is an error, so
      // that this cannot loop.
      if (waitedFor === waitingFor.sha256) return refuse('attachment.missing', { sha256: waitingFor.sha256 })
      waitedFor = waitingFor.sha256
      blobs.markSent(waitingFor.sha256, 0, false)
    } else if (receipts.length < commands.length) {
      return refuse('central.unreachable', { since: null })
    }
  }
}
