/** Renders the three papers of a request as PDF. Their text comes from src/domain/papers. */
import { CHECK_NOTICE, type PaperContent } from '../domain/papers/paper-content.ts'
import type { Words } from '../domain/papers/words.ts'
import type { House } from './house.ts'
import * as block from './layout/blocks.ts'
import type { Piece } from './layout/flow.ts'
import { loadPaperFonts, type PaperFonts } from './layout/fonts.ts'
import type { Frame } from './layout/text-lines.ts'
import { typeset, type Sheet } from './layout/typeset.ts'

/** What rendering needs: the fonts, which are read once, and the house. */
export interface PaperRenderer {
  readonly fonts: PaperFonts
  readonly house: House
}
export const openPaperRenderer = async (house: House, fontFolder?: URL): Promise<PaperRenderer> => ({
  fonts: await loadPaperFonts(fontFolder),
  house,
})

type PaperLanguage = 'ro' | 'en'
/** The name and the lines at the head of a paper. */
export const letterheadOf = ({ name, lines }: House, language: PaperLanguage): Sheet['letterhead'] => ({
  name: name[language],
  lines: lines.map((line) => line[language]),
})

export interface RenderOptions {
  /** When this paper was made; for a duplicate, when the first one was made. */
  readonly issuedAt: Date
  readonly language?: PaperLanguage
  /** A reprint, marked DUPLICAT. */
  readonly duplicate?: boolean
  /** A letter before its decision is made, marked CIORNĂ. */
  readonly draft?: boolean
}
export interface RenderedPaper {
  readonly pdf: Uint8Array<ArrayBuffer>
  readonly pages: number
}

const WORDS = {
  pageOf: {
    ro: (page: number, pages: number) => `Pagina ${page} din ${pages}`,
    en: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },
  number: { ro: 'Număr de înregistrare', en: 'Registration number' },
  check: { ro: 'Verificați acest document', en: 'Check this document' },
  qr: { ro: 'Cod QR cu adresa de verificare', en: 'QR code with the address for checking' },
} as const

/** Paragraphs in order. Consecutive ones that begin with a dash are the items of a list. */
function paragraphs(frame: Frame, texts: readonly string[], boxed: boolean): Piece[] {
  const pieces: Piece[] = []
  let items: string[] = []
  const close = () => {
    if (items.length > 0) pieces.push(...block.list(frame, items, boxed ? 'box' : 'dash'))
    items = []
  }
  for (const text of texts) {
    if (text.startsWith('– ')) items.push(text.slice(2))
    else {
      close()
      pieces.push(...block.paragraph(frame, text))
    }
  }
  close()
  return pieces
}

/** A value stands alone in its cell, so it begins with a capital letter. */
const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('ro') + text.slice(1)

function compose(frame: Frame, content: PaperContent, language: PaperLanguage, house: House): Piece[] {
  const inLanguage = (words: Words) => words[language]
  const beside = content.fields.filter((field) => field.prominent === true)
  // The number is printed in large type already.
  const others = content.fields.filter((field) => field.prominent !== true && field.value.ro !== content.number)
  const code = content.verificationCode
  // The instruction for checking the paper is printed beside the code.
  const notices = content.notices.filter((notice) => code === null || notice.ro !== CHECK_NOTICE.ro)
  return [
    ...block.title(frame, inLanguage(content.title)),
    ...block.plate(
      frame,
      { label: WORDS.number[language], value: content.number },
      beside.map(({ label, value }) => ({ label: inLanguage(label), value: inLanguage(value) })),
    ),
    ...block.rows(
      frame,
      others.map(({ label, value }) => ({ label: inLanguage(label), value: capitalised(inLanguage(value)) })),
    ),
    ...paragraphs(frame, content.paragraphs.map(inLanguage), content.letter === 'completion'),
    ...notices
      .filter((notice) => notice.emphasis === true)
      .flatMap((notice) => block.notice(frame, inLanguage(notice))),
    ...block.smallPrint(frame, notices.filter((notice) => notice.emphasis !== true).map(inLanguage)),
    ...(code === null
      ? []
      : block.verification(frame, {
          code,
          url: `${house.verifyUrl}${code}`,
          alt: WORDS.qr[language],
          texts: { title: WORDS.check[language], how: inLanguage(CHECK_NOTICE) },
        })),
  ]
}

async function render(renderer: PaperRenderer, content: PaperContent, options: RenderOptions): Promise<RenderedPaper> {
  const language = options.language ?? 'ro'
  const title = content.title[language]
  const sheet: Sheet = {
    letterhead: letterheadOf(renderer.house, language),
    title: `${title} ${content.number}`,
    language: language === 'ro' ? 'ro-RO' : 'en-GB',
    running: `${title} · ${content.number}`,
    pageOf: WORDS.pageOf[language],
    mark: markOf(options),
    watermark: options.draft === true ? 'CIORNĂ' : null,
    footnote: renderer.house.footnote?.[language] ?? null,
    issuedAt: options.issuedAt,
  }
  return await typeset(sheet, renderer.fonts, (frame) => compose(frame, content, language, renderer.house))
}

function markOf({ draft, duplicate }: RenderOptions): string | null {
  if (draft === true) return 'CIORNĂ'
  return duplicate === true ? 'DUPLICAT' : null
}

/** Refuses to render a paper as another one. */
function expectPaper(content: PaperContent, paper: PaperContent['paper']): void {
  if (content.paper !== paper) throw new TypeError(`The content is that of ${content.paper}, not of ${paper}`)
}

/**
 * Dovada înregistrării, the proof of registration: number, date and time, what was requested, when an answer is due. A
 * desk makes it offline too, and then without a seal.
 */
export async function renderProofOfRegistration(
  renderer: PaperRenderer,
  content: PaperContent,
  options: RenderOptions,
): Promise<RenderedPaper> {
  expectPaper(content, 'proof-of-registration')
  return await render(renderer, content, options)
}

/** Recipisa, the receipt for a completed operation. Seal it with `sealPaper` before it leaves the central store. */
export async function renderReceipt(
  renderer: PaperRenderer,
  content: PaperContent,
  options: RenderOptions,
): Promise<RenderedPaper> {
  expectPaper(content, 'receipt')
  if (options.draft === true) throw new TypeError('A receipt has no draft, because it exists only after the execution')
  return await render(renderer, content, options)
}

/** Răspunsul, the letter: rejection, completion, extension, forwarding, joining; with `draft` before the decision. */
export async function renderLetter(
  renderer: PaperRenderer,
  content: PaperContent,
  options: RenderOptions,
): Promise<RenderedPaper> {
  expectPaper(content, 'letter')
  return await render(renderer, content, options)
}

/** Renders any of the three papers. */
export async function renderPaper(
  renderer: PaperRenderer,
  content: PaperContent,
  options: RenderOptions,
): Promise<RenderedPaper> {
  return await { 'proof-of-registration': renderProofOfRegistration, receipt: renderReceipt, letter: renderLetter }[
    content.paper
  ](renderer, content, options)
}
