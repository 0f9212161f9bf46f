/** Difficult pages: values that are read must be correct, and a page that cannot be read must be reported. */
import sharp, { type OverlayOptions } from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { FORMS, type FormDescription } from '../forms/index.ts'
import { fillForm } from '../forms/render-form.ts'
import type { FormValues } from '../forms/values.ts'
import { loadPaperFonts } from '../layout/fonts.ts'
import { decodePdf } from './decode-pdf.ts'
import { readFileBytes } from './read-file.ts'
import { pageReadingSchema, type PageReading } from './reading.ts'
import { openTools } from './tools.ts'

const ANA = {
  'titular.nume': 'Ștefănescu',
  'titular.prenume': 'Ana',
  'titular.cnp': '2850615220019',
  'solicitant.calitate': 'holder',
  'cerere.solicit': 'da',
  'intrebare.copie': 'copie',
}
const ION = {
  'titular.nume': 'Țurcanu',
  'titular.prenume': 'Ion',
  'titular.cnp': '1800101220021',
  'act.tip': 'passport',
}
/** 200 dpi. */
const LONG_SIDE = 2338

describe('difficult pages', async () => {
  const tools = await openTools()
  const fonts = await loadPaperFonts()
  const [form] = FORMS
  if (form === undefined) throw new Error('no form')
  const sheet = async (values: FormValues, page: number, of: FormDescription = form): Promise<Buffer> => {
    const filled = await fillForm(of, fonts, values)
    const drawn = filled.ok ? await decodePdf(filled.value.pdf, 'form', page, LONG_SIDE) : filled
    if (!drawn.ok) throw new Error(drawn.problem.code)
    return await sharp(drawn.value.data, { raw: { width: drawn.value.width, height: drawn.value.height, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toBuffer()
  }
  const [ana1, ana2, ion1, ion2] = [await sheet(ANA, 1), await sheet(ANA, 2), await sheet(ION, 1), await sheet(ION, 2)]
  const { width, height } = await sharp(ana2).metadata()
  afterAll(() => tools.text.close())

  const read = async (bytes: Uint8Array): Promise<PageReading> => {
    const answer = await readFileBytes(tools, { bytes, name: 'page', page: 1, today: '2026-11-23' })
    if (!answer.ok) throw new Error(answer.problem.code)
    return pageReadingSchema.parse(answer.value.reading)
  }
  const carried = ({ values }: PageReading) =>
    Object.fromEntries(values.filter(({ source }) => source === 'code').map(({ field, value }) => [field, value]))
  const marked = ({ values }: PageReading) =>
    Object.fromEntries(
      values
        .filter(({ source, value }) => source === 'ink' && !['', 'empty', 'unsigned'].includes(value))
        .map(({ field, value }) => [field, value]),
    )
  const over = (under: Buffer, ...pieces: OverlayOptions[]) =>
    sharp(under).composite(pieces).png({ compressionLevel: 1 }).toBuffer()
  const beside = (left: Buffer, right: Buffer) =>
    sharp({ create: { width: 2 * width, height, channels: 3, background: '#fff' } })
      .composite([
        { input: left, left: 0, top: 0 },
        { input: right, left: width, top: 0 },
      ])
      .png({ compressionLevel: 1 })
      .toBuffer()
  const drawn = (shapes: string): OverlayOptions => ({
    input: Buffer.from(`<svg width="${String(width)}" height="${String(height)}">${shapes}</svg>`),
  })
  const finger = (x: number, y: number) =>
    `<circle cx="${String((x * width) / 210)}" cy="${String((y * height) / 297)}" r="85" fill="#e8b796"/>`

  it('two sheets in one picture are reported, and neither gets values of the other', { timeout: 120_000 }, async () => {
    for (const picture of [
      await beside(ana1, ion2),
      await beside(ana2, ion2),
      await beside(ana2, ion1),
      await beside(ana1, ana2),
    ]) {
      const reading = await read(picture)
      expect(reading.obstacle).toBe('several-forms')
      expect(reading.form).toBeNull()
      expect(reading.values).toEqual([])
    }
  })

  it(
    'a code of values that lies elsewhere than its place on the sheet is another paper’s',
    { timeout: 120_000 },
    async () => {
      const values = form.pages[1]?.values
      if (!values) throw new Error('the code of values stands on the second page')
      const mm = width / 210
      const cut = await sharp(ion2)
        .extract({
          left: Math.round((values.x - 2) * mm),
          top: Math.round((values.y - 2) * mm),
          width: Math.round((values.width + 4) * mm),
          height: Math.round((values.height + 4) * mm),
        })
        .png()
        .toBuffer()
      const reading = await read(await over(ana1, { input: cut, left: Math.round(60 * mm), top: Math.round(120 * mm) }))
      expect(reading.form?.page).toBe(1)
      expect(carried(reading)).toEqual({})
    },
  )

  it(
    'a form of a version that is not known says so, and nothing is read over another version’s places',
    { timeout: 120_000 },
    async () => {
      const reading = await read(await sheet(ANA, 2, { ...form, version: 99 }))
      expect(reading.obstacle).toBe('unknown-version')
      expect(reading.values).toEqual([])
    },
  )

  it(
    'with its corners covered the form is not laid, which is said; the code of values still speaks, for its checksum proves it',
    { timeout: 120_000 },
    async () => {
      for (const shapes of [
        finger(13, 13) + finger(197, 13) + finger(13, 284),
        finger(13, 13) + finger(197, 13) + finger(13, 284) + finger(197, 284),
        `<polygon points="${String(width)},0 ${String(width - 420)},0 ${String(width)},420" fill="#3a3430"/>`,
      ]) {
        const reading = await read(await over(ana2, drawn(shapes)))
        expect(reading.obstacle).toBe('not-laid')
        expect(reading.form).toBeNull()
        expect(carried(reading)).toEqual(ANA)
        expect(marked(reading)).toEqual({})
      }
    },
  )

  it('are read without one or two corners', { timeout: 120_000 }, async () => {
    for (const shapes of [
      finger(13, 13),
      finger(13, 13) + finger(197, 284),
      '<polygon points="0,0 260,0 0,260" fill="#3a3430"/>',
    ]) {
      const reading = await read(await over(ana2, drawn(shapes)))
      expect([reading.obstacle, reading.form?.page]).toEqual([null, 2])
      expect(carried(reading)).toEqual(ANA)
      expect(marked(reading)).toEqual({ 'cerere.solicit': 'da', 'intrebare.copie': 'copie' })
    }
  })

  const copyOfCopies = async () => {
    let copy = ana2
    for (let again = 0; again < 4; again++)
      copy = await sharp(copy)
        .rotate(0.7, { background: '#fff' })
        .blur(0.9)
        .greyscale()
        .threshold(again % 2 ? 120 : 170)
        .png()
        .toBuffer()
    return copy
  }
  const inkOnly = async () => {
    const { data } = await sharp(ana2).greyscale().extractChannel(0).raw().toBuffer({ resolveWithObject: true })
    const pixels = Buffer.alloc(width * height * 4)
    for (let at = 0; at < width * height; at++) pixels[at * 4 + 3] = 255 - (data[at] ?? 255)
    return await sharp(pixels, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer()
  }
  it.each<[string, () => Promise<Buffer>]>([
    ['upside down', () => sharp(ana2).rotate(180).png().toBuffer()],
    ['on its side, by EXIF', () => sharp(ana2).rotate(270).jpeg().withMetadata({ orientation: 6 }).toBuffer()],
    ['a copy of a copy of a copy of a copy, black and white', copyOfCopies],
    ['one bit a pixel', () => sharp(ana2).greyscale().threshold(150).png({ palette: true, colours: 2 }).toBuffer()],
    ['an alpha channel', () => sharp(ana2).ensureAlpha(1).png().toBuffer()],
    ['ink on transparent paper', inkOnly],
    ['CMYK', () => sharp(ana2).toColourspace('cmyk').jpeg({ quality: 85 }).toBuffer()],
    ['16 bits a sample', () => sharp(ana2).toColourspace('rgb16').png().toBuffer()],
    ['16 bits of grey', () => sharp(ana2).toColourspace('grey16').png().toBuffer()],
    ['grey', () => sharp(ana2).greyscale().jpeg().toBuffer()],
    ['75 dpi', () => sharp(ana2).resize(620).png().toBuffer()],
  ])('%s: read, and right', { timeout: 120_000 }, async (_, made) => {
    const reading = await read(await made())
    expect([reading.obstacle, reading.form?.page]).toEqual([null, 2])
    expect(carried(reading)).toEqual(ANA)
    expect(marked(reading)).toEqual({ 'cerere.solicit': 'da', 'intrebare.copie': 'copie' })
  })
})
