/**
 * Identity documents as on a scanner: card or booklet page, tinted ground, portrait, print, and a valid
 * machine-readable zone.
 */
import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { registerFonts } from '../../../src/demonstration/forms/handwriting.ts'
import { FEMALE_NAMES, MALE_NAMES, SURNAMES } from '../../../src/demonstration/population/names.ts'
import { fictionalCnp } from '../../../src/demonstration/population/people.ts'
import type { Seeded } from '../../../src/demonstration/seeded.ts'
import { mrzCheckDigit } from '../../../src/domain/person/mrz/check-digit.ts'
import type { MrzFormat } from '../../../src/domain/person/mrz/format.ts'
import { toMrzName } from '../../../src/domain/person/name.ts'
import type { Raster } from '../../../src/paper/reading/raster.ts'
import { CLEAN_PIXELS_PER_MM } from './form-pages.ts'
import { rgb } from './pixels.ts'

/** Identity cards and passports of Romania, documents of other states, residence permits, and visas. */
const KINDS = ['national', 'national', 'national', 'foreign', 'permit', 'visa'] as const

export interface TrueDocument {
  readonly format: MrzFormat
  readonly kind: (typeof KINDS)[number]
  readonly zone: string
  /** Empty when the document has none. */
  readonly cnp: string
}

/** The lines of TD1 are this far apart, mm: 4.23 in Doc 9303-5, and up to 5.3 on cards. */
const TD1_STEPS = [4.1, 5.3] as const

/** Size of the document, and from its lower edge to the foot of the last line, mm (ICAO Doc 9303 parts 4–6). */
const SIZES: Readonly<Record<MrzFormat, { width: number; height: number; foot: number; lineStep: number }>> = {
  TD1: { width: 85.6, height: 54, foot: 4.8, lineStep: 0 },
  TD2: { width: 105, height: 74, foot: 6.5, lineStep: 6.35 },
  TD3: { width: 125, height: 88, foot: 6.5, lineStep: 6.35 },
}
const PITCH_MM = 2.54
const ADVANCE_EM = 0.723

/** Cuts of the typeface other than the one used in reading. */
const CUTS = ['OCRBL', 'OCRBS'] as const

/** `sheet` is the size of the paper on which the document lies, mm. */
export function openDocumentPages(
  sheet: { readonly width: number; readonly height: number } = { width: 210, height: 297 },
): (chance: Seeded) => { raster: Raster; truth: TrueDocument } {
  registerFonts()
  for (const cut of CUTS)
    if (!GlobalFonts.has(cut))
      GlobalFonts.registerFromPath(fileURLToPath(new URL(`./fonts/${cut}.otf`, import.meta.url)), cut)
  return (chance) => {
    const truth = documentOf(chance)
    const plain = SIZES[truth.format]
    const step = TD1_STEPS[0] + chance.unit() * (TD1_STEPS[1] - TD1_STEPS[0])
    const size = truth.format === 'TD1' ? { ...plain, lineStep: step } : plain
    const canvas = createCanvas(
      Math.round(sheet.width * CLEAN_PIXELS_PER_MM),
      Math.round(sheet.height * CLEAN_PIXELS_PER_MM),
    )
    const context = canvas.getContext('2d')
    context.fillStyle = '#fdfdfb'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.scale(CLEAN_PIXELS_PER_MM, CLEAN_PIXELS_PER_MM)
    context.translate(
      12 + chance.unit() * (sheet.width - 24 - size.width),
      15 + chance.unit() * (sheet.height - 32 - size.height),
    )
    context.rotate(((chance.unit() * 2 - 1) * 4 * Math.PI) / 180)
    drawDocument(context, truth, size, chance)
    return {
      raster: rgb(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height),
      truth,
    }
  }
}

function drawDocument(
  context: SKRSContext2D,
  { format, zone, cnp }: TrueDocument,
  { width, height, foot, lineStep }: { width: number; height: number; foot: number; lineStep: number },
  chance: Seeded,
): void {
  const tint = chance.pick(['#dfe8f2', '#f3e3e6', '#e6efe0', '#efe9da'])
  context.fillStyle = tint
  context.fillRect(0, 0, width, height)
  // Fine wavy lines of the ground, also under the zone.
  context.lineWidth = 0.12
  context.strokeStyle = chance.pick(['rgba(150,90,110,0.35)', 'rgba(70,110,150,0.35)', 'rgba(90,130,90,0.35)'])
  for (let y = 1; y < height; y += 1.1) {
    context.beginPath()
    for (let x = 0; x <= width; x += 1) context.lineTo(x, y + Math.sin(x / 4 + y / 3) * 0.8)
    context.stroke()
  }
  // The zone of TD1 is on the back, which has no portrait.
  context.fillStyle = '#7d746c'
  if (format !== 'TD1') context.fillRect(4, 11, 20, 25)
  context.fillStyle = '#2a2a2c'
  context.font = '2.6px "Form"'
  for (const [at, words] of [
    'ROMANIA / ROUMANIE',
    'CARTE DE IDENTITATE',
    `CNP ${cnp}`,
    'Nume / Nom / Last name',
    'Prenume / Prenom / First name',
    'Domiciliu / Adresse / Address',
  ].entries())
    context.fillText(words, 28, 8 + at * 4.6)
  const lines = zone.split('\n')
  context.fillStyle = chance.pick(['#17171a', '#2c2c30', '#000000'])
  context.font = `${String(PITCH_MM / ADVANCE_EM)}px "${chance.pick(CUTS)}"`
  const left = (width - (lines[0]?.length ?? 0) * PITCH_MM) / 2
  lines.forEach((line, at) => {
    const base = height - foot - (lines.length - 1 - at) * lineStep
    // Drawn one by one, because text shaping would round the exact pitch.
    ;[...line].forEach((character, column) => {
      context.fillText(character, left + column * PITCH_MM, base)
    })
  })
}

const checked = (field: string): string => `${field}${String(mrzCheckDigit(field))}`

function documentOf(chance: Seeded): TrueDocument {
  const kind = chance.pick(KINDS)
  const format = kind === 'visa' ? chance.pick(['TD2', 'TD3'] as const) : chance.pick(['TD1', 'TD2', 'TD3'] as const)
  const female = chance.chance(0.5)
  const birthDay = `19${String(chance.integer(40, 99))}-${String(chance.integer(1, 12)).padStart(2, '0')}-${String(chance.integer(1, 28)).padStart(2, '0')}`
  const holder = {
    cnp: kind === 'national' ? fictionalCnp(female ? 'female' : 'male', birthDay, chance.integer(0, 99)) : '',
    name: {
      surname: chance.pick(SURNAMES),
      givenNames: `${chance.pick(female ? FEMALE_NAMES : MALE_NAMES)}${chance.chance(0.4) ? ` ${chance.pick(female ? FEMALE_NAMES : MALE_NAMES)}` : ''}`,
    },
    birth: checked(birthDay.slice(2).replaceAll('-', '')),
    sex: female ? 'F' : 'M',
    expiry: checked(
      `${String(chance.integer(27, 36))}${String(chance.integer(1, 12)).padStart(2, '0')}${String(chance.integer(1, 28)).padStart(2, '0')}`,
    ),
  }
  return {
    format,
    kind,
    cnp: holder.cnp,
    zone: kind === 'national' ? romanian(format, holder, chance) : other(format, kind, holder, chance),
  }
}

interface Holder {
  readonly cnp: string
  readonly name: { readonly surname: string; readonly givenNames: string }
  /** With their check digits. */
  readonly birth: string
  readonly expiry: string
  readonly sex: string
}

function romanian(format: MrzFormat, { cnp, name, birth, sex, expiry }: Holder, chance: Seeded): string {
  if (format === 'TD1') {
    const first = `IDROU${checked(`${chance.pick(['RR', 'RX', 'RT'])}${String(chance.integer(100_000, 999_999))}<`)}${cnp.padEnd(15, '<')}`
    const second = `${birth}${sex}${expiry}ROU<<<<<<<<<<<`
    return `${first}\n${second}${String(mrzCheckDigit(first.slice(5) + birth + expiry + second.slice(18)))}\n${toMrzName(name, 30)}`
  }
  const number = checked(
    format === 'TD2'
      ? `${chance.pick(['XX', 'MZ', 'XR'])}${String(chance.integer(100_000, 999_999))}<`
      : String(chance.integer(10_000_000, 99_999_999)).padStart(9, '0'),
  )
  const optional = format === 'TD2' ? cnp.charAt(0) + cnp.slice(7) : checked(cnp.padEnd(14, '<'))
  const second = `${number}ROU${birth}${sex}${expiry}${optional}`
  return `${format === 'TD2' ? 'ID' : 'P<'}ROU${toMrzName(name, format === 'TD2' ? 31 : 39)}\n${second}${String(mrzCheckDigit(number + birth + expiry + optional))}`
}

/** Numbers of other states mix letters and digits, among them those that count the same in check digits. */
const NUMBER_CHARACTERS = '0123456789ACEFGHKLMPRSTUXYZ'

function other(format: MrzFormat, kind: TrueDocument['kind'], holder: Holder, chance: Seeded): string {
  const { name, birth, sex, expiry } = holder
  const state = kind === 'permit' ? 'ROU' : chance.pick(['MDA', 'UKR', 'D<<', 'FRA', 'ITA', 'USA'])
  const nation = kind === 'permit' ? chance.pick(['MDA', 'UKR', 'TUR', 'NPL']) : state
  const number = checked(
    chance.chance(0.4)
      ? `00${String(chance.integer(1_000_000, 9_999_999))}`
      : Array.from({ length: 9 }, () => chance.pick([...NUMBER_CHARACTERS])).join(''),
  )
  const first = { TD1: kind === 'permit' ? 'IR' : 'I<', TD2: kind === 'permit' ? 'IR' : 'I<', TD3: 'P<' }[format]
  if (format === 'TD1') {
    const top = `${first}${state}${number}<<<<<<<<<<<<<<<`
    const second = `${birth}${sex}${expiry}${nation}<<<<<<<<<<<`
    return `${top}\n${second}${String(mrzCheckDigit(top.slice(5) + birth + expiry + second.slice(18)))}\n${toMrzName(name, 30)}`
  }
  const [names, rest] = format === 'TD2' ? [31, '<<<<<<<'] : [39, '<<<<<<<<<<<<<<<']
  if (kind === 'visa') return `V<${state}${toMrzName(name, names)}\n${number}${nation}${birth}${sex}${expiry}${rest}<`
  const head = `${first}${state}${toMrzName(name, names)}`
  const optional = format === 'TD2' ? rest : checked(rest.slice(1))
  return `${head}\n${number}${nation}${birth}${sex}${expiry}${optional}${String(mrzCheckDigit(number + birth + expiry + optional))}`
}
