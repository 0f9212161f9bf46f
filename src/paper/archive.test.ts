/**
 * Checks every sealed paper that the house issues as a file against the requirements of PDF/A-2b (ISO 19005-2). ADR
 * 0032
 * states which requirements are checked.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testSigner } from '../../test/support/test-signer.ts'
import { HOUSE_NAME } from '../domain/house/house.ts'
import { needs } from '../../test/support/preparation/programs.ts'
import { PAPER_CODE, PAPER_REQUEST } from '../../test/support/paper-request.ts'
import { letterContent } from '../domain/papers/letter.ts'
import { proofOfRegistration } from '../domain/papers/proof-of-registration.ts'
import { receiptContent } from '../domain/papers/receipt.ts'
import { duplicateOf } from './duplicate.ts'
import { DEMONSTRATION_HOUSE } from './house.ts'
import { renderRegistryPage } from './registry-page.ts'
import { openPaperRenderer, renderPaper } from './render.ts'
import { sealPaper } from './seal.ts'

const at = new Date('2026-11-25T12:00:00Z')
const others = needs('qpdf', 'pdffonts', 'pdfinfo')
const name = (value: string) => PDFName.of(value)
const folder = mkdtempSync(path.join(tmpdir(), 'des-archive-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const KINDS = [
  'proof',
  'receipt',
  'letter',
  'registry page',
  'duplicate of the proof',
  'duplicate of the receipt',
  'duplicate of the letter',
  'letter in English',
] as const
const papers = new Map<(typeof KINDS)[number], Uint8Array>()
beforeAll(async () => {
  const signer = await testSigner({ rsa: true })
  const renderer = await openPaperRenderer(DEMONSTRATION_HOUSE)
  const seal = (pdf: Uint8Array) => sealPaper(pdf, signer, { at })
  const contents = {
    proof: proofOfRegistration({
      ...PAPER_REQUEST,
      provisional: false,
      registeredBy: 'Popa Ilinca',
      pages: 2,
      otherNumber: 'P-3-17',
      verificationCode: PAPER_CODE,
    }),
    receipt: receiptContent({
      ...PAPER_REQUEST,
      executedAt: at.toISOString(),
      execution: { kind: 'anonymise', documentsErased: 12, itemsErased: 90 },
      verificationCode: PAPER_CODE,
    }),
    // Two pages, and a list with boxes.
    letter: letterContent({
      house: HOUSE_NAME,
      ...PAPER_REQUEST,
      decidedDay: '2026-11-24',
      decision: {
        letter: 'completion',
        missing: Array.from({ length: 30 }, (_, n) => `înscrisul ${String(n)}`),
        explanation: '',
      },
      verificationCode: PAPER_CODE,
    }),
  }
  for (const kind of ['proof', 'receipt', 'letter'] as const) {
    const sealed = await seal((await renderPaper(renderer, contents[kind], { issuedAt: at })).pdf)
    papers.set(kind, sealed)
    papers.set(`duplicate of the ${kind}`, await seal(await duplicateOf(renderer, sealed)))
  }
  papers.set(
    'letter in English',
    await seal((await renderPaper(renderer, contents.letter, { issuedAt: at, language: 'en' })).pdf),
  )
  papers.set(
    'registry page',
    await seal(
      (
        await renderRegistryPage(renderer, {
          from: '2026-11-23',
          to: '2026-11-23',
          registered: [],
          voided: [],
          madeAt: at.toISOString(),
          madeFor: 'Munteanu Alina',
        })
      ).pdf,
    ),
  )
})

const textOf = (value: unknown): string =>
  value instanceof PDFHexString || value instanceof PDFString ? value.decodeText() : ''
const element = (xmp: string, tag: string): string =>
  (new RegExp(`<${tag}>(?:\\s*<rdf:(?:Alt|Seq)>\\s*<rdf:li[^>]*>)?([^<]*)<`).exec(xmp)?.[1] ?? '').trim()

describe.each(KINDS)('the file of the %s', (kind) => {
  const bytes = () => papers.get(kind) ?? new Uint8Array()
  const open = () => PDFDocument.load(bytes(), { updateMetadata: false })

  it('has the header of 6.1.2, nothing after its end, and a file identifier in every trailer (6.1.3)', async () => {
    const file = Buffer.from(bytes())
    expect(file.subarray(0, 9).toString('latin1')).toBe('%PDF-1.7\n')
    expect([...file.subarray(9, 14)].map((byte, index) => (index === 0 ? byte === 0x25 : byte > 127))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ])
    expect(file.toString('latin1').trimEnd()).toMatch(/%%EOF$/)
    const { context } = await open()
    const ids = context
      .lookup(context.trailerInfo.ID, PDFArray)
      .asArray()
      .map((item) => (item instanceof PDFHexString ? item.asString() : ''))
    expect(ids.map((each) => each.length)).toEqual([32, 32])
    expect(context.trailerInfo.Encrypt).toBeUndefined()
    expect(file.toString('latin1').match(/\/ID \[/g)?.length).toBeGreaterThanOrEqual(2)
  })

  it('has unfiltered metadata that equal the document information (6.6) and claim PDF/A-2b', async () => {
    const { catalog, context } = await open()
    const metadata = catalog.lookup(name('Metadata'), PDFStream)
    expect([
      metadata.dict.has(name('Filter')),
      metadata.dict.get(name('Type')),
      metadata.dict.get(name('Subtype')),
    ]).toEqual([false, name('Metadata'), name('XML')])
    const xmp = Buffer.from((metadata as PDFRawStream).getContents()).toString('utf8')
    expect([element(xmp, 'pdfaid:part'), element(xmp, 'pdfaid:conformance')]).toEqual(['2', 'B'])
    const info = context.lookup(context.trailerInfo.Info, PDFDict)
    for (const [key, tag] of [
      ['Title', 'dc:title'],
      ['Author', 'dc:creator'],
      ['Creator', 'xmp:CreatorTool'],
      ['Producer', 'pdf:Producer'],
    ] as const) {
      expect(textOf(info.get(name(key))), key).not.toBe('')
      expect(element(xmp, tag), tag).toBe(textOf(info.get(name(key))))
    }
    for (const [key, tag] of [
      ['CreationDate', 'xmp:CreateDate'],
      ['ModDate', 'xmp:ModifyDate'],
    ] as const) {
      const [, year, month, day, hour, minute, second] =
        /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z?/.exec(textOf(info.get(name(key)))) ?? []
      expect(Date.parse(element(xmp, tag)), key).toBe(
        Date.parse(
          `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}Z`,
        ),
      )
    }
  })

  // Clauses 6.1, 6.2.3, 6.2.10, 6.5 and 6.8.
  it('has one RGB output intent, and no transparency, script, action, attachment or other filter', async () => {
    const { catalog, context } = await open()
    const intents = catalog
      .lookup(name('OutputIntents'), PDFArray)
      .asArray()
      .map((item) => context.lookup(item, PDFDict))
    expect(
      intents.map((intent) => [
        intent.get(name('S')),
        intent.lookup(name('DestOutputProfile'), PDFStream).dict.lookup(name('N'), PDFNumber).asNumber(),
      ]),
    ).toEqual([[name('GTS_PDFA1'), 3]])
    const allowed = new Set(['/FlateDecode'])
    for (const [, object] of context.enumerateIndirectObjects()) {
      const plain = object instanceof PDFDict ? object : undefined
      const dictionary = object instanceof PDFStream ? object.dict : plain
      for (const key of [
        'JS',
        'AA',
        'OpenAction',
        'SMask',
        'CA',
        'ca',
        'BM',
        'EF',
        'TR',
        'HTP',
        'XFA',
        'NeedAppearances',
        'Group',
        'OCProperties',
        'Perms',
        'F',
      ].filter((each) => !(each === 'F' && dictionary?.get(name('Subtype')) === name('Widget'))))
        expect(dictionary?.has(name(key)) ?? false, key).toBe(false)
      const filter = dictionary?.lookup(name('Filter'))
      if (object instanceof PDFStream && filter !== undefined)
        expect(allowed.has(String(filter)), String(filter)).toBe(true)
    }
  })

  it('embeds every font as a subset with its own tag, a map to Unicode and widths (6.2.11)', async () => {
    const { context } = await open()
    const fonts = context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFDict &&
        object.get(name('Type')) === name('Font') &&
        object.get(name('Subtype')) === name('Type0')
          ? [object]
          : [],
      )
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) {
      expect(font.lookup(name('ToUnicode'))).toBeInstanceOf(PDFStream)
      const descendant = context.lookup(font.lookup(name('DescendantFonts'), PDFArray).get(0), PDFDict)
      expect(descendant.get(name('CIDToGIDMap'))).toBe(name('Identity'))
      expect(descendant.lookup(name('W'))).toBeInstanceOf(PDFArray)
      const descriptor = descendant.lookup(name('FontDescriptor'), PDFDict)
      expect(descriptor.lookup(name('FontFile2'))).toBeInstanceOf(PDFStream)
      expect(descriptor.has(name('CIDSet'))).toBe(false)
    }
    const names = fonts.map((font) => String(font.get(name('BaseFont'))))
    for (const each of names) expect(each).toMatch(/^\/[A-Z]{6}\+SourceSans3-/)
    expect(new Set(names).size).toBe(names.length)
  })

  // Clauses 6.3 and 6.4.3.
  it('has its seal as a printed, visible field without area, in a form that allows only incremental updates', async () => {
    const document = await open()
    const { catalog, context } = document
    const form = catalog.lookup(name('AcroForm'), PDFDict)
    expect(form.lookup(name('SigFlags'), PDFNumber).asNumber()).toBe(3)
    const fields = form
      .lookup(name('Fields'), PDFArray)
      .asArray()
      .map((ref) => context.lookup(ref, PDFDict))
    expect(fields).toHaveLength(1)
    const annotations = document.getPages().flatMap(
      (page) =>
        page.node
          .lookupMaybe(name('Annots'), PDFArray)
          ?.asArray()
          .map((ref) => context.lookup(ref, PDFDict)) ?? [],
    )
    expect(annotations).toEqual(fields)
    for (const field of fields) {
      expect(
        field
          .lookup(name('Rect'), PDFArray)
          .asArray()
          .map((side) => (side as PDFNumber).asNumber()),
      ).toEqual([0, 0, 0, 0])
      const flags = field.lookup(name('F'), PDFNumber).asNumber()
      // Print is set; Invisible, Hidden, NoView and ToggleNoView are not.
      expect([flags & 4, flags & (1 | 2 | 32 | 256)]).toEqual([4, 0])
      const value = field.lookup(name('V'), PDFDict)
      expect(value.get(name('SubFilter'))).toBe(name('ETSI.CAdES.detached'))
      const [from, first, second, last] = value
        .lookup(name('ByteRange'), PDFArray)
        .asArray()
        .map((number) => (number as PDFNumber).asNumber())
      expect([from, (second ?? 0) + (last ?? 0)]).toEqual([0, bytes().length])
      expect(Buffer.from(bytes()).subarray(first, second).toString('latin1')).toMatch(/^<[0-9a-f]+>$/)
    }
  })

  it('is tagged, and a screen reader reads the mark of a duplicate first', async () => {
    const { catalog, context } = await open()
    expect(String(catalog.lookup(name('MarkInfo'), PDFDict).get(name('Marked')))).toBe('true')
    const tree = catalog.lookup(name('StructTreeRoot'), PDFDict)
    const root = tree.lookup(name('K'), PDFDict)
    const [first] = root.lookup(name('K'), PDFArray).asArray()
    const element = context.lookup(first, PDFDict)
    expect(element.get(name('S'))).toBe(name('P'))
    if (!kind.startsWith('duplicate')) return
    const mark = context.lookup(element.lookup(name('K'), PDFArray).get(0), PDFDict)
    const mcid = mark.lookup(name('MCID'), PDFNumber).asNumber()
    const parents = tree.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray).lookup(1, PDFArray)
    expect([mcid, parents.get(mcid)]).toEqual([parents.size() - 1, first])
    expect(first).toBeInstanceOf(PDFRef)
  })

  it.skipIf(others.missing)(`is sound to qpdf and poppler${others.note}`, () => {
    const file = path.join(folder, `${kind.replaceAll(' ', '-')}.pdf`)
    writeFileSync(file, bytes())
    const check = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' })
    expect([check.status, check.stderr]).toEqual([0, ''])
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Tagged: +yes/)
    for (const font of execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2))
      expect(font).toMatch(/CID TrueType +Identity-H +yes yes yes/)
  })
})
