/**
 * From the contents of a paper to its sealed bytes. Touches no store: what is done with the bytes is said where they
 * are kept.
 */
import { sha256Hex } from '../../files/sha256.ts'
import type { PaperContent } from '../../domain/papers/paper-content.ts'
import type { RegistryPageFacts } from '../../domain/papers/registry-page.ts'
import type { House } from '../../paper/house.ts'
import type { PaperRenderer, RenderedPaper } from '../../paper/render.ts'
import type { Signer } from '../../signature/signing/index.ts'

export interface SealedPdf {
  readonly pdf: Uint8Array
  readonly sha256: string
}
export type PaperMaker = (content: PaperContent, at: string) => Promise<SealedPdf>

/** What the store makes under its seal. */
export interface SealedPapers {
  readonly paper: PaperMaker
  readonly registryPage: (facts: RegistryPageFacts) => Promise<SealedPdf>
  /** A sealed paper once more: marked DUPLICAT, without the seal that the mark would break, under one of its own. */
  readonly duplicate: (sealed: Uint8Array, at: string) => Promise<SealedPdf>
}

/** Sets and seals papers; a fifth of what a central store has to load. */
const setting = () => import('../../paper/render.ts')
const registryPages = () => import('../../paper/registry-page.ts')
const duplicates = () => import('../../paper/duplicate.ts')
const sealing = () => import('../../paper/seal.ts')

/** Code and fonts are read with the first paper: a store that only serves starts without them. */
export function paperMaker(house: House, seal: Signer): SealedPapers {
  let renderer: Promise<PaperRenderer> | null = null
  const opened = () => (renderer ??= setting().then(({ openPaperRenderer }) => openPaperRenderer(house)))
  const underSeal = async ({ pdf }: Pick<RenderedPaper, 'pdf'>, at: Date): Promise<SealedPdf> => {
    const { sealPaper } = await sealing()
    const sealed = await sealPaper(pdf, seal, { at })
    return { pdf: sealed, sha256: sha256Hex(sealed) }
  }
  return {
    paper: async (content, at) => {
      const { renderPaper } = await setting()
      return underSeal(await renderPaper(await opened(), content, { issuedAt: new Date(at) }), new Date(at))
    },
    registryPage: async (facts) => {
      const { renderRegistryPage } = await registryPages()
      return underSeal(await renderRegistryPage(await opened(), facts), new Date(facts.madeAt))
    },
    duplicate: async (sealed, at) => {
      const { duplicateOf } = await duplicates()
      return underSeal({ pdf: await duplicateOf(await opened(), sealed) }, new Date(at))
    },
  }
}
