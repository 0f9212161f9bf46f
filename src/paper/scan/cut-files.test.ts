/** Cut files of every format: none is taken as a whole one, and only whole pages are offered. */
import { PDFArray, PDFDocument, PDFName, PDFRef, PDFDict, StandardFonts } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { FORMATS } from '../../../test/support/files/files-to-cut.ts'
import { judgeCuts } from '../../../test/support/files/judge-cuts.ts'
import { seeded } from '../../demonstration/seeded.ts'
import { pagesOfScan, wholePagesOfScan } from './intake.ts'
import { hasAllScans } from './jpeg-scans.ts'

describe('a cut file', () => {
  it.each(Object.entries(FORMATS))('%s', { timeout: 600_000 }, async (format, make) => {
    expect(await judgeCuts(make, seeded(`cut-files/${format}`), 3)).toMatchObject({
      wholeTaken: true,
      takenAsWhole: [],
      wrongPages: [],
    })
  })
})

describe('a JPEG that got an end mark after a part of its data', () => {
  it.each([false, true])('progressive: %s', async (progressive) => {
    const jpeg = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#884422' } })
      .composite([{ input: Buffer.from('<svg width="200" height="200"><circle cx="90" cy="90" r="80"/></svg>') }])
      .jpeg({ progressive })
      .toBuffer()
    expect(hasAllScans(jpeg)).toBe(true)
    expect(hasAllScans(jpeg.subarray(0, -2))).toBe(false)
    const scans: number[] = []
    for (let at = jpeg.indexOf('ffda', 'hex'); at >= 0; at = jpeg.indexOf('ffda', at + 1, 'hex')) scans.push(at)
    expect(scans.length > 1).toBe(progressive)
    // Cut exactly before each later scan: the decoder shows a coarse picture and warns of nothing.
    for (const at of scans.slice(1))
      expect(hasAllScans(Buffer.concat([jpeg.subarray(0, at), Buffer.from([0xff, 0xd9])]))).toBe(false)
  })
})

describe('a PDF in which an object of the second page of three is missing', () => {
  async function without(which: 'page' | 'content' | 'picture' | 'font' | 'appearance'): Promise<Uint8Array> {
    const document = await PDFDocument.create()
    const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#3366aa' } })
      .jpeg()
      .toBuffer()
    for (let at = 0; at < 3; at++) {
      const page = document.addPage([300, 300])
      page.drawText(`Pagina ${String(at + 1)}`, {
        font: await document.embedFont(StandardFonts.Helvetica),
        x: 20,
        y: 200,
      })
      page.drawImage(await document.embedJpg(picture), { x: 20, y: 20 })
      const { context } = document
      const form = context.register(context.stream('0 0 9 9 re f', { Subtype: 'Form', BBox: [0, 0, 9, 9] }))
      page.node.set(
        PDFName.of('Annots'),
        context.obj([{ Type: 'Annot', Subtype: 'Stamp', Rect: [9, 9, 18, 18], AP: { N: form } }]),
      )
    }
    const bytes = await document.save()
    const opened = await PDFDocument.load(bytes)
    const page = opened.getPage(1)
    const first = (key: string): PDFRef => {
      const held = page.node.Resources()?.lookup(PDFName.of(key), PDFDict).values()[0]
      if (!(held instanceof PDFRef)) throw new Error(key)
      return held
    }
    const content = page.node.Contents()
    const appearance = page.node.Annots()?.lookup(0, PDFDict).lookup(PDFName.of('AP'), PDFDict).get(PDFName.of('N'))
    const refs = {
      page: page.ref,
      content: content instanceof PDFArray ? content.get(0) : undefined,
      picture: first('XObject'),
      font: first('Font'),
      appearance,
    }
    const gone = refs[which]
    if (!(gone instanceof PDFRef)) throw new Error(which)
    opened.context.delete(gone)
    return await opened.save({ useObjectStreams: false, updateFieldAppearances: false })
  }

  it.each(['page', 'content', 'picture', 'font', 'appearance'] as const)('%s', { timeout: 60_000 }, async (which) => {
    const bytes = await without(which)
    expect(await pagesOfScan(bytes, 'cerere.pdf')).toMatchObject({
      problem: { code: 'scan.incomplete', details: { name: 'cerere.pdf', whole: 2 } },
    })
    const offered = await wholePagesOfScan(bytes, 'cerere.pdf')
    if (!offered.ok) throw new Error(offered.problem.code)
    const kept = await PDFDocument.load(offered.value[0]?.bytes ?? new Uint8Array())
    expect([offered.value.length, kept.getPageCount()]).toEqual([2, 2])
  })
})
