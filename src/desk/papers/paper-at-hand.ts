/** A paper as it is printed or given as a file now. */
import type { PaperRenderer } from '../../paper/render.ts'
import type { ProofFacts } from '../../request/paper-facts.ts'

export interface PaperAtHand {
  /** Of a duplicate with its mark. */
  readonly pdf: Uint8Array
  readonly pages: number
  /** Of these very bytes. */
  readonly sha256: string
  readonly paperId: string | null
  readonly verificationCode: string | null
  readonly duplicate: boolean
  /** Whether these bytes bear the house's seal. */
  readonly sealed: boolean
  /** What a proof of registration says, for its record. */
  readonly said?: ProofFacts
}

/** The fonts and the house's data of now. */
export type OpenPaperRenderer = () => Promise<PaperRenderer>
