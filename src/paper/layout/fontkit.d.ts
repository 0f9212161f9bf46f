/**
 * Types for the part of fontkit 2 that the papers use; the package has none. Its fonts have what pdf-lib requires, and
 * a
 * little more.
 */
declare module 'fontkit' {
  import type { PDFDocument } from '@cantoo/pdf-lib'
  type Engine = Parameters<PDFDocument['registerFontkit']>[0]
  type Font = Extract<Awaited<ReturnType<Engine['create']>>, { createSubset: unknown }>
  type Glyph = NonNullable<ReturnType<Font['glyphForCodePoint']>>
  export interface OpenFont extends Font {
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): Glyph
  }
  export function create(data: Uint8Array): OpenFont
}
