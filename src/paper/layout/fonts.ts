/**
 * The faces of the papers: Source Sans 3 (SIL Open Font License, resources/fonts), parsed once and used for all papers.
 */
import { readFile } from 'node:fs/promises'
import { create, type OpenFont } from 'fontkit'

export const FACES = {
  regular: 'SourceSans3-Regular.ttf',
  semibold: 'SourceSans3-Semibold.ttf',
  bold: 'SourceSans3-Bold.ttf',
} as const
export type FaceName = keyof typeof FACES

export interface Face {
  readonly data: Uint8Array
  readonly font: OpenFont
  /** The width of a character in thousandths of the size; null when the face lacks it. */
  advance(codePoint: number): number | null
}
export type PaperFonts = Readonly<Record<FaceName, Face>>

/**
 * Uses one glyph for each character, without shaping. So no ligature hides letters from a text search, the measured
 * width
 * is the drawn width, and a line costs microseconds instead of a millisecond. Romanian letters are single characters in
 * NFC.
 */
function unshaped(parsed: OpenFont): OpenFont {
  return Object.assign(Object.create(parsed) as OpenFont, {
    layout: (text: string) => ({
      glyphs: Array.from(text, (character) => {
        const codePoint = character.codePointAt(0) ?? 0
        const { id, advanceWidth } = parsed.glyphForCodePoint(codePoint)
        // Where two characters share a glyph, fontkit remembers only the first character that was requested, even in
        // another paper.
        return { id, advanceWidth, codePoints: [codePoint] }
      }),
    }),
  })
}

function face(data: Uint8Array): Face {
  const parsed = create(data)
  const advances = new Map<number, number | null>()
  const scale = 1000 / parsed.unitsPerEm
  return {
    data,
    font: unshaped(parsed),
    advance(codePoint) {
      const known = advances.get(codePoint)
      if (known !== undefined) return known
      const width = parsed.hasGlyphForCodePoint(codePoint)
        ? parsed.glyphForCodePoint(codePoint).advanceWidth * scale
        : null
      advances.set(codePoint, width)
      return width
    },
  }
}

/** Reads the faces, by default from the resources of the project. */
export async function loadPaperFonts(
  folder: URL = new URL('../../../resources/fonts/', import.meta.url),
): Promise<PaperFonts> {
  const read = async (name: FaceName) => face(await readFile(new URL(FACES[name], folder)))
  const [regular, semibold, bold] = await Promise.all([read('regular'), read('semibold'), read('bold')])
  return { regular, semibold, bold }
}
