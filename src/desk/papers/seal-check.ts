/**
 * Whether bytes that arrived as a sealed paper are one. A portal or a proxy answers any call with a page of its own,
 * and a paper that claims a seal it does not have must not reach a citizen.
 */
import { mediaTypeOf } from '../../files/media-type.ts'
import type { Validator } from '../../signature/index.ts'

/** A paper of the house is checked in a fraction of this; a longer check is ended, and the answer is no. */
const CHECK_LIMIT_MS = 4_000

export interface SealCheck {
  /** A PDF with a valid seal over the whole of it. The thread that reads it can be ended. */
  readonly isSealed: (bytes: Uint8Array) => Promise<boolean>
  readonly close: () => Promise<void>
}

/** @param now the moment at which the seal must be valid, milliseconds since 1970 */
export function openSealCheck(now: () => number): SealCheck {
  let opening: Promise<Validator> | null = null
  const validator = () =>
    (opening ??= import('../../signature/index.ts').then(({ createValidator }) =>
      createValidator({ milliseconds: CHECK_LIMIT_MS }),
    ))
  return {
    isSealed: async (bytes) => {
      if (mediaTypeOf(bytes) !== 'application/pdf') return false
      try {
        const { report } = await (await validator()).validate({ bytes, at: new Date(now()) })
        return report.verdict === 'valid'
      } catch {
        // The thread did not start: what cannot be checked is not sealed.
        return false
      }
    },
    close: async () => {
      await (await opening)?.close()
    },
  }
}
