/** Pages of which parts are missing: what cannot be seen has no value, and what is returned as certain is right. */
import { afterAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { openFormPages } from '../../../test/support/pages/form-pages.ts'
import { OBSTRUCTIONS } from '../../../test/support/pages/obstruct.ts'
import { readObstructed } from '../../../test/support/pages/read-obstructed.ts'
import { FORMS } from '../forms/index.ts'
import { emptyForm } from '../forms/render-form.ts'
import { loadPaperFonts } from '../layout/fonts.ts'
import { decodePdf } from './decode-pdf.ts'
import { frameOn } from './frames.ts'
import { readFileBytes } from './read-file.ts'
import { openTools } from './tools.ts'

const TODAY = '2026-11-23'

describe('pages of which parts are missing', async () => {
  const tools = await openTools()
  const makeForm = await openFormPages()
  const fonts = await loadPaperFonts()
  afterAll(() => tools.text.close())

  it.each(OBSTRUCTIONS.map((obstruction, at) => [obstruction, at] as const))(
    '%s: nothing is certain and wrong',
    { timeout: 120_000 },
    async (obstruction, at) => {
      const read = await readObstructed(tools, makeForm, { seed: 'partial', at, today: TODAY, finest: 160 })
      expect(read.obstruction).toBe(obstruction)
      expect(read.wrong).toEqual([])
    },
  )

  const blanks = FORMS.flatMap((form) => form.pages.map((page) => ({ form, page })))
  /** Without the two lower marks only a flat sheet can be located. */
  it(
    'a blank page scanned at Letter length is blank, and what was cut off has no value',
    {
      timeout: 240_000,
    },
    async () => {
      for (const { form, page } of blanks.filter((_, at) => at % 4 === 0)) {
        const drawn = await decodePdf(await emptyForm(form, fonts), 'form', page.number, 1754)
        if (!drawn.ok) throw new Error(drawn.problem.code)
        const { data, width, height } = drawn.value
        const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
          .extract({ left: 0, top: 0, width, height: Math.round((height * 279.4) / 297) })
          .jpeg()
          .toBuffer()
        const read = await readFileBytes(tools, { bytes, name: 'letter', page: 1, today: TODAY })
        if (!read.ok) throw new Error(read.problem.code)
        const { reading } = read.value
        expect([reading.form?.code, reading.form?.page]).toEqual([form.code, page.number])
        expect(new Set(reading.values.map(({ value }) => value)), `${form.code} ${String(page.number)}`).toEqual(
          new Set(
            reading.values.map(({ field }) => (field.startsWith('semnatura') ? 'unsigned' : blankOf(field, page))),
          ),
        )
        const missing = page.fields.filter(({ kind, box }) => kind !== 'registry' && box.y + box.height > 279.4)
        expect(missing.every(({ name }) => reading.unread.some(({ field }) => field === name))).toBe(true)
      }
    },
  )
  const blankOf = (name: string, { fields }: (typeof blanks)[number]['page']): string => {
    const kind = fields.find((field) => field.name === name)?.kind
    return kind === 'tick' || kind === 'choice' ? '' : 'empty'
  }
})

describe('frames', () => {
  const [width, height] = [400, 300]
  const box = { x: 10, y: 10, width: 20, height: 8 }
  /** A page at 10 pixels per mm with a frame around the box, moved by some pixels; `hide` whitens columns. */
  const page = (dx: number, dy: number, hide: (x: number, y: number) => boolean = () => false) => {
    const data = new Uint8Array(width * height).fill(244)
    const [left, right, top, bottom] = [97 + dx, 302 + dx, 97 + dy, 182 + dy]
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++)
        if ((x < left + 3 || x > right - 3 || y < top + 3 || y > bottom - 3) && !hide(x, y)) data[y * width + x] = 120
    return { data, width, height, channels: 1 as const }
  }
  it.each([
    ['whole', page(0, 0), [1, 1, 1, 1], 0],
    ['moved by 0.5 mm', page(5, -5), [1, 1, 1, 1], 0.5],
    ['without its right half', page(0, 0, (x) => x > 200), [0.5, 0, 0.5, 1], 0],
    ['moved out of reach', page(30, 30), [0, 0, 0, 0], 0],
    ['absent', page(0, 0, () => true), [0, 0, 0, 0], 0],
  ] as const)('%s', (_, raster, sides, off) => {
    const seen = frameOn(raster, box, 10)
    expect(seen.sides).toEqual(sides)
    expect(Math.abs(seen.off - off)).toBeLessThanOrEqual(0.21)
  })
})
