/** The functions that the desk loads when it needs papers: rendering, duplicates, forms, counting pages. */
import { PDFDocument } from '@cantoo/pdf-lib'

export { duplicateOf } from './duplicate.ts'
export { emptyFormFor, filledFormFor, formFor } from './forms/form-for.ts'
export { checkValues } from './forms/values.ts'
export { openPaperRenderer, renderLetter, renderProofOfRegistration } from './render.ts'
export { renderTestPage } from './test-page.ts'

/** The number of pages of a paper of ours. @throws when the bytes are not a PDF */
export const pageCountOf = async (pdf: Uint8Array): Promise<number> =>
  (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount()
