/** The house's electronic seal on a paper (PAdES B-B; Regulation (EU) 910/2014 articles 35 and 36). */
import { signPdf, type Signer, type TimeStamp } from '../signature/signing/index.ts'

export interface SealOptions {
  /** The claimed time of sealing. */
  readonly at: Date
  readonly timeStamp?: TimeStamp
}

/** Seals a paper as it is; under an RSA seal the same paper at the same moment gives the same bytes. */
export async function sealPaper(pdf: Uint8Array, seal: Signer, { at, timeStamp }: SealOptions): Promise<Uint8Array<ArrayBuffer>> {
  return await signPdf({
    pdf,
    signer: seal,
    fieldName: 'Sigiliu',
    reason: 'Sigiliul electronic al casei',
    location: 'Iași',
    signedAt: at,
    ...(timeStamp === undefined ? {} : { timeStamp }),
  })
}
