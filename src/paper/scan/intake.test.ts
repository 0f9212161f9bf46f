import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { degrees, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFStream, PDFString } from '@cantoo/pdf-lib'
import * as fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../files/sha256.ts'
import { needs } from '../../../test/support/preparation/programs.ts'
import { assembleScan, inspectScan, pagesOfScan } from './intake.ts'
import { originalOf } from './original.ts'
import { runPdfTask } from './pdf-thread.ts'
import { SCAN_LIMITS } from '../../files/limits.ts'

const qpdf = needs('qpdf')
const pdftotext = needs('pdftotext')
const folder = mkdtempSync(path.join(tmpdir(), 'des-scan-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A page of ruled "handwriting" at 300 dpi with a paper's noise, from a seed. */
async function handwritten(width = 2480, height = 3508): Promise<Sharp> {
  let seed = 7
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
  const strokes = Array.from({ length: 260 }, () => {
    const x = 200 + random() * (width - 500)
    const y = 250 + Math.floor(random() * 30) * 100
    return `<path d="M${x} ${y} q${random() * 60} ${-random() * 70} ${40 + random() * 80} ${random() * 20} t${random() * 80} ${random() * 40 - 20}" fill="none" stroke="#223a7a" stroke-width="5"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f6f3ea"/>${strokes.join('')}</svg>`
  const noise = await sharp({
    create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 6 } },
  })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return sharp(Buffer.from(svg)).composite([{ input: noise, blend: 'soft-light' }])
}
const small = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3366aa' } })
const code = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'ok' : result.problem?.code)

/** A PNG with a header for a large image and very few bytes. */
function bomb(side: number): Uint8Array {
  const crcTable = Array.from({ length: 256 }, (_, n) =>
    Array.from({ length: 8 }).reduce((c: number) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n),
  )
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    let crc = 0xffffffff
    for (const byte of body) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length)
    body.copy(out, 4)
    out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4)
    return out
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('inspecting a scan', () => {
  it('detects PDF, PNG, JPEG and TIFF with any file name, and counts the pages', async () => {
    const pdf = await PDFDocument.create()
    pdf.addPage()
    pdf.addPage()
    const pages = await Promise.all(
      [small(300, 400), small(300, 400), small(300, 400)].map((image) => image.png().toBuffer()),
    )
    const tiff = await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer()
    expect(await inspectScan(await pdf.save(), 'x.jpg')).toMatchObject({
      ok: true,
      value: { mediaType: 'application/pdf', pages: 2 },
    })
    expect(await inspectScan(await small(30, 40).png().toBuffer(), 'x.pdf')).toMatchObject({
      ok: true,
      value: { mediaType: 'image/png', pages: 1 },
    })
    expect(await inspectScan(await small(30, 40).jpeg().toBuffer(), '')).toMatchObject({
      ok: true,
      value: { mediaType: 'image/jpeg', pages: 1 },
    })
    expect(await inspectScan(await small(30, 40).tiff().toBuffer(), 'x')).toMatchObject({
      ok: true,
      value: { mediaType: 'image/tiff', pages: 1 },
    })
    expect(await inspectScan(tiff, 'x')).toMatchObject({ ok: true, value: { mediaType: 'image/tiff', pages: 3 } })
    const three = await pagesOfScan(tiff, 'x')
    expect(three.ok && three.value.map(({ width, height }) => [width, height])).toEqual([
      [300, 400],
      [300, 400],
      [300, 400],
    ])
  })
  it('refuses empty, too large and other files, with the name of the file', async () => {
    expect(await inspectScan(new Uint8Array(), 'gol.pdf')).toEqual({
      ok: false,
      problem: { code: 'scan.empty', details: { name: 'gol.pdf' } },
    })
    const large = new Uint8Array(200 * 1024 * 1024)
    large.set(Buffer.from('%PDF-1.7'))
    expect(await inspectScan(large, 'mare.pdf')).toEqual({
      ok: false,
      problem: { code: 'scan.too-large', details: { name: 'mare.pdf', size: large.length, limit: SCAN_LIMITS.bytes } },
    })
    for (const bytes of [
      Buffer.from('<html>'),
      Buffer.from('PK\x03\x04 a Word document'),
      Buffer.from('GIF89a'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      Buffer.alloc(5),
    ])
      expect(await pagesOfScan(bytes, 'x')).toEqual({
        ok: false,
        problem: { code: 'scan.not-supported', details: { name: 'x' } },
      })
  })
  it('refuses damaged files as unreadable', async () => {
    const whole = {
      png: await (await handwritten(800, 1100)).png().toBuffer(),
      jpeg: await (await handwritten(800, 1100)).jpeg().toBuffer(),
      tiff: await (await handwritten(800, 1100)).tiff().toBuffer(),
    }
    for (const [kind, bytes] of Object.entries(whole))
      for (const share of [0.01, 0.3, 0.7, 0.95])
        expect([
          kind,
          share,
          code(await pagesOfScan(bytes.subarray(0, Math.floor(bytes.length * share)), 'x')),
        ]).toEqual([kind, share, 'scan.unreadable'])
    expect(code(await pagesOfScan(Buffer.from('%PDF-1.7\nnothing of a PDF follows'), 'x'))).toBe('scan.unreadable')
  }, 60_000)
  it('never throws or hangs on random bytes after a valid beginning', async () => {
    const beginnings = [
      Buffer.from('%PDF-1.7\n'),
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.from([0x49, 0x49, 0x2a, 0x00]),
    ]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 600 }), async (beginning, rest) => {
        const result = await pagesOfScan(Buffer.concat([beginning, rest]), 'x')
        expect(['ok', 'scan.unreadable', 'scan.too-large', 'scan.too-many-pages']).toContain(code(result))
      }),
      { numRuns: 40, seed: 11 },
    )
  }, 60_000)
  it('refuses an image whose header states 20,000 × 20,000 pixels', async () => {
    const bytes = bomb(20_000)
    expect(bytes.length).toBeLessThan(100_000)
    expect(await pagesOfScan(bytes, 'x')).toEqual({
      ok: false,
      problem: { code: 'scan.too-large', details: { name: 'x', size: 400_000_000, limit: SCAN_LIMITS.pixels } },
    })
  })
})

describe('pages of images', () => {
  it('stay under 150 kB with at least 200 dpi for a handwritten colour page of 300 dpi', async () => {
    const jpeg = await (await handwritten()).jpeg({ quality: 92 }).toBuffer()
    const result = await pagesOfScan(jpeg, 'x')
    if (!result.ok) throw new Error(result.problem.code)
    const [page] = result.value
    expect(page?.mediaType).toBe('image/jpeg')
    expect(page?.bytes.length).toBeLessThanOrEqual(150_000)
    expect(page?.width).toBeGreaterThanOrEqual(1653)
  }, 60_000)
  it('are turned upright by EXIF, which is then removed', async () => {
    const turned = await small(400, 300)
      .withExif({ IFD0: { Artist: 'Cineva' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const result = await pagesOfScan(turned, 'x')
    if (!result.ok) throw new Error(result.problem.code)
    const [page] = result.value
    expect([page?.width, page?.height]).toEqual([300, 400])
    const metadata = await sharp(page?.bytes).metadata()
    expect(metadata.exif?.includes('Cineva')).toBe(false)
    expect(metadata.orientation ?? 1).toBe(1)
  })
  it('name the file from which they were made, in the page and in the PDF', async () => {
    const bytes = await small(400, 600).jpeg().toBuffer()
    const result = await pagesOfScan(bytes, 'x')
    const [page] = result.ok ? result.value : []
    if (page === undefined) throw new Error('no page')
    const expected = `original SHA-256 ${sha256Hex(bytes)}, page 1`
    expect(originalOf(page.bytes)).toBe(expected)
    const assembled = await assembleScan([{ ...page, rotation: 0 }])
    if (!assembled.ok) throw new Error(assembled.problem.code)
    const written = (await PDFDocument.load(assembled.value)).getPage(0).node.lookup(PDFName.of('DES_Original'))
    expect(written instanceof PDFString && written.asString()).toBe(expected)
    expect(originalOf(bytes)).toBeNull()
  })
  it('stay sharp PNGs when they are black and white', async () => {
    const grey = await (await handwritten(1728, 2200)).png().toBuffer()
    const fax = await sharp(grey)
      .removeAlpha()
      .toColourspace('b-w')
      .threshold(170)
      .tiff({ bitdepth: 1, compression: 'ccittfax4' })
      .toBuffer()
    const result = await pagesOfScan(fax, 'x')
    if (!result.ok) throw new Error(result.problem.code)
    expect(result.value[0]).toMatchObject({ mediaType: 'image/png', width: 1728, height: 2200 })
    expect(result.value[0]?.bytes.length).toBeLessThan(100_000)
  }, 60_000)
  it('get a white background when they are transparent', async () => {
    const clear = await sharp({ create: { width: 20, height: 30, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    const result = await pagesOfScan(clear, 'x')
    if (!result.ok) throw new Error(result.problem.code)
    const { data } = await sharp(result.value[0]?.bytes).raw().toBuffer({ resolveWithObject: true })
    expect(data[0]).toBeGreaterThan(250)
  })
})

/** A PDF with all kinds of active content: scripts, launch actions, links, files, a filled-in form, a stamp. */
async function busyPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage([400, 500])
  document.addJavaScript('hello', 'app.alert("x")')
  await document.attach(Buffer.from('attached'), 'a.txt', { mimeType: 'text/plain' })
  const field = document.getForm().createTextField('cnp')
  field.setText('2850615220019')
  field.addToPage(page, { x: 50, y: 400, width: 200, height: 30 })
  const { context } = document
  const action = context.obj({ S: 'Launch', F: PDFString.of('cmd.exe') })
  const script = context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') })
  page.node.set(PDFName.of('AA'), context.obj({ O: script }))
  document.catalog.set(PDFName.of('OpenAction'), script)
  const file = context.obj({
    Type: 'Filespec',
    F: PDFString.of('b.exe'),
    EF: { F: context.register(context.stream('MZ')) },
  })
  const annotations = page.node.Annots() ?? PDFArray.withContext(context)
  annotations.push(context.register(context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 10, 10], A: action })))
  annotations.push(
    context.register(context.obj({ Type: 'Annot', Subtype: 'FileAttachment', Rect: [0, 0, 10, 10], FS: file })),
  )
  page.node.set(PDFName.of('Annots'), annotations)
  return await document.save({ useObjectStreams: false })
}

describe('assembling', () => {
  it('keeps the order and rotation of image and PDF pages, and gives the same bytes again', async () => {
    const source = await PDFDocument.create()
    source.addPage([200, 300]).drawText('unu')
    source.addPage([210, 300]).setRotation(degrees(90))
    const pdf = await source.save()
    const jpeg = await small(1000, 700).jpeg().toBuffer()
    const png = await small(300, 400).toColourspace('b-w').threshold(90).png({ palette: true, colours: 2 }).toBuffer()
    const pages = [
      { bytes: jpeg, mediaType: 'image/jpeg', pdfPage: null, rotation: 90 },
      { bytes: pdf, mediaType: 'application/pdf', pdfPage: 2, rotation: 270 },
      { bytes: png, mediaType: 'image/png', pdfPage: null, rotation: 0 },
      { bytes: Uint8Array.from(pdf), mediaType: 'application/pdf', pdfPage: 1, rotation: 0 },
      { bytes: pdf, mediaType: 'application/pdf', pdfPage: 2, rotation: 0 },
    ] as const
    const [first, second] = [await assembleScan(pages), await assembleScan(pages)]
    if (!first.ok || !second.ok) throw new Error('refused')
    expect(Buffer.from(first.value).equals(Buffer.from(second.value))).toBe(true)
    const made = await PDFDocument.load(first.value)
    expect(
      made
        .getPages()
        .map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight()), page.getRotation().angle]),
    ).toEqual([
      [842, 589, 90],
      [210, 300, 0],
      [595, 794, 0],
      [200, 300, 0],
      [210, 300, 90],
    ])
    writeFileSync(path.join(folder, 'assembled.pdf'), first.value)
  })
  it.skipIf(qpdf.missing)(`makes what is sound to qpdf${qpdf.note}`, () => {
    expect(spawnSync('qpdf', ['--check', path.join(folder, 'assembled.pdf')]).status).toBe(0)
  })
  it('removes active content and keeps visible content', async () => {
    const bytes = await busyPdf()
    const result = await assembleScan([{ bytes, mediaType: 'application/pdf', pdfPage: 1, rotation: 0 }])
    if (!result.ok) throw new Error(result.problem.code)
    const made = await PDFDocument.load(result.value)
    const forbidden = [
      'JS',
      'JavaScript',
      'AA',
      'A',
      'OpenAction',
      'EF',
      'FS',
      'Annots',
      'AcroForm',
      'Launch',
      'EmbeddedFiles',
    ]
    const names = new Set<string>()
    const walk = (object: unknown): void => {
      if (object instanceof PDFName) names.add(object.decodeText())
      else if (object instanceof PDFArray) object.asArray().forEach(walk)
      else if (object instanceof PDFStream) walk(object.dict)
      else if (object instanceof PDFDict)
        object.entries().forEach((entry) => {
          entry.forEach(walk)
        })
      else if (object instanceof PDFString || object instanceof PDFHexString)
        expect(object.decodeText()).not.toContain('alert')
    }
    for (const [, object] of made.context.enumerateIndirectObjects()) walk(object)
    expect(forbidden.filter((key) => names.has(key))).toEqual([])
    writeFileSync(path.join(folder, 'inert.pdf'), result.value)
  })
  it.skipIf(pdftotext.missing)(`keeps the text of what it strips${pdftotext.note}`, () => {
    const text = execFileSync('pdftotext', [path.join(folder, 'inert.pdf'), '-'], { encoding: 'utf8' })
    expect(text).toContain('2850615220019')
  })
  it('includes a page twice when it is given twice', async () => {
    const source = await PDFDocument.create()
    source.addPage([200, 300])
    const page = { bytes: await source.save(), mediaType: 'application/pdf', pdfPage: 1, rotation: 0 } as const
    const result = await assembleScan([page, page])
    expect(result.ok && (await PDFDocument.load(result.value)).getPageCount()).toBe(2)
  })
  it('refuses an empty list and pages that do not exist', async () => {
    expect(await assembleScan([])).toEqual({ ok: false, problem: { code: 'scan.no-pages', details: {} } })
    const source = await PDFDocument.create()
    source.addPage()
    expect(
      code(
        await assembleScan(
          [{ bytes: await source.save(), mediaType: 'application/pdf', pdfPage: 2, rotation: 0 }],
          'x',
        ),
      ),
    ).toBe('scan.unreadable')
  })
})

describe('hostile PDFs', () => {
  it.skipIf(qpdf.missing)(
    `with a password are refused as such; with the empty one they open${qpdf.note}`,
    async () => {
      const plain = await PDFDocument.create()
      plain.addPage()
      writeFileSync(path.join(folder, 'plain.pdf'), await plain.save())
      const encrypt = (password: string, bits: string) => {
        execFileSync('qpdf', [
          '--allow-weak-crypto',
          '--encrypt',
          password,
          'owner',
          bits,
          '--',
          path.join(folder, 'plain.pdf'),
          path.join(folder, 'locked.pdf'),
        ])
        return readFileSync(path.join(folder, 'locked.pdf'))
      }
      for (const bits of ['40', '128', '256'])
        expect(await inspectScan(encrypt('secret', bits), 'x.pdf')).toEqual({
          ok: false,
          problem: { code: 'scan.password', details: { name: 'x.pdf' } },
        })
      const open = encrypt('', '256')
      expect(await inspectScan(open, 'x')).toMatchObject({ ok: true, value: { pages: 1 } })
      expect(code(await assembleScan([{ bytes: open, mediaType: 'application/pdf', pdfPage: 1, rotation: 0 }]))).toBe(
        'ok',
      )
    },
    60_000,
  )
  const raw = (objects: string[]) => {
    let file = '%PDF-1.7\n'
    const offsets = objects.map((object, at) => {
      const offset = file.length
      file += `${at + 1} 0 obj\n${object}\nendobj\n`
      return offset
    })
    const xref = file.length
    file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
    return Buffer.from(
      `${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`,
      'latin1',
    )
  }
  it('are unreadable when their page tree has a cycle', async () => {
    const looped = raw([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
      '<< /Type /Pages /Count 1 /Parent 2 0 R /Kids [2 0 R] >>',
    ])
    expect(code(await inspectScan(looped, 'x'))).toBe('scan.unreadable')
  })
  it('are read to their only page when their page tree is 20,000 levels deep', async () => {
    const deep = Array.from({ length: 20_000 }, (_, at) => `<< /Type /Pages /Count 1 /Kids [${at + 3} 0 R] >>`)
    const file = raw(['<< /Type /Catalog /Pages 2 0 R >>', ...deep, '<< /Type /Page /MediaBox [0 0 9 9] >>'])
    expect(await inspectScan(file, 'x')).toMatchObject({ ok: true, value: { pages: 1 } })
  })
  it('are ended with their thread when an object stream of 1 kB inflates to 200 MB', async () => {
    const zeros = deflateSync(Buffer.alloc(200_000_000))
    const twice = deflateSync(zeros)
    const dictionary = `<< /Type /ObjStm /N 1 /First 5 /Filter [/FlateDecode /FlateDecode] /Length ${twice.length} >>`
    const file = Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj\n${dictionary}\nstream\n`),
      twice,
      Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n'),
    ])
    expect(file.length).toBeLessThan(10_000)
    const outcome = await runPdfTask<'measure'>(
      { kind: 'measure', bytes: file, limit: 1 },
      { milliseconds: 5000, megabytes: 150 },
    )
    expect(outcome.outcome).toBe('stopped')
  })
  it('are refused when they have 2,000 pages', async () => {
    const many = await PDFDocument.create()
    for (let page = 0; page < 2000; page++) many.addPage([10, 10])
    expect(await pagesOfScan(await many.save(), 'x')).toEqual({
      ok: false,
      problem: { code: 'scan.too-many-pages', details: { name: 'x', pages: 2000, limit: SCAN_LIMITS.pages } },
    })
  })
})
