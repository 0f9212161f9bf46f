import net from 'node:net'
import sharp from 'sharp'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { FORMS } from '../forms/index.ts'
import { emptyForm, fillForm } from '../forms/render-form.ts'
import { loadPaperFonts } from '../layout/fonts.ts'
import { decodePdf } from './decode-pdf.ts'
import { readFileBytes } from './read-file.ts'
import { commaBelow } from './text-reader.ts'
import { openTools } from './tools.ts'

const TODAY = '2026-11-23'
const VALUES = {
  'titular.nume': 'Ștefănescu',
  'titular.prenume': 'Ioana Mădălina',
  'titular.cnp': '2850615220019',
  'titular.domiciliu': 'Iași, strada Țuțora nr. 12',
  'act.tip': 'identity-card',
}

describe('a form printed from the screen, read without any network', async () => {
  // A library that fetched its WebAssembly or data would call these.
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'))
  const connected = vi.spyOn(net.Socket.prototype, 'connect')
  const tools = await openTools()
  const [form] = FORMS
  if (form === undefined) throw new Error('no form')
  const fonts = await loadPaperFonts()
  const filled = await fillForm(form, fonts, VALUES)
  if (!filled.ok) throw new Error(filled.problem.code)
  afterAll(async () => {
    await tools.text.close()
    vi.restoreAllMocks()
  })
  const read = async (bytes: Uint8Array, page: number) => {
    const answer = await readFileBytes(tools, { bytes, name: 'form.pdf', page, today: TODAY })
    if (!answer.ok) throw new Error(answer.problem.code)
    return answer.value
  }

  it(
    'is read from its print on the page without the code of values, with ș, ț and a CNP with a valid control digit',
    { timeout: 120_000 },
    async () => {
      // As a picture, because a file would be read from its fields.
      const drawn = await decodePdf(filled.value.pdf, 'form.pdf', 1)
      if (!drawn.ok) throw new Error(drawn.problem.code)
      const { data, width, height } = drawn.value
      const { reading, crops } = await read(
        await sharp(data, { raw: { width, height, channels: 3 } })
          .png({ compressionLevel: 1 })
          .toBuffer(),
        1,
      )
      const print = Object.fromEntries(
        reading.values.filter(({ source }) => source === 'ocr').map(({ field, value }) => [field, value]),
      )
      expect(print).toEqual({
        'titular.nume': 'Ștefănescu',
        'titular.prenume': 'Ioana Mădălina',
        'titular.cnp': '2850615220019',
        'titular.domiciliu': 'Iași, strada Țuțora nr. 12',
      })
      expect(reading.values.find(({ field, source }) => field === 'titular.cnp' && source === 'ocr')?.check).toEqual({
        rule: 'cnp',
        holds: true,
      })
      expect(crops.map(({ field }) => field)).toContain('titular.nume')
    },
  )

  it('is read from the code only, on the page with the code', { timeout: 120_000 }, async () => {
    const page = form.pages.find(({ values }) => values !== null)?.number ?? 0
    const { reading } = await read(filled.value.pdf, page)
    expect(
      Object.fromEntries(
        reading.values.filter(({ source }) => source === 'code').map(({ field, value }) => [field, value]),
      ),
    ).toEqual(VALUES)
    expect(reading.values.filter(({ source }) => source === 'ocr')).toEqual([])
  })

  it('proposes nothing when it is empty', { timeout: 120_000 }, async () => {
    const { reading } = await read(await emptyForm(form, fonts), 1)
    expect(reading.form?.code).toBe(form.code)
    expect(reading.values.filter(({ source }) => source !== 'ink')).toEqual([])
    expect(reading.values.filter(({ value }) => value !== '' && value !== 'empty' && value !== 'unsigned')).toEqual([])
  })

  it('needs no network', () => {
    expect(fetched).not.toHaveBeenCalled()
    expect(connected).not.toHaveBeenCalled()
  })
})

it('cedillas become commas below', () => {
  expect(commaBelow('Ştefan Ţuţora şi')).toBe('Ștefan Țuțora și')
})
