/** Making papers: rendering them, marking a reprint, counting pages. */
import { PDFDocument } from '@cantoo/pdf-lib'

export { duplicateOf } from './duplicate.ts'
export { emptyFormFor, filledFormFor, formFor } from './forms/form-for.ts'
export { checkValues } from './forms/values.ts'
export { openPress, renderLetter, renderProofOfRegistration } from './render.ts'
export { renderTestPage } from './test-page.ts'

/** Pages of a paper of ours. @throws where the bytes are no PDF */
export const pageCountOf = async (pdf: Uint8Array): Promise<number> =>
  (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount()
