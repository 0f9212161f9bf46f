import type { PdfDocument } from '../pdf/document.ts'

export function shadowFindings(_document: PdfDocument): { what: string; page: number }[] {
  return []
}
