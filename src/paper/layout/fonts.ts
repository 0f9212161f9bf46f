/**
 * The faces of the papers: Source Sans 3 (SIL Open Font License, resources/fonts), parsed once and shared by every
 * paper.
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
  /** Width of a character in thousandths of the size; null when the face cannot show it. */
  advance(codePoint: number): number | null
}
export type PaperFonts = Readonly<Record<FaceName, Face>>

/**
 * One glyph for one character, as cmap says: no ligature joins two letters that a reader searches for, what is measured
 * is what is drawn, and a line costs microseconds where shaping costs a millisecond. The Romanian letters are single
 * characters in NFC.
 */
function unshaped(parsed: OpenFont): OpenFont {
  return Object.assign(Object.create(parsed) as OpenFont, {
    layout: (text: string) => ({
      glyphs: Array.from(text, (character) => {
        const codePoint = character.codePointAt(0) ?? 0
        const { id, advanceWidth } = parsed.glyphForCodePoint(codePoint)
        // A glyph that two characters share is kept by fontkit with the one it was first asked for, in whichever paper
        // that was.
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

/** Reads the faces; by default from the project's resources. */
export async function loadPaperFonts(
  folder: URL = new URL('../../../resources/fonts/', import.meta.url),
): Promise<PaperFonts> {
  const read = async (name: FaceName) => face(await readFile(new URL(FACES[name], folder)))
  const [regular, semibold, bold] = await Promise.all([read('regular'), read('semibold'), read('bold')])
  return { regular, semibold, bold }
}
