/**
 * Draws the scanned forms of the demonstration. Each one is a typical case at a counter. The result is deterministic.
 */
import { PDFDocument } from '@cantoo/pdf-lib'
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import sharp from 'sharp'
import type { Day } from '../../domain/calendar/day.ts'
import { loadPaperFonts, type PaperFonts } from '../../paper/layout/fonts.ts'
import { CAST } from '../population/cast.ts'
import { identityCardOf } from '../population/identity-card.ts'
import type { Person } from '../population/people.ts'
import { type Seeded, seeded } from '../seeded.ts'
import { type Hand, handOf, registerFonts } from './handwriting.ts'
import { type Capture, captured, PAGE, SCANNED } from './paper-and-scanner.ts'
import { type FilledForm, requestForm } from './request-form.ts'
import { birthCertificate, powerOfAttorney } from './supporting-papers.ts'

/** The date on the forms. The identity cards are valid on it. */
export const FORM_DAY: Day = '2026-11-23'

interface Drawn {
  readonly hand: Hand
  readonly chance: Seeded
  readonly fonts: PaperFonts
}
/** Draws the pages of a paper; a form has two. */
type Draw = (drawn: Drawn) => readonly Canvas[]

interface PaperStory {
  readonly draw: Draw
  readonly capture?: Partial<Capture>
  /** Determines the handwriting: a person has the same on every page. */
  readonly writer: Person
  /** How far the page is turned in the scanner: clockwise quarter turns. */
  readonly quarterTurns?: number
}

const filled = (form: Partial<FilledForm> & Pick<FilledForm, 'kind' | 'holder'>): Draw => {
  const whole: FilledForm = {
    capacity: 'holder',
    representative: null,
    day: FORM_DAY,
    signed: true,
    correctedDigit: null,
    consentOf: null,
    card: identityCardOf(form.representative ?? form.holder, FORM_DAY),
    ...form,
  }
  return (drawn) => requestForm(whole, drawn)
}

/** The papers by file name without extension. A second page has the name `NAME-2`. */
export const PAPERS = {
  'anonimizare-stefanescu': { writer: CAST.ana, draw: filled({ kind: 'anonymise', holder: CAST.ana }) },
  'revenire-apetrei': {
    writer: CAST.vasile,
    draw: filled({ kind: 'revert', holder: CAST.vasile }),
    capture: { degrees: -0.7, fold: true },
  },
  'minor-lungu': {
    writer: CAST.raluca,
    draw: filled({ kind: 'anonymise', holder: CAST.matei, capacity: 'parent', representative: CAST.raluca }),
    capture: { degrees: 0.9 },
  },
  'minor-lungu-certificat-nastere': {
    writer: CAST.raluca,
    draw: ({ chance }) => [birthCertificate(CAST.matei, ['Lungu Raluca Ioana', 'Lungu Cristian'], { chance })],
    capture: { colour: true, degrees: -0.3 },
  },
  'minor-cojocaru-16-ani': {
    writer: CAST.ilinca,
    draw: filled({
      kind: 'anonymise',
      holder: CAST.ilinca,
      consentOf: { ...CAST.ilinca, givenNames: 'Bogdan', sex: 'male' },
    }),
  },
  'imputernicit-vantu': {
    writer: CAST.sorin,
    draw: filled({ kind: 'anonymise', holder: CAST.aurelia, capacity: 'proxy', representative: CAST.sorin }),
    capture: { degrees: 0.3, paper: [247, 243, 232] },
  },
  'imputernicit-vantu-procura': {
    writer: CAST.aurelia,
    draw: (drawn) => [powerOfAttorney(CAST.aurelia, CAST.sorin, '2026-11-12', drawn)],
    capture: { degrees: -0.5 },
  },
  'nesemnata-tibulca': {
    writer: CAST.mihai,
    draw: filled({ kind: 'anonymise', holder: CAST.mihai, signed: false }),
    capture: { colour: false },
  },
  'rotita-rosca': {
    writer: CAST.paraschiva,
    draw: filled({ kind: 'anonymise', holder: CAST.paraschiva }),
    quarterTurns: 1,
    capture: { degrees: 1.6, colour: false },
  },
  'fotografiata-hartescu': {
    writer: CAST.toader,
    draw: filled({ kind: 'anonymise', holder: CAST.toader }),
    capture: { degrees: -3.2, shadow: 0.5, grain: 14, paper: [244, 239, 226] },
  },
  'cnp-corectat-airinei': {
    writer: CAST.simona,
    draw: filled({ kind: 'anonymise', holder: CAST.simona, correctedDigit: 9 }),
    capture: { fold: true, degrees: 0.6 },
  },
} as const satisfies Record<string, PaperStory>
export type PaperName = keyof typeof PAPERS

function turned(canvas: Canvas, quarterTurns: number): Canvas {
  if (quarterTurns % 4 === 0) return canvas
  const sideways = quarterTurns % 2 !== 0
  const result = createCanvas(sideways ? canvas.height : canvas.width, sideways ? canvas.width : canvas.height)
  const context = result.getContext('2d')
  context.translate(result.width / 2, result.height / 2)
  context.rotate((quarterTurns * Math.PI) / 2)
  context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2)
  return result
}

/** The pages of a paper as the scanner returns them. */
export async function drawPaper(name: PaperName): Promise<Canvas[]> {
  registerFonts()
  const story: PaperStory = PAPERS[name]
  const root = seeded(`form/${name}`)
  const hand = handOf(seeded(`hand/${story.writer.cnp}`))
  const fonts = await loadPaperFonts()
  const pages = story.draw({ hand, chance: root.stream('writing'), fonts })
  return pages.map((page, index) =>
    turned(
      captured(
        page,
        { ...SCANNED, ...story.capture },
        root.stream(index === 0 ? 'scanner' : `scanner ${String(index + 1)}`),
      ),
      story.quarterTurns ?? 0,
    ),
  )
}

/** Encodes a page as JPEG, with lower and lower quality until it fits. */
export async function encodeJpeg(canvas: Canvas, maximumBytes = 250_000): Promise<Uint8Array> {
  for (const quality of [62, 52, 42, 32]) {
    const bytes = await canvas.encode('jpeg', quality)
    if (bytes.length <= maximumBytes) return bytes
  }
  throw new RangeError(`a page of ${String(PAGE.width)} pixels does not fit into ${String(maximumBytes)} bytes`)
}

/** Encodes pages as one JPEG-compressed TIFF, as document scanners do. */
export async function encodeTiff(canvases: readonly Canvas[]): Promise<Uint8Array> {
  const raw = await Promise.all(
    canvases.map(async (canvas) =>
      sharp(await canvas.encode('png'))
        .removeAlpha()
        .grayscale()
        .raw()
        .toBuffer(),
    ),
  )
  return sharp(Buffer.concat(raw), {
    raw: { width: PAGE.width, height: PAGE.height * canvases.length, channels: 1, pageHeight: PAGE.height },
  })
    .withMetadata({ density: 150 })
    .tiff({ compression: 'jpeg', quality: 45 })
    .toBuffer()
}

/** Encodes pages as a PDF with one image per page, as multi-function printers do. */
export async function encodePdf(canvases: readonly Canvas[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  for (const canvas of canvases) {
    const image = await pdf.embedJpg(await encodeJpeg(canvas, 180_000))
    pdf.addPage([595.28, 841.89]).drawImage(image, { x: 0, y: 0, width: 595.28, height: 841.89 })
  }
  return pdf.save()
}

/** `NAME` for the first page, `NAME-2` for the second, and so on. */
export const pageName = (name: string, index: number): string => (index === 0 ? name : `${name}-${String(index + 1)}`)

/** All files of resources/demo by their name. */
export async function gallery(onPaper: (name: string) => void = () => undefined): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const drawn = new Map<string, Canvas[]>()
  for (const name of Object.keys(PAPERS) as PaperName[]) {
    const pages = await drawPaper(name)
    drawn.set(name, pages)
    for (const [index, page] of pages.entries()) files.set(`${pageName(name, index)}.jpg`, await encodeJpeg(page))
    onPaper(name)
  }
  const pagesOf = async (...names: PaperName[]): Promise<Canvas[]> =>
    (await Promise.all(names.map(async (name) => drawn.get(name) ?? (await drawPaper(name))))).flat()
  files.set(
    'imputernicit-vantu.tiff',
    await encodeTiff(await pagesOf('imputernicit-vantu', 'imputernicit-vantu-procura')),
  )
  files.set('minor-lungu.pdf', await encodePdf(await pagesOf('minor-lungu', 'minor-lungu-certificat-nastere')))
  return files
}
