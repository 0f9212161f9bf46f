/** Makes the sealed bytes of a paper from its content. It touches no store; the callers store the bytes. */
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

/** The papers that the store makes under its seal. */
export interface SealedPapers {
  readonly paper: PaperMaker
  readonly registryPage: (facts: RegistryPageFacts) => Promise<SealedPdf>
  /** A copy of a sealed paper: marked DUPLICAT, without the seal that the mark would break, under a seal of its own. */
  readonly duplicate: (sealed: Uint8Array, at: string) => Promise<SealedPdf>
}

/** The code that renders and seals papers is a fifth of what a central store has to load. */
const setting = () => import('../../paper/render.ts')
const registryPages = () => import('../../paper/registry-page.ts')
const duplicates = () => import('../../paper/duplicate.ts')
const sealing = () => import('../../paper/seal.ts')

/** Loads code and fonts with the first paper, so that a store starts without them. */
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
