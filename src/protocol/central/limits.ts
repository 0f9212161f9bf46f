/** Version of the protocol, and the limits that both ends keep. */
import { ATTACHMENT_LIMITS } from '../../files/limits.ts'

export const PROTOCOL_VERSION = 2
/** A desk below this version gets no pages; what it sends is still accepted. */
export const MINIMUM_PROTOCOL = 1

export const LIMITS = {
  pushCommands: 200,
  pushBytes: 1024 * 1024,
  pullLimit: 1000,
  attachmentBytes: ATTACHMENT_LIMITS.bytes,
  /** What one workstation may have at the central store before a request names it. */
  unnamedUploadBytes: 4 * ATTACHMENT_LIMITS.bytes,
  attachmentChunk: ATTACHMENT_LIMITS.chunk,
  /**
   * A signed timestamp outside this window is refused, which bounds how long the ids of calls must be remembered. The
   * desk signs the server's time as it knows it, so a workstation whose own clock is days off is still accepted.
   */
  signatureWindowMs: 5 * 60_000,
  /** A decision that arrives later than this after it was made, by the centre's clock, must be made again. */
  decisionWindowMs: 10 * 60_000,
} as const
