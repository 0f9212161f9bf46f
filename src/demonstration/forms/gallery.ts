/**
 * The scanned forms of the demonstration, each a story: what arrives at a counter on an ordinary day. Deterministic.
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

/** The day that stands on the forms; cards are valid on it. */
export const FORM_DAY: Day = '2026-11-23'

interface Drawn {
  readonly hand: Hand
  readonly chance: Seeded
  readonly fonts: PaperFonts
}
/** The pages of a paper: a form has two. */
type Draw = (drawn: Drawn) => readonly Canvas[]

interface PaperStory {
  readonly draw: Draw
  readonly capture?: Partial<Capture>
  /** Whose hand; the same person writes alike on every page. */
  readonly writer: Person
  /** Quarter turns clockwise by which it lies wrong in the scanner. */
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

/** File name without ending → paper. A second page is called `NAME-2`. */
export const PAPERS = {
  'anonimizare-stefanescu': { writer: CAST.ana, draw: filled({ kind: 'anonymise', holder: CAST.ana }) },
  'revenire-apetrei': {
    writer: CAST.vasile,
    draw: filled({ kind: 'revert', holder: CAST.vasile }),
    capture: { turn: -0.7, fold: true },
  },
  'minor-lungu': {
    writer: CAST.raluca,
    draw: filled({ kind: 'anonymise', holder: CAST.matei, capacity: 'parent', representative: CAST.raluca }),
    capture: { turn: 0.9 },
  },
  'minor-lungu-certificat-nastere': {
    writer: CAST.raluca,
    draw: ({ chance }) => [birthCertificate(CAST.matei, ['Lungu Raluca Ioana', 'Lungu Cristian'], { chance })],
    capture: { colour: true, turn: -0.3 },
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
    capture: { turn: 0.3, paper: [247, 243, 232] },
  },
  'imputernicit-vantu-procura': {
    writer: CAST.aurelia,
    draw: (drawn) => [powerOfAttorney(CAST.aurelia, CAST.sorin, '2026-11-12', drawn)],
    capture: { turn: -0.5 },
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
    capture: { turn: 1.6, colour: false },
  },
  'fotografiata-hartescu': {
    writer: CAST.toader,
    draw: filled({ kind: 'anonymise', holder: CAST.toader }),
    capture: { turn: -3.2, shadow: 0.5, grain: 14, paper: [244, 239, 226] },
  },
  'cnp-corectat-airinei': {
    writer: CAST.simona,
    draw: filled({ kind: 'anonymise', holder: CAST.simona, correctedDigit: 9 }),
    capture: { fold: true, turn: 0.6 },
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

/** The pages of a paper as the scanner gives them. */
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

/** JPEG of a page; the quality goes down until it fits. */
export async function encodeJpeg(canvas: Canvas, maximumBytes = 250_000): Promise<Uint8Array> {
  for (const quality of [62, 52, 42, 32]) {
    const bytes = await canvas.encode('jpeg', quality)
    if (bytes.length <= maximumBytes) return bytes
  }
  throw new RangeError(`a page of ${String(PAGE.width)} pixels does not fit into ${String(maximumBytes)} bytes`)
}

/** Pages in one TIFF, JPEG-compressed, as document scanners write them. */
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

/** A PDF as a multi-function printer makes it: one image a page. */
export async function encodePdf(canvases: readonly Canvas[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  for (const canvas of canvases) {
    const image = await pdf.embedJpg(await encodeJpeg(canvas, 180_000))
    pdf.addPage([595.28, 841.89]).drawImage(image, { x: 0, y: 0, width: 595.28, height: 841.89 })
  }
  return pdf.save()
}

/** `NAME`, `NAME-2` … */
export const pageName = (name: string, index: number): string => (index === 0 ? name : `${name}-${String(index + 1)}`)

/** Everything in resources/demo, by file name. */
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
