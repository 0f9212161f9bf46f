import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { testSigner } from '../../test/support/test-signer.ts'
import { HOUSE_NAME } from '../domain/house/house.ts'
import { PAPER_CODE, PAPER_REQUEST } from '../../test/support/paper-request.ts'
import { letterContent } from '../domain/papers/letter.ts'
import { validatePdf } from '../signature/index.ts'
import { duplicateOf } from './duplicate.ts'
import { DEMONSTRATION_HOUSE } from './house.ts'
import { openPaperRenderer, renderLetter, type PaperRenderer } from './render.ts'
import { sealPaper } from './seal.ts'

const at = new Date('2026-11-25T12:00:00Z')
let renderer: PaperRenderer
let sealed: Uint8Array
beforeAll(async () => {
  renderer = await openPaperRenderer(DEMONSTRATION_HOUSE)
  const signer = await testSigner()
  const content = letterContent({
    house: HOUSE_NAME,
    ...PAPER_REQUEST,
    decidedDay: '2026-11-24',
    decision: {
      letter: 'joining',
      intoNumber: '1/1.1.2026',
      explanation: 'Cuvinte multe și șerpuitoare. '.repeat(150),
    },
    verificationCode: PAPER_CODE,
  })
  sealed = await sealPaper((await renderLetter(renderer, content, { issuedAt: at })).pdf, signer, { at })
})

async function textByPage(pdf: Uint8Array): Promise<string[]> {
  const loading = getDocument({ data: Uint8Array.from(pdf), useSystemFonts: false, verbosity: 0 })
  const document = await loading.promise
  const texts: string[] = []
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent({ disableNormalization: true })
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
  }
  await loading.destroy()
  return texts
}

describe('the duplicate of a sealed paper', () => {
  it('has DUPLICAT on every page, and the whole text of the paper', async () => {
    const [original, copy] = [await textByPage(sealed), await textByPage(await duplicateOf(renderer, sealed))]
    expect(original.length).toBeGreaterThan(1)
    expect(copy).toEqual(original.map((text) => `${text}DUPLICAT`))
  })
  it('has no seal rather than a broken one, and does not change the sealed file', async () => {
    const before = Buffer.from(sealed).toString('hex')
    const copy = await duplicateOf(renderer, sealed)
    expect(validatePdf(copy, { at }).verdict).toBe('no-signature')
    expect(Buffer.from(copy).includes('/ByteRange')).toBe(false)
    expect(Buffer.from(sealed).toString('hex')).toBe(before)
    expect(validatePdf(sealed, { at }).verdict).toBe('valid')
  })
  it('has the same bytes each time', async () => {
    expect(
      Buffer.from(await duplicateOf(renderer, sealed)).equals(Buffer.from(await duplicateOf(renderer, sealed))),
    ).toBe(true)
  })
})
