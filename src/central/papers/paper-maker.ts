/** From the contents of a paper to its sealed bytes. Touches no store: what is done with the bytes is said where they are kept. */
import { createHash } from 'node:crypto'
import type { PaperContent } from '../../domain/receipt/paper-content.ts'
import type { RegistryPageFacts } from '../../domain/receipt/registry-page.ts'
import type { House } from '../../paper/house.ts'
import { renderRegistryPage } from '../../paper/registry-page.ts'
import { openPress, type Press, type RenderedPaper, renderPaper } from '../../paper/render.ts'
import { sealPaper } from '../../paper/seal.ts'
import type { Signer } from '../../signature/signing/index.ts'

export interface SealedPdf {
  readonly pdf: Uint8Array
  readonly sha256: string
}
export type PaperMaker = (content: PaperContent, at: string) => Promise<SealedPdf>
export type RegistryPageMaker = (facts: RegistryPageFacts) => Promise<SealedPdf>

/** Fonts are read with the first paper: a store that only serves starts without them. */
export function paperMaker(house: House, seal: Signer): { readonly paper: PaperMaker; readonly registryPage: RegistryPageMaker } {
  let press: Promise<Press> | null = null
  const opened = () => (press ??= openPress(house))
  const underSeal = async ({ pdf }: RenderedPaper, at: Date): Promise<SealedPdf> => {
    const sealed = await sealPaper(pdf, seal, { at })
    return { pdf: sealed, sha256: createHash('sha256').update(sealed).digest('hex') }
  }
  return {
    paper: async (content, at) => underSeal(await renderPaper(await opened(), content, { issuedAt: new Date(at) }), new Date(at)),
    registryPage: async (facts) => underSeal(await renderRegistryPage(await opened(), facts), new Date(facts.madeAt)),
  }
}
