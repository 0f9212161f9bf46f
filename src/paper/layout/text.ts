/** Text on paper: the characters that can be printed, their widths, and the breaking of lines. */
import type { Face, FaceName, PaperFonts } from './fonts.ts'

/** One line of text with its width in points. */
export interface Line {
  readonly text: string
  readonly face: FaceName
  readonly width: number
}

/**
 * The text as it is printed: in NFC, with tabs and other spaces as plain spaces. Controls, soft hyphens, joiners and
 * marks of text direction are removed, so that a name is printed as it is read. A character that the face lacks is
 * printed as "?".
 */
export function printable(text: string, face: Face): string {
  const cleaned = text
    .normalize('NFC')
    .replace(/[\t\u2000-\u200a\u205f\u3000]/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' ? '\n' : ''))
  return Array.from(cleaned, (character) =>
    character === '\n' || face.advance(character.codePointAt(0) ?? 0) !== null ? character : '?',
  ).join('')
}

export function widthOf(text: string, face: Face, size: number): number {
  let width = 0
  for (const character of text) width += face.advance(character.codePointAt(0) ?? 0) ?? 0
  return (width * size) / 1000
}

/** Splits a paragraph where a line may end: after spaces, and after a hyphen within a word. */
const partsOf = (paragraph: string): string[] =>
  paragraph.match(/[^ ]+? *(?:(?<=[\p{L}\p{N}]-)(?=\p{L})|(?<= )(?=[^ ])|$)|^ +/gu) ?? []

/** Splits a part that is wider than a line, at any character. */
function broken(part: string, width: number, face: Face, size: number): string[] {
  if (widthOf(part.trimEnd(), face, size) <= width) return [part]
  const pieces: string[] = []
  let current = ''
  let used = 0
  for (const character of part) {
    const advance = widthOf(character, face, size)
    if (used + advance > width && current !== '' && character !== ' ') {
      pieces.push(current)
      current = ''
      used = 0
    }
    current += character
    used += advance
  }
  return [...pieces, current]
}

/** Breaks a text into lines no wider than `width`; `\n` ends a line. An empty text is one empty line. */
export function breakLines(
  text: string,
  options: { readonly width: number; readonly size: number; readonly face: FaceName; readonly fonts: PaperFonts },
): Line[] {
  const { width, size, fonts } = options
  const face = fonts[options.face]
  const lines: Line[] = []
  for (const paragraph of printable(text, face).split('\n')) {
    let current = ''
    const close = () => {
      const shown = current.trimEnd()
      lines.push({ text: shown, face: options.face, width: widthOf(shown, face, size) })
      current = ''
    }
    for (const part of partsOf(paragraph.replace(/ +/g, ' ').trim()).flatMap((whole) =>
      broken(whole, width, face, size),
    )) {
      // A space at the end of a line has no width.
      if (current !== '' && widthOf((current + part).trimEnd(), face, size) > width) close()
      current += part
    }
    close()
  }
  return lines
}
