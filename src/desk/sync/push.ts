/**
 * Sends what is queued, in order, in batches (docs/protocol.md S6). The same bytes are sent again until their receipt
 * arrives.
 */
import { ok, type Problem, type Result, refuse } from '../../domain/problem.ts'
import { type CommandEnvelope } from '../../protocol/commands.ts'
import { COMMANDS } from '../../request/acts.ts'
import { LIMITS, PROTOCOL_VERSION } from '../../protocol/central/limits.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Enrolment } from '../cache/settings.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Pages } from './apply-page.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { FileRefusals } from './file-refusals.ts'
import type { PartSize } from './part-size.ts'
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
  /** The file of an act cannot be read here; the act is sent without it. */
  readonly onMissing: (requestId: string) => void
  /** The central store does not accept the file of an act; the act is sent without it. */
  readonly onRefused: (requestId: string, problem: Problem) => void
  readonly refusals: FileRefusals
  /** Most bytes of one call. */
  readonly parts: PartSize
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
  mostBytes: number = LIMITS.pushBytes,
): CommandEnvelope[] {
  const batch: CommandEnvelope[] = []
  let bytes = ENVELOPE_ROOM
  for (const command of queued.slice(0, LIMITS.pushCommands)) {
    bytes += Buffer.byteLength(JSON.stringify(command)) + 1
    const attachment = attachmentOf(command)
    if ((batch.length > 0 && bytes > mostBytes) || (attachment !== null && !isUploaded(attachment))) break
    batch.push(command)
  }
  return batch
}

/** A file is uploaded at most this often in one run, because the central store may lose it repeatedly. */
const MOST_UPLOADS = 3

/**
 * Uploads the files of a run. A file that cannot be read here, or that the centre does not accept, is named as missing,
 * so that its act is sent without it and holds nobody up.
 */
function uploads({ blobs, client, signal, onProgress, onMissing, onRefused, parts, refusals }: PushOptions) {
  const attempts = new Map<string, number>()
  const missing = new Set<string>()
  return {
    isSettled: (sha256: string): boolean => missing.has(sha256) || blobs.isUploaded(sha256),
    missing: (): string[] => [...missing],
    send: async (sha256: string, { aggregateId, sessionId }: CommandEnvelope): Promise<Result<true>> => {
      const attempt = (attempts.get(sha256) ?? 0) + 1
      attempts.set(sha256, attempt)
      const uploaded =
        attempt > MOST_UPLOADS
          ? refuse('attachment.missing', { sha256 })
          : await upload(sha256, { client, blobs, signal, onProgress, sessionId, parts })
      if (uploaded.ok || !refusals.isOfTheFile(sha256, uploaded.problem)) return uploaded
      missing.add(sha256)
      if (isLost(blobs, sha256)) onMissing(aggregateId)
      else onRefused(aggregateId, uploaded.problem)
      return ok(true)
    },
  }
}

/** Whether the file is gone, or damaged, at this workstation. */
const isLost = (blobs: BlobStore, sha256: string): boolean => blobs.get(sha256) === null

export async function pushAll(options: PushOptions): Promise<Result<{ sent: number }>> {
  const { enrolment, outbox, pages, blobs, client, clock, signal, parts } = options
  const files = uploads(options)
  let sent = 0
  for (;;) {
    const queued = outbox.toSend(LIMITS.pushCommands).map(({ envelope }) => envelope)
    const [first] = queued
    if (first === undefined || signal?.aborted) return ok({ sent })
    const commands = batchOf(queued, files.isSettled, Math.min(LIMITS.pushBytes, parts.bytes()))
    const [from, to] = [commands[0], commands.at(-1)]
    if (from === undefined || to === undefined) {
      const sha256 = attachmentOf(first)
      if (sha256 === null) return refuse('unexpected', { reference: 'push-empty' })
      const uploaded = await files.send(sha256, first)
      if (!uploaded.ok) return uploaded
      continue
    }
    outbox.markSent(from.deviceSeq, to.deviceSeq)
    const { storeId, epoch, deviceId } = enrolment
    const batch = { storeId, epoch, deviceId, protocol: PROTOCOL_VERSION, commands, missing: files.missing() }
    const answer = await parts.learnFrom(Buffer.byteLength(JSON.stringify(commands)), () =>
      client.call('push', batch, { signal }),
    )
    if (!answer.ok) return answer
    const { receipts, waitingFor, serverTime } = answer.value
    clock.learn(serverTime)
    const expected = new Map(commands.map(({ deviceSeq, aggregateId }) => [deviceSeq, aggregateId]))
    options.onReceipts(pages.takeReceipts(receipts, expected, clock.iso()))
    sent += receipts.length
    // The central store lost a file that it had confirmed: it is uploaded again.
    if (waitingFor !== null) blobs.markSent(waitingFor.sha256, 0, false)
    // Neither a receipt nor a file to upload: the next run tries again.
    else if (receipts.length < commands.length) return refuse('central.unreachable', { since: null })
  }
}

/** Uploads files of parked acts that are readable again, so that a supervisor can let the act run. */
export async function uploadParked(
  options: Pick<PushOptions, 'outbox' | 'blobs' | 'client' | 'signal' | 'onProgress' | 'parts' | 'refusals'>,
) {
  const { outbox, blobs, client, signal, onProgress, parts, refusals } = options
  for (const { envelope } of outbox.list(['parked'], LIMITS.pushCommands)) {
    const sha256 = attachmentOf(envelope)
    if (sha256 === null || blobs.isUploaded(sha256) || blobs.get(sha256) === null) continue
    const { sessionId } = envelope
    const uploaded = await upload(sha256, { client, blobs, signal, onProgress, sessionId, parts })
    if (!uploaded.ok && !refusals.isOfTheFile(sha256, uploaded.problem)) return uploaded
  }
  return ok(true)
}
