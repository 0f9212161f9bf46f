import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../../demonstration/seeded.ts'
import { openFormPages } from '../../../test/support/pages/form-pages.ts'
import { inspectScan, pagesOfScan } from '../scan/intake.ts'
import { readFileBytes } from './read-file.ts'
import { openTools } from './tools.ts'

/** The file of a document feeder: one TIFF with several pages. */
const PAGES = 3
const folder = mkdtempSync(path.join(tmpdir(), 'des-tiff-'))
let tiff: Buffer
const drawn: { code: string; page: number }[] = []

beforeAll(async () => {
  const make = await openFormPages()
  const rasters = []
  for (let at = 0; at < PAGES; at++) {
    const { raster, truth } = await make(seeded(`tiff/${String(at)}`))
    rasters.push(raster)
    drawn.push({ code: truth.form.code, page: truth.page.number })
  }
  const [first] = rasters
  if (first === undefined) throw new Error('no page')
  const { width, height, channels } = first
  expect(rasters.every((raster) => raster.width === width && raster.height === height)).toBe(true)
  tiff = await sharp(Buffer.concat(rasters.map(({ data }) => data)), {
    raw: { width, height: height * PAGES, channels, pageHeight: height },
  })
    .tiff({ compression: 'lzw' })
    .toBuffer()
  expect((await sharp(tiff).metadata()).pages).toBe(PAGES)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('read-page prints every page of a TIFF', { timeout: 120_000 }, async () => {
  const file = path.join(folder, 'feeder.tif')
  writeFileSync(file, tiff)
  const printed = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [fileURLToPath(new URL('cli.ts', import.meta.url)), '--json', file],
      { maxBuffer: 1e8 },
      (_, stdout) => {
        resolve(stdout)
      },
    )
  })
  const lines = printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { page: number; form: { code: string; page: number } | null })
  expect(lines.map(({ page }) => page)).toEqual(drawn.map((_, at) => at + 1))
  expect(lines.map(({ form }) => form && { code: form.code, page: form.page })).toEqual(drawn)
})

it('the intake keeps every page of a TIFF, and each stored page can be read', { timeout: 120_000 }, async () => {
  expect(await inspectScan(tiff, 'feeder.tif')).toMatchObject({
    ok: true,
    value: { mediaType: 'image/tiff', pages: PAGES },
  })
  const pages = await pagesOfScan(tiff, 'feeder.tif')
  if (!pages.ok) throw new Error(pages.problem.code)
  const tools = await openTools()
  const found = []
  for (const { bytes } of pages.value) {
    const read = await readFileBytes(tools, { bytes, name: 'feeder.tif', page: 1, today: '2026-11-23' })
    found.push(
      read.ok && read.value.reading.form && { code: read.value.reading.form.code, page: read.value.reading.form.page },
    )
  }
  await tools.text.close()
  expect(found).toEqual(drawn)
})
