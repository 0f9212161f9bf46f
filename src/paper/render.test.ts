import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { PDFRawStream, PDFString } from '@cantoo/pdf-lib'
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRef, PDFStream } from '@cantoo/pdf-lib'
import * as fc from 'fast-check'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUSE_NAME } from '../domain/house/house.ts'
import { needs } from '../../test/support/preparation/programs.ts'
import { PAPER_CODE, PAPER_REQUEST } from '../../test/support/paper-request.ts'
import { letterContent, type Decision } from '../domain/papers/letter.ts'
import type { PaperContent, PaperRequest } from '../domain/papers/paper-content.ts'
import { proofOfRegistration } from '../domain/papers/proof-of-registration.ts'
import { receiptContent } from '../domain/papers/receipt.ts'
import { MISSING } from '../domain/request/completeness.ts'
import { REJECTION_REASONS } from '../domain/request/request.ts'
import { DEMONSTRATION_HOUSE } from './house.ts'
import { PAGE } from './layout/canvas.ts'
import {
  openPaperRenderer,
  renderLetter,
  renderPaper,
  renderProofOfRegistration,
  renderReceipt,
  type PaperRenderer,
  type RenderOptions,
} from './render.ts'

const fontCheck = needs('qpdf', 'pdffonts')
const rasterizer = needs('pdftoppm')
const folder = mkdtempSync(path.join(tmpdir(), 'des-paper-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
let renderer: PaperRenderer
beforeAll(async () => {
  renderer = await openPaperRenderer(DEMONSTRATION_HOUSE)
})

const issuedAt = new Date('2026-11-23T08:05:00Z')
/** A name with the two letters that some fonts lack, long enough for two lines. */
const request: PaperRequest = { ...PAPER_REQUEST, holder: { ...PAPER_REQUEST.holder, surname: 'Ștefănescu-Țărnă' } }
const letter = (decision: Decision, over: Partial<PaperRequest> = {}, verificationCode: string | null = PAPER_CODE) =>
  letterContent({ house: HOUSE_NAME, ...request, ...over, decidedDay: '2026-11-24', decision, verificationCode })
const proof = (over: Partial<PaperRequest> = {}) =>
  proofOfRegistration({
    ...request,
    ...over,
    provisional: false,
    registeredBy: 'Popa Ilinca',
    pages: 2,
    otherNumber: null,
    verificationCode: null,
  })
const receipt = () =>
  receiptContent({
    ...request,
    executedAt: '2026-11-25T12:00:00.000Z',
    execution: { kind: 'anonymise', documentsErased: 12, itemsErased: 90 },
    verificationCode: PAPER_CODE,
  })
const decisions: Decision[] = [
  ...REJECTION_REASONS.map((reason): Decision => ({ letter: 'rejection', reason, explanation: 'Vă mulțumim.' })),
  { letter: 'completion', missing: [...MISSING], explanation: 'Vă așteptăm la ghișeu.' },
  { letter: 'extension', days: 15, newDueDay: '2027-01-07', explanation: '' },
  { letter: 'forwarding', to: 'Casa de Asigurări de Sănătate Vaslui', explanation: '' },
  { letter: 'joining', intoNumber: '12300/20.11.2026', explanation: '' },
]
const everyPaper: PaperContent[] = [proof(), receipt(), ...decisions.map((decision) => letter(decision))]

interface Placed {
  page: number
  text: string
  x: number
  y: number
  width: number
  size: number
}
/** The text of the paper with its places in reading order; running heads and feet are separate. */
async function read(pdf: Uint8Array): Promise<{ content: Placed[]; furniture: Placed[]; pages: number }> {
  const loading = getDocument({ data: Uint8Array.from(pdf), useSystemFonts: false, verbosity: 0 })
  const document = await loading.promise
  const content: Placed[] = []
  const furniture: Placed[] = []
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (
      await document.getPage(page)
    ).getTextContent({ includeMarkedContent: true, disableNormalization: true })
    const open: string[] = []
    for (const item of items) {
      if ('str' in item) {
        if (item.str === '') continue
        const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[]
        const placed = { page, text: item.str, x, y, width: item.width, size: Math.hypot(a, b) }
        ;(open.includes('Artifact') ? furniture : content).push(placed)
      } else if (item.type === 'endMarkedContent') open.pop()
      else open.push('tag' in item ? String(item.tag) : '')
    }
  }
  const pages = document.numPages
  await loading.destroy()
  return { content, furniture, pages }
}
const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/gu, '')
const textOf = (placed: readonly Placed[]) => squeezed(placed.map(({ text }) => text).join(''))

function expectWithinThePage(placed: readonly Placed[]): void {
  for (const { x, y, width, size, text } of placed) {
    const trailing = text.length - text.trimEnd().length
    expect(x, text).toBeGreaterThanOrEqual(61.5)
    expect(x + width - trailing * size * 0.3, text).toBeLessThanOrEqual(PAGE.width - 61)
    expect(y, text).toBeGreaterThanOrEqual(28)
    expect(y, text).toBeLessThanOrEqual(PAGE.height - 40)
  }
}
function expectNoOverlap(placed: readonly Placed[]): void {
  for (const [index, a] of placed.entries())
    for (const b of placed.slice(index + 1)) {
      if (a.page !== b.page || Math.abs(a.y - b.y) >= Math.max(a.size, b.size) * 0.75) continue
      const apart = a.x + a.width <= b.x + 1.5 + a.size * 0.25 || b.x + b.width <= a.x + 1.5 + b.size * 0.25
      expect(apart, `"${a.text}" and "${b.text}"`).toBe(true)
    }
}

/** Realistic names, and unrealistic ones. */
const letters = 'aăâbcdefghiîjklmnoprsștțuvzşţéüőßł'
const part = fc
  .string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 18 })
  .map((text) => text.charAt(0).toLocaleUpperCase('ro') + text.slice(1))
const name = fc
  .array(part, { minLength: 1, maxLength: 9 })
  .chain((parts) => fc.constantFrom('-', ' ').map((between) => parts.join(between)))
const longWord = fc.string({ unit: fc.constantFrom(...letters), minLength: 60, maxLength: 200 })
const explanation = fc
  .array(
    fc.oneof(
      { weight: 20, arbitrary: part },
      { weight: 1, arbitrary: longWord },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '–',
          '„citat”',
          '12.345,67',
          'art. 12 alin. (6)',
          'https://exemplu.ro/o/cale/foarte/lunga?x=1',
        ),
      },
    ),
    { minLength: 150, maxLength: 400 },
  )
  .map((words) => words.join(' ').slice(0, 2000))

describe('the layout', () => {
  it('never loses, clips or overlaps text, even with very long names and explanations', async () => {
    await fc.assert(
      fc.asyncProperty(name, name, name, explanation, fc.boolean(), async (surname, givenNames, to, words, draft) => {
        const content = letter(
          { letter: 'forwarding', to, explanation: words },
          {
            holder: { surname, givenNames, cnp: '2850615220019' },
            capacity: 'proxy',
            representative: { surname: givenNames, givenNames: surname },
          },
        )
        const { pdf, pages } = await renderLetter(renderer, content, { issuedAt, draft })
        const found = await read(pdf)
        expect(found.pages).toBe(pages)
        const text = textOf(found.content)
        for (const { label, value } of content.fields) {
          expect(text.toLocaleLowerCase('ro')).toContain(squeezed(label.ro).toLocaleLowerCase('ro'))
          expect(text.toLocaleLowerCase('ro')).toContain(squeezed(value.ro).toLocaleLowerCase('ro'))
        }
        for (const paragraph of [...content.paragraphs, ...content.notices])
          expect(text).toContain(squeezed(paragraph.ro))
        expectWithinThePage([...found.content, ...found.furniture.filter(({ size }) => size < 100)])
        expectNoOverlap(found.content)
      }),
      { numRuns: 12, seed: 20261123 },
    )
  }, 120_000)

  it('prints the whole text of every paper in both languages', async () => {
    for (const content of everyPaper)
      for (const language of ['ro', 'en'] as const) {
        const {
          content: placed,
          furniture,
          pages,
        } = await read((await renderPaper(renderer, content, { issuedAt, language })).pdf)
        const text = textOf(placed)
        for (const words of [content.title, ...content.paragraphs, ...content.notices])
          expect(text).toContain(squeezed(words[language].replace(/^– /, '')))
        expect(text).toContain(squeezed(content.number))
        expect(text).toContain('285••••••0019')
        if (content.verificationCode !== null) expect(text).toContain(PAPER_CODE)
        expectWithinThePage([...placed, ...furniture])
        expectNoOverlap(placed)
        expect(textOf(furniture)).toContain(language === 'ro' ? `Pagina1din${pages}` : `Page1of${pages}`)
        // Only the list of everything that can be missing needs a second page.
        if (content.letter !== 'completion') expect(pages).toBe(1)
      }
  }, 60_000)

  it('continues on further pages, with the number of the request and of the page on each', async () => {
    const { pdf, pages } = await renderLetter(
      renderer,
      letter({
        letter: 'joining',
        intoNumber: '1/1.1.2026',
        explanation: 'Cuvinte multe și șerpuitoare. '.repeat(300),
      }),
      { issuedAt, duplicate: true },
    )
    expect(pages).toBeGreaterThan(2)
    const { furniture } = await read(pdf)
    for (let page = 1; page <= pages; page++)
      expect(textOf(furniture.filter((item) => item.page === page))).toContain(`Pagina${page}din${pages}`)
    for (let page = 2; page <= pages; page++)
      expect(textOf(furniture.filter((item) => item.page === page))).toContain('DUPLICAT')
  })

  it('prints missing characters as question marks, and never reverses text', async () => {
    const { pdf } = await renderLetter(
      renderer,
      letter({
        letter: 'joining',
        intoNumber: '1',
        explanation: 'A\u202egnp.exe\u200b 中文 😀 s\u0326 \u0000\u0007 z',
      }),
      { issuedAt },
    )
    const text = textOf((await read(pdf)).content)
    expect(text).toContain('Agnp.exe???ș')
  })
})

describe('marks', () => {
  it('are DUPLICAT on a duplicate, CIORNĂ on a draft, and absent on an original', async () => {
    const marks = async (options: Partial<RenderOptions>) => {
      const { content, furniture } = await read(
        (
          await renderLetter(
            renderer,
            letter({ letter: 'extension', days: 5, newDueDay: '2026-12-28', explanation: '' }),
            { issuedAt, ...options },
          )
        ).pdf,
      )
      return [
        textOf(content).includes('DUPLICAT'),
        textOf(content).includes('CIORNĂ'),
        furniture.some(({ size, text }) => size > 100 && text === 'CIORNĂ'),
      ]
    }
    expect(await marks({})).toEqual([false, false, false])
    expect(await marks({ duplicate: true })).toEqual([true, false, false])
    expect(await marks({ draft: true })).toEqual([false, true, true])
  })
  it('do not allow one paper as another, or a draft of a receipt', async () => {
    await expect(renderReceipt(renderer, proof(), { issuedAt })).rejects.toThrow(TypeError)
    await expect(renderProofOfRegistration(renderer, receipt(), { issuedAt })).rejects.toThrow(TypeError)
    await expect(renderLetter(renderer, receipt(), { issuedAt })).rejects.toThrow(TypeError)
    await expect(renderReceipt(renderer, receipt(), { issuedAt, draft: true })).rejects.toThrow(TypeError)
  })
  it('include no verification code on an unsealed proof of registration', async () => {
    expect(
      textOf((await read((await renderProofOfRegistration(renderer, proof(), { issuedAt })).pdf)).content),
    ).not.toContain('verify')
  })
})

describe('the file of a paper', () => {
  it('has the same bytes for the same content, and others for other content', async () => {
    // A renderer that was used before must give the same bytes as a new one.
    for (const content of everyPaper) await renderPaper(renderer, content, { issuedAt, language: 'en' })
    const [a, b, c] = await Promise.all([
      renderReceipt(renderer, receipt(), { issuedAt }),
      renderReceipt(await openPaperRenderer(DEMONSTRATION_HOUSE), receipt(), { issuedAt }),
      renderReceipt(renderer, receipt(), { issuedAt, duplicate: true }),
    ])
    expect(Buffer.from(a.pdf).equals(Buffer.from(b.pdf))).toBe(true)
    expect(Buffer.from(a.pdf).equals(Buffer.from(c.pdf))).toBe(false)
  })

  it('is tagged, with title and language, and fulfils the requirements of PDF/A-2b', async () => {
    const document = await PDFDocument.load((await renderReceipt(renderer, receipt(), { issuedAt })).pdf, {
      updateMetadata: false,
    })
    const { catalog, context } = document
    expect(document.getTitle()).toBe('Recipisă 12345/23.11.2026')
    expect((catalog.get(PDFName.of('Lang')) as PDFString).asString()).toBe('ro-RO')
    const metadata = catalog.lookup(PDFName.of('Metadata'), PDFStream)
    const xmp = Buffer.from((metadata as PDFRawStream).getContents()).toString('utf8')
    expect(xmp).toMatch(/<pdfaid:part>2<.*<pdfaid:conformance>B</s)
    expect(xmp).toContain('Recipisă')
    expect(metadata.dict.has(PDFName.of('Filter'))).toBe(false)
    const [intent] = catalog
      .lookup(PDFName.of('OutputIntents'), PDFArray)
      .asArray()
      .map((item) => context.lookup(item, PDFDict))
    expect(intent?.lookup(PDFName.of('DestOutputProfile'))).toBeInstanceOf(PDFStream)
    expect(context.trailerInfo.ID).toBeInstanceOf(PDFArray)
    const keys = new Set<string>()
    for (const [, object] of context.enumerateIndirectObjects()) {
      const plain = object instanceof PDFDict ? object : undefined
      const dictionary = object instanceof PDFStream ? object.dict : plain
      for (const key of dictionary?.keys() ?? []) keys.add(key.decodeText())
      if (dictionary?.lookup(PDFName.of('Type')) === PDFName.of('FontDescriptor'))
        expect(dictionary.lookup(PDFName.of('FontFile2'))).toBeInstanceOf(PDFStream)
    }
    for (const forbidden of ['JS', 'AA', 'OpenAction', 'SMask', 'CA', 'ca', 'EF', 'Encrypt', 'TR', 'HTP'])
      expect(keys.has(forbidden), forbidden).toBe(false)
  })
})

describe('the structure and appearance of a paper', () => {
  it('has only content that belongs to an element or is an artifact, and a way back to every element', async () => {
    const { pdf } = await renderLetter(
      renderer,
      letter({
        letter: 'completion',
        missing: [...MISSING, ...Array.from({ length: 40 }, (_, n) => `înscrisul ${n}`)],
        explanation: '',
      }),
      { issuedAt },
    )
    const document = await PDFDocument.load(pdf, { updateMetadata: false })
    const root = document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict)
    const tags: string[] = []
    const marked = new Map<string, number>()
    const walk = (node: PDFDict, ref: PDFRef | undefined) => {
      const tag = node.lookup(PDFName.of('S'))
      if (tag instanceof PDFName) tags.push(tag.decodeText())
      const kids = node.lookup(PDFName.of('K'))
      const single = kids === undefined ? [] : [node.get(PDFName.of('K')) ?? kids]
      for (const kid of kids instanceof PDFArray ? kids.asArray() : single) {
        const below = document.context.lookup(kid, PDFDict)
        const mcid = below.lookup(PDFName.of('MCID'))
        if (mcid instanceof PDFNumber) {
          const pageRef = below.get(PDFName.of('Pg'))
          const page = document.getPages().findIndex((held) => held.ref === pageRef)
          marked.set(`${page}/${mcid.asNumber()}`, ref?.objectNumber ?? 0)
        } else walk(below, kid instanceof PDFRef ? kid : undefined)
      }
    }
    walk(root, undefined)
    expect(tags[0]).toBe('Document')
    for (const tag of ['H1', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Lbl', 'LBody', 'Figure'])
      expect(tags).toContain(tag)
    const numbers = root.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray)
    let counted = 0
    document.getPages().forEach((_, page) => {
      numbers
        .lookup(page * 2 + 1, PDFArray)
        .asArray()
        .forEach((parent, mcid) => {
          counted++
          expect(marked.get(`${page}/${mcid}`)).toBe((parent as PDFRef).objectNumber)
        })
    })
    expect(counted).toBe(marked.size)
  })

  it.skipIf(fontCheck.missing)(`is valid for qpdf, with fonts embedded as subsets${fontCheck.note}`, async () => {
    const file = path.join(folder, 'receipt.pdf')
    writeFileSync(file, (await renderReceipt(renderer, receipt(), { issuedAt })).pdf)
    expect(spawnSync('qpdf', ['--check', file]).status).toBe(0)
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+SourceSans3-\w+ +CID TrueType +Identity-H +yes yes yes/)
  })

  it.skipIf(rasterizer.missing)(
    `carries a QR code whose finder patterns show at 150 dpi${rasterizer.note}`,
    async () => {
      const file = path.join(folder, 'qr.pdf')
      writeFileSync(file, (await renderReceipt(renderer, receipt(), { issuedAt })).pdf)
      execFileSync('pdftoppm', ['-r', '150', '-gray', '-png', '-singlefile', file, path.join(folder, 'qr')])
      const { data, info } = await sharp(path.join(folder, 'qr.png'))
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      // The three finder patterns are runs of 1:1:3:1:1 in rows of the left quarter of the page.
      let finders = 0
      for (let y = 0; y < info.height; y++) {
        const runs: { dark: boolean; length: number }[] = []
        for (let x = 0; x < info.width / 2.5; x++) {
          const dark = (data[y * info.width + x] ?? 255) < 128
          const last = runs.at(-1)
          if (last?.dark === dark) last.length++
          else runs.push({ dark, length: 1 })
        }
        for (let at = 0; at + 4 < runs.length; at++) {
          const five = runs.slice(at, at + 5)
          const unit = five.reduce((sum, { length }) => sum + length, 0) / 7
          if (
            five[0]?.dark === true &&
            unit > 3 &&
            five.every(({ length }, index) => Math.abs(length - unit * (index === 2 ? 3 : 1)) <= unit * 0.45)
          )
            finders++
        }
      }
      expect(finders).toBeGreaterThan(10)
    },
  )
})
