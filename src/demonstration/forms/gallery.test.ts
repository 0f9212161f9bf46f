import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { parseMrz } from '../../domain/person/mrz/mrz.ts'
import { CAST } from '../population/cast.ts'
import { identityCardOf } from '../population/identity-card.ts'
import { drawPage, encodeJpeg, encodePdf, encodeTiff, FORM_DAY, PAGES } from './gallery.ts'
import { PAGE } from './paper-and-scanner.ts'

const folder = fileURLToPath(new URL('../../../resources/demo/', import.meta.url))

test('every story lies in resources/demo, small enough to pass a counter’s line', async () => {
  const names = Object.keys(PAGES)
  expect(names.length).toBeGreaterThanOrEqual(8)
  for (const name of [...names.map((page) => `${page}.jpg`), 'imputernicit-vantu.tiff', 'minor-lungu.pdf']) {
    expect(existsSync(folder + name), name).toBe(true)
    expect(statSync(folder + name).size, name).toBeLessThanOrEqual(250_000)
  }
  const { pages, width } = await sharp(`${folder}imputernicit-vantu.tiff`).metadata()
  expect([pages, width]).toEqual([2, PAGE.width])
})

describe('drawing', () => {
  test('the same page twice is the same bytes, and has ink on it', async () => {
    const first = drawPage('anonimizare-stefanescu')
    expect(Buffer.from(await encodeJpeg(first)).equals(Buffer.from(await encodeJpeg(drawPage('anonimizare-stefanescu'))))).toBe(true)
    const { channels } = await sharp(await first.encode('png')).stats()
    expect(channels[0]?.min).toBeLessThan(90)
    expect(channels[0]?.mean).toBeGreaterThan(200)
  })
  test('a page fed sideways lies on its side', () => {
    const { width, height } = drawPage('rotita-rosca')
    expect([width, height]).toEqual([PAGE.height, PAGE.width])
  })
  test('two pages become a TIFF and a PDF of two pages', async () => {
    const pages = [drawPage('imputernicit-vantu'), drawPage('imputernicit-vantu-procura')]
    expect(await sharp(await encodeTiff(pages), { pages: -1 }).metadata()).toMatchObject({ format: 'tiff', pages: 2, pageHeight: PAGE.height })
    const pdf = Buffer.from(await encodePdf(pages))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

test('everybody of the cast shows a card whose zone proves itself and gives their name, date and CNP', () => {
  for (const person of Object.values(CAST)) {
    const card = identityCardOf(person, FORM_DAY)
    expect(parseMrz(card.mrz, FORM_DAY)).toMatchObject({
      ok: true,
      value: { series: 'XX', number: card.number, birthDate: person.birthDay, sex: person.sex, cnp: { value: person.cnp }, expiryDate: card.validUntil, corrections: [] },
    })
  }
})
