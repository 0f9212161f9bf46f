/** The scanned forms of the demonstration, each a story: what arrives at a counter on an ordinary day. Deterministic. */
import { PDFDocument } from '@cantoo/pdf-lib'
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import sharp from 'sharp'
import type { Day } from '../../domain/calendar/day.ts'
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
}
type Draw = (drawn: Drawn) => Canvas

interface PageStory {
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
    document: ((card) => `${card.series} ${card.number}`)(identityCardOf(form.representative ?? form.holder, FORM_DAY)),
    ...form,
  }
  return (drawn) => requestForm(whole, drawn)
}

/** File name without ending → page. */
export const PAGES = {
  'anonimizare-stefanescu': { writer: CAST.ana, draw: filled({ kind: 'anonymise', holder: CAST.ana }) },
  'revenire-apetrei': { writer: CAST.vasile, draw: filled({ kind: 'revert', holder: CAST.vasile }), capture: { turn: -0.7, fold: true } },
  'minor-lungu': { writer: CAST.raluca, draw: filled({ kind: 'anonymise', holder: CAST.matei, capacity: 'parent', representative: CAST.raluca }), capture: { turn: 0.9 } },
  'minor-lungu-certificat-nastere': { writer: CAST.raluca, draw: ({ chance }) => birthCertificate(CAST.matei, ['Lungu Raluca Ioana', 'Lungu Cristian'], { chance }), capture: { colour: true, turn: -0.3 } },
  'minor-cojocaru-16-ani': { writer: CAST.ilinca, draw: filled({ kind: 'anonymise', holder: CAST.ilinca, consentOf: { ...CAST.ilinca, givenNames: 'Bogdan', sex: 'male' } }) },
  'imputernicit-vantu': { writer: CAST.sorin, draw: filled({ kind: 'anonymise', holder: CAST.aurelia, capacity: 'proxy', representative: CAST.sorin }), capture: { turn: 0.3, paper: [247, 243, 232] } },
  'imputernicit-vantu-procura': { writer: CAST.aurelia, draw: (drawn) => powerOfAttorney(CAST.aurelia, CAST.sorin, '2026-11-12', drawn), capture: { turn: -0.5 } },
  'nesemnata-tibulca': { writer: CAST.mihai, draw: filled({ kind: 'anonymise', holder: CAST.mihai, signed: false }), capture: { colour: false } },
  'rotita-rosca': { writer: CAST.paraschiva, draw: filled({ kind: 'anonymise', holder: CAST.paraschiva }), quarterTurns: 1, capture: { turn: 1.6, colour: false } },
  'fotografiata-hartescu': { writer: CAST.toader, draw: filled({ kind: 'anonymise', holder: CAST.toader }), capture: { turn: -3.2, shadow: 0.5, grain: 14, paper: [244, 239, 226] } },
  'cnp-corectat-airinei': { writer: CAST.simona, draw: filled({ kind: 'anonymise', holder: CAST.simona, correctedDigit: 9 }), capture: { fold: true, turn: 0.6 } },
} as const satisfies Record<string, PageStory>
export type PageName = keyof typeof PAGES

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

/** One page as the scanner gives it. */
export function drawPage(name: PageName): Canvas {
  registerFonts()
  const story: PageStory = PAGES[name]
  const root = seeded(`form/${name}`)
  const hand = handOf(seeded(`hand/${story.writer.cnp}`))
  const page = story.draw({ hand, chance: root.stream('writing') })
  return turned(captured(page, { ...SCANNED, ...story.capture }, root.stream('scanner')), story.quarterTurns ?? 0)
}

/** JPEG of a page; the quality goes down until it fits. */
export async function encodeJpeg(canvas: Canvas, maximumBytes = 250_000): Promise<Uint8Array> {
  for (const quality of [62, 52, 42, 32]) {
    const bytes = await canvas.encode('jpeg', quality)
    if (bytes.length <= maximumBytes) return bytes
  }
  throw new RangeError(`a page of ${String(PAGE.width)} pixels does not fit into ${String(maximumBytes)} bytes`)
}

/** Two pages in one TIFF, JPEG-compressed, as document scanners write them. */
export async function encodeTiff(canvases: readonly Canvas[]): Promise<Uint8Array> {
  const raw = await Promise.all(canvases.map(async (canvas) => sharp(await canvas.encode('png')).removeAlpha().grayscale().raw().toBuffer()))
  return sharp(Buffer.concat(raw), { raw: { width: PAGE.width, height: PAGE.height * canvases.length, channels: 1, pageHeight: PAGE.height } })
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

/** Everything in resources/demo, by file name. */
export async function gallery(onPage: (name: string) => void = () => undefined): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const drawn = new Map<string, Canvas>()
  for (const name of Object.keys(PAGES) as PageName[]) {
    const canvas = drawPage(name)
    drawn.set(name, canvas)
    files.set(`${name}.jpg`, await encodeJpeg(canvas))
    onPage(name)
  }
  const pages = (...names: PageName[]): Canvas[] => names.map((name) => drawn.get(name) ?? drawPage(name))
  files.set('imputernicit-vantu.tiff', await encodeTiff(pages('imputernicit-vantu', 'imputernicit-vantu-procura')))
  files.set('minor-lungu.pdf', await encodePdf(pages('minor-lungu', 'minor-lungu-certificat-nastere')))
  return files
}
