/**
 * Draws the scanned pages of a past request: the same form and handwriting as in resources/demo, but small and without
 * the noise of a scanner.
 */
import { birthCertificate } from '../forms/supporting-papers.ts'
import type { PaperFonts } from '../../paper/layout/fonts.ts'
import { encodeJpeg, pageName } from '../forms/gallery.ts'
import { handOf, registerFonts } from '../forms/handwriting.ts'
import { requestForm } from '../forms/request-form.ts'
import { identityCardOf } from '../population/identity-card.ts'
import { type Seeded, seeded } from '../seeded.ts'
import type { Story } from './story.ts'

/** 90 dpi: legible on the screen, about 40 kB. */
const SCALE = 0.6

export interface ScannedPage {
  readonly role: 'request' | 'proof-of-capacity'
  readonly name: string
  readonly bytes: Uint8Array
}

export async function scannedPages(story: Story, chance: Seeded, fonts: PaperFonts): Promise<ScannedPage[]> {
  registerFonts()
  const { person, representative } = story
  const writer = representative ?? person
  const hand = handOf(seeded(`hand/${writer.cnp}`))
  const card = identityCardOf(writer, story.day)
  const sheets = requestForm(
    {
      kind: story.kind,
      holder: person,
      capacity: story.capacity,
      representative,
      day: story.day,
      signed: story.signed,
      card,
      correctedDigit: null,
      consentOf: null,
    },
    { hand, chance, fonts, scale: SCALE },
  )
  const pages: ScannedPage[] = await Promise.all(
    sheets.map(async (sheet, index) => ({
      role: 'request',
      name: `${pageName('cerere', index)}.jpg`,
      bytes: await encodeJpeg(sheet),
    })),
  )
  if (representative)
    pages.push({
      role: 'proof-of-capacity',
      name: 'certificat-nastere.jpg',
      bytes: await encodeJpeg(
        birthCertificate(person, [`${representative.surname} ${representative.givenNames}`, '—'], { chance }),
      ),
    })
  return pages
}
