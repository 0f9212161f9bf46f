/**
 * Forms of the house as they come back to the counter: filled in on a screen or by hand, ticked, signed or not; with
 * the true content of each.
 */
import { createCanvas, ImageData, type SKRSContext2D } from '@napi-rs/canvas'
import { type Hand, handOf, registerFonts, sign, tick, write } from '../../../src/demonstration/forms/handwriting.ts'
import { FEMALE_NAMES, LOCALITIES, STREETS, SURNAMES } from '../../../src/demonstration/population/names.ts'
import { fictionalCnp } from '../../../src/demonstration/population/people.ts'
import type { Seeded } from '../../../src/demonstration/seeded.ts'
import { type Field, FORMS, type FormDescription, type FormPage } from '../../../src/paper/forms/index.ts'
import { emptyForm, fillForm } from '../../../src/paper/forms/render-form.ts'
import { type FormValues, TICKED, valueFields } from '../../../src/paper/forms/values.ts'
import { loadPaperFonts, type PaperFonts } from '../../../src/paper/layout/fonts.ts'
import { decodePdf } from '../../../src/paper/reading/decode-pdf.ts'
import type { Raster } from '../../../src/paper/reading/raster.ts'
import { rgb, rgba } from './pixels.ts'

/** Pages are drawn at 300 dpi. */
export const CLEAN_PIXELS_PER_MM = 300 / 25.4
/** The demonstration's handwriting is made for 150 dpi. */
const HAND_PIXELS_PER_MM = 150 / 25.4

export interface TrueValues {
  readonly form: FormDescription
  readonly page: FormPage
  readonly filled: 'screen' | 'hand'
  /** For each field the correct reading of its tick, choice or signature. */
  readonly ink: ReadonlyMap<string, string>
  /** For each other field whether something is written there: `written` or `empty`. */
  readonly written: ReadonlyMap<string, string>
  readonly values: FormValues
  /** The values in the code; null if the page has none. */
  readonly carried: Readonly<Record<string, string>> | null
}
export interface FormPageMade {
  readonly raster: Raster
  readonly truth: TrueValues
}

export async function openFormPages(): Promise<(chance: Seeded) => Promise<FormPageMade>> {
  registerFonts()
  const fonts = await loadPaperFonts()
  const blanks = new Map<string, Promise<Raster>>()
  const blank = (form: FormDescription, page: FormPage): Promise<Raster> => {
    const key = `${form.code}/${form.variant}/${String(page.number)}`
    const known = blanks.get(key) ?? emptyForm(form, fonts).then((pdf) => drawn(pdf, page.number))
    blanks.set(key, known)
    return known
  }
  return (chance) => makePage(chance, fonts, blank)
}

async function drawn(pdf: Uint8Array, page: number): Promise<Raster> {
  const raster = await decodePdf(pdf, 'form', page, Math.round(297 * CLEAN_PIXELS_PER_MM))
  if (!raster.ok) throw new Error('the form cannot be drawn')
  return raster.value
}

async function makePage(
  chance: Seeded,
  fonts: PaperFonts,
  blank: (form: FormDescription, page: FormPage) => Promise<Raster>,
): Promise<FormPageMade> {
  const form = chance.pick(FORMS)
  const page = chance.pick(form.pages)
  const onScreen = chance.chance(0.5)
  const values = valuesFor(form, chance)
  let raster: Raster
  let carried: TrueValues['carried'] = null
  if (onScreen) {
    const filled = await fillForm(form, fonts, values)
    if (!filled.ok) throw new Error(`the form refuses ${JSON.stringify(filled.problem)}`)
    raster = await drawn(filled.value.pdf, page.number)
    const left = new Set(filled.value.notInCode)
    if (page.values !== null) carried = Object.fromEntries(Object.entries(values).filter(([name]) => !left.has(name)))
  } else raster = await blank(form, page)

  const canvas = createCanvas(raster.width, raster.height)
  const context = canvas.getContext('2d')
  context.putImageData(new ImageData(rgba(raster), raster.width, raster.height), 0, 0)
  const scale = CLEAN_PIXELS_PER_MM / HAND_PIXELS_PER_MM
  context.scale(scale, scale)
  const plain = handOf(chance)
  const hand: Hand = chance.chance(0.12) ? { ...plain, ink: [96, 96, 100] } : plain
  const ink = new Map<string, string>()
  const written = new Map<string, string>()
  for (const field of page.fields) {
    const value = values[field.name] ?? ''
    if (field.kind === 'signature') {
      const signed = chance.chance(0.6)
      ink.set(field.name, signed ? 'signed' : 'unsigned')
      if (signed)
        sign(context, chance.pick(SURNAMES), at(field.box.x) + 20, at(field.box.y + field.box.height * 0.65), {
          hand,
          chance,
        })
    } else if (field.kind === 'tick' || field.kind === 'choice') ink.set(field.name, value)
    else if (field.kind !== 'registry') written.set(field.name, value === '' ? 'empty' : 'written')
    if (!onScreen && value !== '') byHand(context, field, value, hand, chance)
  }
  return {
    raster: rgb(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height),
    truth: { form, page, filled: onScreen ? 'screen' : 'hand', ink, written, values, carried },
  }
}

const at = (mm: number): number => mm * HAND_PIXELS_PER_MM

function byHand(context: SKRSContext2D, field: Field, value: string, hand: Hand, chance: Seeded): void {
  if (field.kind === 'tick') tick(context, at(field.box.x), at(field.box.y), at(field.box.width), { hand, chance })
  if (field.kind === 'choice') {
    const box = field.options.find((option) => option.value === value)?.box
    if (box) tick(context, at(box.x), at(box.y), at(box.width), { hand, chance })
  }
  if (field.kind === 'text')
    write(context, value, at(field.box.x + 2), at(field.box.y + field.box.height / field.lines - 1), {
      hand,
      chance,
      maximum: at(field.box.width - 4),
    })
  if (field.kind === 'comb' || field.kind === 'date')
    [...value.replaceAll('.', '')].forEach((digit, index) => {
      const cell = field.cells[index]
      if (cell)
        write(context, digit, at(cell.x + cell.width * 0.25), at(cell.y + cell.height - 1), {
          hand: { ...hand, size: hand.size * 0.8 },
          chance,
        })
    })
}

/** Values for three quarters of a form's fields, each valid for its field. */
export const valuesFor = (form: FormDescription, chance: Seeded): FormValues =>
  Object.fromEntries(
    valueFields(form).flatMap((field) => {
      const value = chance.chance(0.75) ? valueFor(field, chance) : ''
      return value === '' ? [] : [[field.name, value] as const]
    }),
  )

function valueFor(field: Field, chance: Seeded): string {
  if (field.kind === 'tick') return TICKED
  if (field.kind === 'choice') return chance.pick(field.options).value
  const day = `${String(chance.integer(1, 28)).padStart(2, '0')}.${String(chance.integer(1, 12)).padStart(2, '0')}`
  if (field.kind === 'date') return `${day}.${String(chance.integer(2026, 2036))}`
  if (field.kind === 'comb')
    return fictionalCnp(
      chance.chance(0.5) ? 'female' : 'male',
      `19${String(chance.integer(40, 99))}-0${String(chance.integer(1, 9))}-1${String(chance.integer(0, 9))}`,
      chance.integer(0, 99),
    )
  if (field.kind !== 'text') return ''
  if (field.name.endsWith('telefon')) return `07${String(chance.integer(10_000_000, 99_999_999))}`
  if (field.name.endsWith('email'))
    return `${chance
      .pick(SURNAMES)
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase()}@example.com`
  if (field.name.endsWith('domiciliu'))
    return `${chance.pick(LOCALITIES)}, ${chance.pick(STREETS)} nr. ${String(chance.integer(1, 120))}`.slice(
      0,
      field.maximum,
    )
  if (field.name === 'act.seria') return 'XX'
  if (field.name === 'act.numar') return String(chance.integer(100_000, 999_999))
  return (field.name.endsWith('prenume') ? chance.pick(FEMALE_NAMES) : chance.pick(SURNAMES)).slice(0, field.maximum)
}
