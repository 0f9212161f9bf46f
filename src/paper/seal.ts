/** The house's electronic seal on a paper (PAdES B-B; Regulation (EU) 910/2014 articles 35 and 36). */
import { signPdf, type Signer, type TimeStamp } from '../signature/signing/index.ts'

export interface SealOptions {
  /** The claimed time of sealing. */
  readonly at: Date
  readonly timeStamp?: TimeStamp
}

/**
 * Octets kept for the CMS: its certificates and what stands around them (under 1,500 octets, the value of an RSA key of
 * 4096 bits included), up to a full kilobyte. The library's own room is 16 kB, for time-stamps; kept for years by the
 * hundred thousand that is 30 kB a paper of nothing but zeros.
 */
const roomFor = ({ certificate, chain }: Signer): number =>
  Math.ceil((certificate.length + chain.reduce((sum, { length }) => sum + length, 0) + 1_500) / 1_024) * 1_024

/** Seals a paper as it is; under an RSA seal the same paper at the same moment gives the same bytes. */
export async function sealPaper(
  pdf: Uint8Array,
  seal: Signer,
  { at, timeStamp }: SealOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return await signPdf({
    pdf,
    signer: seal,
    fieldName: 'Sigiliu',
    reason: 'Sigiliul electronic al casei',
    location: 'Iași',
    signedAt: at,
    ...(timeStamp === undefined ? { reservedBytes: roomFor(seal) } : { timeStamp }),
  })
}
