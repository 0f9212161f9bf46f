import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { parseMrz } from '../../domain/person/mrz/mrz.ts'
import { CAST } from '../population/cast.ts'
import { identityCardOf } from '../population/identity-card.ts'
import { drawPaper, encodeJpeg, encodePdf, encodeTiff, FORM_DAY, pageName, PAPERS, type PaperName } from './gallery.ts'
import { PAGE } from './paper-and-scanner.ts'

const folder = fileURLToPath(new URL('../../../resources/demo/', import.meta.url))

test('resources/demo has the pages of every story, small enough for a slow network', async () => {
  const names = Object.keys(PAPERS) as PaperName[]
  expect(names.length).toBeGreaterThanOrEqual(8)
  const forms = names.filter((name) => !/-(procura|certificat-nastere)$/.test(name))
  for (const name of [...names, ...forms.map((form) => pageName(form, 1))])
    expect(statSync(`${folder}${name}.jpg`).size, name).toBeLessThanOrEqual(250_000)
  for (const name of ['imputernicit-vantu.tiff', 'minor-lungu.pdf'])
    expect(statSync(folder + name).size, name).toBeLessThanOrEqual(450_000)
  const { pages, width } = await sharp(`${folder}imputernicit-vantu.tiff`).metadata()
  expect([pages, width]).toEqual([3, PAGE.width])
})

describe('drawing', () => {
  test('gives the same bytes twice, with ink on the page', async () => {
    const [first] = await drawPaper('anonimizare-stefanescu')
    const [again] = await drawPaper('anonimizare-stefanescu')
    if (first === undefined || again === undefined) throw new Error('no page')
    expect(Buffer.from(await encodeJpeg(first)).equals(Buffer.from(await encodeJpeg(again)))).toBe(true)
    // The files of resources/demo match the current form, apart from rounding differences between processors.
    const [today, stored] = await Promise.all(
      [Buffer.from(await encodeJpeg(first)), readFileSync(`${folder}anonimizare-stefanescu.jpg`)].map((jpeg) =>
        sharp(jpeg).greyscale().raw().toBuffer(),
      ),
    )
    if (today === undefined || stored?.length !== today.length)
      throw new Error('another size: node src/demonstration/forms/main.ts')
    expect(
      today.reduce((sum, value, place) => sum + Math.abs(value - (stored[place] ?? 0)), 0) / today.length,
      'node src/demonstration/forms/main.ts',
    ).toBeLessThan(0.5)
    const { channels } = await sharp(await first.encode('png')).stats()
    expect(channels[0]?.min).toBeLessThan(90)
    expect(channels[0]?.mean).toBeGreaterThan(200)
  })
  test('turns pages that were scanned sideways', async () => {
    expect((await drawPaper('rotita-rosca')).map(({ width, height }) => [width, height])).toEqual([
      [PAGE.height, PAGE.width],
      [PAGE.height, PAGE.width],
    ])
  })
  test('makes a TIFF and a PDF of three pages', async () => {
    const pages = [...(await drawPaper('imputernicit-vantu')), ...(await drawPaper('imputernicit-vantu-procura'))]
    expect(await sharp(await encodeTiff(pages), { pages: -1 }).metadata()).toMatchObject({
      format: 'tiff',
      pages: 3,
      pageHeight: PAGE.height,
    })
    const pdf = Buffer.from(await encodePdf(pages))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

test('every person of the cast has a card whose machine-readable zone is valid and states their date and CNP', () => {
  for (const person of Object.values(CAST)) {
    const card = identityCardOf(person, FORM_DAY)
    expect(parseMrz(card.mrz, FORM_DAY)).toMatchObject({
      ok: true,
      value: {
        series: 'XX',
        number: card.number,
        birthDate: person.birthDay,
        sex: person.sex,
        cnp: { value: person.cnp },
        expiryDate: card.validUntil,
        corrections: [],
      },
    })
  }
})
