/**
 * The three papers of product.md section 3 as PDF: the words are the domain's (src/domain/papers), here they are laid
 * out.
 */
import { CHECK_NOTICE, type PaperContent, type Words } from '../domain/papers/paper-content.ts'
import type { House } from './house.ts'
import * as block from './layout/blocks.ts'
import type { Piece } from './layout/flow.ts'
import { loadPaperFonts, type PaperFonts } from './layout/fonts.ts'
import type { Frame } from './layout/text-lines.ts'
import { typeset, type Sheet } from './layout/typeset.ts'

/** What papers are made with: fonts read once, and the house. */
export interface Press {
  readonly fonts: PaperFonts
  readonly house: House
}
export const openPress = async (house: House, fontFolder?: URL): Promise<Press> => ({
  fonts: await loadPaperFonts(fontFolder),
  house,
})

type PaperLanguage = 'ro' | 'en'
/** Name and lines at the head of a paper. */
export const letterheadOf = ({ name, lines }: House, language: PaperLanguage): Sheet['letterhead'] => ({
  name: name[language],
  lines: lines.map((line) => line[language]),
})

export interface RenderOptions {
  /** When this paper was made; on a duplicate, when the first one was. */
  readonly issuedAt: Date
  readonly language?: PaperLanguage
  /** A reprint: marked DUPLICAT (product.md section 3). */
  readonly duplicate?: boolean
  /** A letter before its decision holds: marked CIORNĂ. */
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

/** Paragraphs in order; those that begin with a dash are the items of one list. */
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

/** A value stands on its own in its cell, so it begins as a sentence does. */
const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('ro') + text.slice(1)

function compose(frame: Frame, content: PaperContent, language: PaperLanguage, house: House): Piece[] {
  const say = (words: Words) => words[language]
  const beside = content.fields.filter((field) => field.prominent === true)
  // the number stands in large type already
  const others = content.fields.filter((field) => field.prominent !== true && field.value.ro !== content.number)
  const code = content.verificationCode
  // how to check the paper stands beside its code
  const notices = content.notices.filter((notice) => code === null || notice.ro !== CHECK_NOTICE.ro)
  return [
    ...block.title(frame, say(content.title)),
    ...block.plate(
      frame,
      { label: WORDS.number[language], value: content.number },
      beside.map(({ label, value }) => ({ label: say(label), value: say(value) })),
    ),
    ...block.rows(
      frame,
      others.map(({ label, value }) => ({ label: say(label), value: capitalised(say(value)) })),
    ),
    ...paragraphs(frame, content.paragraphs.map(say), content.letter === 'completion'),
    ...notices.filter((notice) => notice.emphasis === true).flatMap((notice) => block.notice(frame, say(notice))),
    ...block.smallPrint(frame, notices.filter((notice) => notice.emphasis !== true).map(say)),
    ...(code === null
      ? []
      : block.verification(frame, {
          code,
          url: `${house.verifyUrl}${code}`,
          alt: WORDS.qr[language],
          texts: { title: WORDS.check[language], how: say(CHECK_NOTICE) },
        })),
  ]
}

async function render(press: Press, content: PaperContent, options: RenderOptions): Promise<RenderedPaper> {
  const language = options.language ?? 'ro'
  const title = content.title[language]
  const sheet: Sheet = {
    letterhead: letterheadOf(press.house, language),
    title: `${title} ${content.number}`,
    language: language === 'ro' ? 'ro-RO' : 'en-GB',
    running: `${title} · ${content.number}`,
    pageOf: WORDS.pageOf[language],
    mark: options.draft === true ? 'CIORNĂ' : options.duplicate === true ? 'DUPLICAT' : null,
    watermark: options.draft === true ? 'CIORNĂ' : null,
    footnote: press.house.footnote?.[language] ?? null,
    issuedAt: options.issuedAt,
  }
  return await typeset(sheet, press.fonts, (frame) => compose(frame, content, language, press.house))
}

/** A paper may not be rendered as another one: they must never be confused. */
function expectPaper(content: PaperContent, paper: PaperContent['paper']): void {
  if (content.paper !== paper) throw new TypeError(`the content is that of ${content.paper}, not of ${paper}`)
}

/**
 * Dovada înregistrării: number, date and hour, what was asked, until when an answer is due. Never sealed; also made
 * offline.
 */
export async function renderProofOfRegistration(
  press: Press,
  content: PaperContent,
  options: RenderOptions,
): Promise<RenderedPaper> {
  expectPaper(content, 'proof-of-registration')
  return await render(press, content, options)
}

/** Recipisa: the operation is completed. Seal it with `sealPaper` before it leaves the central store. */
export async function renderReceipt(
  press: Press,
  content: PaperContent,
  options: RenderOptions,
): Promise<RenderedPaper> {
  expectPaper(content, 'receipt')
  if (options.draft === true) throw new TypeError('a receipt has no draft: it exists only after the execution')
  return await render(press, content, options)
}

/** Răspunsul: rejection, completion, extension, forwarding, joining; with `draft` before the decision holds. */
export async function renderLetter(
  press: Press,
  content: PaperContent,
  options: RenderOptions,
): Promise<RenderedPaper> {
  expectPaper(content, 'letter')
  return await render(press, content, options)
}

/** Whichever paper it is. */
export async function renderPaper(press: Press, content: PaperContent, options: RenderOptions): Promise<RenderedPaper> {
  return await { 'proof-of-registration': renderProofOfRegistration, receipt: renderReceipt, letter: renderLetter }[
    content.paper
  ](press, content, options)
}
