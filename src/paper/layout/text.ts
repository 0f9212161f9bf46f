/** Text on paper: which characters can stand there, how wide they are, where a line may end. */
import type { Face, FaceName, PaperFonts } from './fonts.ts'

/** Part of a text in one face. */
export interface Run {
  readonly text: string
  readonly face: FaceName
}
/** A text is plain or a row of runs; `\n` ends a line. */
export type Text = string | readonly (string | Run)[]

export const semibold = (text: string): Run => ({ text, face: 'semibold' })
export const bold = (text: string): Run => ({ text, face: 'bold' })
export const italic = (text: string): Run => ({ text, face: 'italic' })

/** One line as it will be drawn: pieces with their place from the left, in points. */
export interface Line {
  readonly pieces: readonly { readonly x: number; readonly text: string; readonly face: FaceName }[]
  readonly width: number
}

export const runsOf = (text: Text, face: FaceName): Run[] => (typeof text === 'string' ? [text] : text).map((part) => (typeof part === 'string' ? { text: part, face } : part))
export const plainText = (text: Text): string => runsOf(text, 'regular').map((run) => run.text).join('')

/**
 * The characters that are printed: NFC; tabs and other spaces as a space; controls, soft hyphens, joiners and the marks that
 * turn the direction of text left out, for a name must print as it is read. What the face has no glyph for prints as "?".
 */
export function printable(text: string, face: Face): string {
  const cleaned = text.normalize('NFC').replace(/[\t\u2000-\u200a\u205f\u3000]/g, ' ').replace(/[\p{Cc}\p{Cf}\u00ad]/gu, (character) => (character === '\n' ? '\n' : ''))
  return Array.from(cleaned, (character) => (character === '\n' || face.advance(character.codePointAt(0) ?? 0) !== null ? character : '?')).join('')
}

export function widthOf(text: string, face: Face, size: number): number {
  let width = 0
  for (const character of text) width += face.advance(character.codePointAt(0) ?? 0) ?? 0
  return (width * size) / 1000
}

interface Word {
  readonly parts: { text: string; face: FaceName }[]
  width: number
  /** The spaces before it; none after a hyphen. */
  readonly space: boolean
}

/** Words as a line may part them: at spaces and after a hyphen within a word. */
function wordsOf(runs: readonly Run[], fonts: PaperFonts, size: number): Word[][] {
  const paragraphs: Word[][] = [[]]
  let open = false
  let space = false
  for (const { text, face } of runs)
    for (const token of printable(text, fonts[face]).split(/(\n| +|(?<=[\p{L}\p{N}]-)(?=[\p{L}]))/u)) {
      if (token === '\n') {
        paragraphs.push([])
        open = false
        space = false
      } else if (token === '' || /^ +$/.test(token)) {
        space ||= token !== ''
        // an empty token stands where a hyphen parted a word
        open = false
      } else {
        const width = widthOf(token, fonts[face], size)
        const current = paragraphs.at(-1)
        const last = current?.at(-1)
        if (open && last !== undefined) {
          last.parts.push({ text: token, face })
          last.width += width
        } else current?.push({ parts: [{ text: token, face }], width, space })
        open = true
        space = false
      }
    }
  return paragraphs
}

/** A word wider than the line, parted wherever it must be. */
function partWord(word: Word, width: number, fonts: PaperFonts, size: number): Word[] {
  if (word.width <= width) return [word]
  const pieces: Word[] = []
  let current: Word = { parts: [], width: 0, space: word.space }
  for (const { text, face } of word.parts)
    for (const character of text) {
      const advance = widthOf(character, fonts[face], size)
      if (current.width + advance > width && current.parts.length > 0) {
        pieces.push(current)
        current = { parts: [], width: 0, space: false }
      }
      const last = current.parts.at(-1)
      if (last?.face === face) last.text += character
      else current.parts.push({ text: character, face })
      current.width += advance
    }
  return [...pieces, current]
}

/** Breaks a text into lines no wider than `width`. An empty text is one empty line. */
export function breakLines(text: Text, options: { readonly width: number; readonly size: number; readonly face: FaceName; readonly fonts: PaperFonts }): Line[] {
  const { width, size, face, fonts } = options
  const lines: Line[] = []
  for (const paragraph of wordsOf(runsOf(text, face), fonts, size)) {
    let pieces: { x: number; text: string; face: FaceName }[] = []
    let x = 0
    const close = () => {
      lines.push({ pieces, width: x })
      pieces = []
      x = 0
    }
    for (const word of paragraph.flatMap((whole) => partWord(whole, width, fonts, size))) {
      const before = pieces.at(-1)?.face
      const gap = word.space && x > 0 && before !== undefined ? widthOf(' ', fonts[before], size) : 0
      if (x > 0 && x + gap + word.width > width + 0.001) close()
      else if (gap > 0) {
        // the space is drawn at the end of what it follows, so that the text can be copied and searched as it reads
        const last = pieces.at(-1)
        if (last !== undefined) last.text += ' '
        x += gap
      }
      for (const part of word.parts) {
        const last = pieces.at(-1)
        if (last?.face === part.face) last.text += part.text
        else pieces.push({ x, text: part.text, face: part.face })
        x += widthOf(part.text, fonts[part.face], size)
      }
    }
    close()
  }
  return lines
}
