/** Puts the electronic seal of the house on a paper (PAdES B-B; Regulation (EU) 910/2014 articles 35 and 36). */
import { signPdf, type Signer, type TimeStamp } from '../signature/signing/index.ts'

export interface SealOptions {
  /** The claimed time of sealing. */
  readonly at: Date
  readonly timeStamp?: TimeStamp
}

/**
 * The bytes reserved for the CMS, rounded up to a kilobyte: its certificates, and under 1,500 bytes for everything
 * else,
 * including the signature of an RSA key of 4096 bits. The library reserves 16 kB by default, for time-stamps. That
 * would
 * add 30 kB of zeros to each of the many papers that are kept for years.
 */
const roomFor = ({ certificate, chain }: Signer): number =>
  Math.ceil((certificate.length + chain.reduce((sum, { length }) => sum + length, 0) + 1_500) / 1_024) * 1_024

/** Seals a paper. With an RSA seal the same paper and time give the same bytes. */
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
    signedAt: at,
    ...(timeStamp === undefined ? { reservedBytes: roomFor(seal) } : { timeStamp }),
  })
}
