/** A paper ready to be printed or exported. */
import type { PaperRenderer } from '../../paper/render.ts'
import type { ProofFacts } from '../../request/paper-facts.ts'

export interface PaperAtHand {
  /** A duplicate carries its mark. */
  readonly pdf: Uint8Array
  readonly pages: number
  /** Of exactly these bytes. */
  readonly sha256: string
  readonly paperId: string | null
  readonly verificationCode: string | null
  readonly duplicate: boolean
  /** Whether these bytes have the house's seal. */
  readonly sealed: boolean
  /** The facts stated by a proof of registration, recorded with its print. */
  readonly said?: ProofFacts
}

/** The fonts and the house's present data. */
export type OpenPaperRenderer = () => Promise<PaperRenderer>
