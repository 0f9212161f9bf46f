/** A fresh code for a paper: as it is kept and looked up, and as it stands on the paper. */
import { formatVerificationCode, RANDOM_BYTES, verificationCode } from '../../domain/papers/verification-code.ts'
import type { Random } from '../random.ts'

export function newVerificationCode(random: Random): { readonly kept: string; readonly printed: string } {
  const kept = verificationCode(random.bytes(RANDOM_BYTES))
  return { kept, printed: formatVerificationCode(kept) }
}
