/** From the contents of a paper to its sealed bytes. Touches no store: what is done with the bytes is said where they are kept. */
import { createHash } from 'node:crypto'
import type { PaperContent } from '../../domain/receipt/paper-content.ts'
import type { House } from '../../paper/house.ts'
import { openPress, type Press, renderPaper } from '../../paper/render.ts'
import { sealPaper } from '../../paper/seal.ts'
import type { Signer } from '../../signature/signing/index.ts'

export interface SealedPdf {
  readonly pdf: Uint8Array
  readonly sha256: string
}
export type PaperMaker = (content: PaperContent, at: string) => Promise<SealedPdf>

/** Fonts are read with the first paper: a store that only serves starts without them. */
export function paperMaker(house: House, seal: Signer): PaperMaker {
  let press: Promise<Press> | null = null
  return async (content, at) => {
    press ??= openPress(house)
    const { pdf } = await renderPaper(await press, content, { issuedAt: new Date(at) })
    const sealed = await sealPaper(pdf, seal, { at: new Date(at) })
    return { pdf: sealed, sha256: createHash('sha256').update(sealed).digest('hex') }
  }
}
