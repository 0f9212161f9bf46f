/**
 * Embeds the font that a viewer uses when somebody fills in a form on the screen. It is a simple TrueType font (ISO
 * 32000-1 section 9.6.3), because most viewers handle multi-byte fonts badly. The codes are those of Latin-10, which
 * has
 * ș and ț.
 */
import { PDFArray, PDFName, PDFNumber, PDFString, type PDFDocument, type PDFRef } from '@cantoo/pdf-lib'
import type { PaperFonts } from '../layout/fonts.ts'
import { thinFont } from '../layout/thin-font.ts'
import { latin10Character } from './latin-10.ts'

const FIRST = 32
const LAST = 255
/** Symbolic is not set, because the encoding defines the character of each code. */
const NONSYMBOLIC = 32
/** Glyph names where all versions of the Adobe Glyph List agree; otherwise `uniXXXX`, which the list defines. */
const NAMES: Readonly<Record<string, string>> = { ă: 'abreve', Ă: 'Abreve', ș: 'scommaaccent', Ș: 'Scommaaccent' }
const glyphName = (character: string): string =>
  NAMES[character] ?? `uni${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

function toUnicode(characters: readonly (readonly [code: number, character: string])[]): string {
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')
  const lines = characters.map(([code, character]) => `<${hex(code, 2)}> <${hex(character.codePointAt(0) ?? 0, 4)}>`)
  const blocks: string[] = []
  for (let at = 0; at < lines.length; at += 100) {
    const some = lines.slice(at, at + 100)
    blocks.push(`${String(some.length)} beginbfchar`, ...some, 'endbfchar')
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CMapName /DES-Latin10 def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<00> <FF>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n')
}

/** Embeds the font. The returned reference belongs into the default resources of the form. */
export function embedFieldFont(document: PDFDocument, fonts: PaperFonts): PDFRef {
  const { context } = document
  const { data, font, advance } = fonts.regular
  const characters = Array.from(
    { length: LAST - FIRST + 1 },
    (_, index) => [FIRST + index, latin10Character(FIRST + index)] as const,
  ).flatMap(([code, character]) => (character === null ? [] : [[code, character] as const]))
  const glyphs = characters.map(([, character]) => font.glyphForCodePoint(character.codePointAt(0) ?? 0).id)
  const thin = thinFont(data, glyphs)
  const file = context.register(context.flateStream(thin, { Length1: thin.length }))
  const scale = 1000 / font.unitsPerEm
  const name = 'DESFRM+SourceSans3-Regular'
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: name,
    Flags: NONSYMBOLIC,
    FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map((value) =>
      Math.round(value * scale),
    ),
    ItalicAngle: 0,
    Ascent: Math.round(font.ascent * scale),
    Descent: Math.round(font.descent * scale),
    CapHeight: Math.round(font.capHeight * scale),
    StemV: 80,
    FontFile2: file,
  })
  const widths = new Map(characters.map(([code, character]) => [code, advance(character.codePointAt(0) ?? 0) ?? 0]))
  const differences = PDFArray.withContext(context)
  for (const [code, character] of characters.filter(([code]) => code > 0x7e)) {
    differences.push(PDFNumber.of(code))
    differences.push(PDFName.of(glyphName(character)))
  }
  const encoding = context.obj({ Type: 'Encoding', BaseEncoding: 'WinAnsiEncoding' })
  encoding.set(PDFName.of('Differences'), differences)
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'TrueType',
      BaseFont: name,
      FirstChar: FIRST,
      LastChar: LAST,
      Widths: Array.from({ length: LAST - FIRST + 1 }, (_, index) =>
        Number((widths.get(FIRST + index) ?? 0).toFixed(2)),
      ),
      FontDescriptor: context.register(descriptor),
      Encoding: context.register(encoding),
      ToUnicode: context.register(context.flateStream(toUnicode(characters))),
    }),
  )
}

/** The name of the font in default appearances. */
export const FIELD_FONT = 'DesForm'
/** A default appearance like `/DesForm 0 Tf …`; with size 0 the viewer chooses a size that fits. */
export const defaultAppearance = (size: number): PDFString =>
  PDFString.of(`/${FIELD_FONT} ${String(size)} Tf 0.05 0.06 0.3 rg`)
