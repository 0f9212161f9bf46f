/** From the contents of a paper to its sealed bytes. Touches no store: what is done with the bytes is said where they are kept. */
import { createHash } from 'node:crypto'
import type { PaperContent } from '../../domain/receipt/paper-content.ts'
import type { House } from '../../paper/house.ts'
import { openPress, renderPaper } from '../../paper/render.ts'
import { sealPaper } from '../../paper/seal.ts'
import type { Signer } from '../../signature/signing/index.ts'

export interface SealedPdf {
  readonly pdf: Uint8Array
  readonly sha256: string
}
export type PaperMaker = (content: PaperContent, at: string) => Promise<SealedPdf>

export async function openPaperMaker(house: House, seal: Signer): Promise<PaperMaker> {
  const press = await openPress(house)
  return async (content, at) => {
    const { pdf } = await renderPaper(press, content, { issuedAt: new Date(at) })
    const sealed = await sealPaper(pdf, seal, { at: new Date(at) })
    return { pdf: sealed, sha256: createHash('sha256').update(sealed).digest('hex') }
  }
}
