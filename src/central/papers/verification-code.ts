/** A new code for a paper: as it is stored and looked up, and as it is printed. */
import { formatVerificationCode, RANDOM_BYTES, verificationCode } from '../../domain/papers/verification-code.ts'
import type { Random } from '../random.ts'

export function newVerificationCode(random: Random): { readonly kept: string; readonly printed: string } {
  const kept = verificationCode(random.bytes(RANDOM_BYTES))
  return { kept, printed: formatVerificationCode(kept) }
}
