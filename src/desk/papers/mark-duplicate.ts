/**
 * A reprint of a sealed paper carries DUPLICAT on every page (product.md section 3). The seal is the file's and is not printed, so the
 * copy that goes to the printer may be drawn upon; the sealed file itself stays as it is.
 */
import { degrees, PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib'

const MARK = 'DUPLICAT'
const SIZE = 16

export async function markDuplicate(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const font = await document.embedFont(StandardFonts.HelveticaBold)
  const width = font.widthOfTextAtSize(MARK, SIZE)
  for (const page of document.getPages()) {
    const at = { x: page.getWidth() - width - 36, y: page.getHeight() - 36 }
    page.drawRectangle({ x: at.x - 6, y: at.y - 6, width: width + 12, height: SIZE + 10, borderColor: rgb(0, 0, 0), borderWidth: 1.2, color: rgb(1, 1, 1) })
    page.drawText(MARK, { ...at, size: SIZE, font, rotate: degrees(0) })
  }
  return document.save({ useObjectStreams: false, updateFieldAppearances: false })
}
