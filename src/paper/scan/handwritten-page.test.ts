import sharp from 'sharp'
import { expect, it } from 'vitest'
import { letter } from '../../../test/support/pages/letter.ts'
import { registerFonts } from '../../demonstration/forms/handwriting.ts'
import { seeded } from '../../demonstration/seeded.ts'
import { pagesOfScan } from './intake.ts'

it(
  'a colour letter of thirty lines at 300 dpi is stored in 150 kB at the best resolution that fits',
  { timeout: 60_000 },
  async () => {
    registerFonts()
    const { data, width, height } = letter(seeded('handwritten page 2'))
    const scan = await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 92 })
      .toBuffer()
    const pages = await pagesOfScan(scan, 'letter')
    const page = pages.ok ? pages.value[0] : undefined
    expect(page?.bytes.length).toBeLessThanOrEqual(150_000)
    expect(page?.width).toBeGreaterThanOrEqual(1240)
  },
)
