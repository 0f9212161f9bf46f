/** The paper form of a request: printed rules and boxes, filled in by hand. 1240 × 1754 pixels, A4 at 150 dpi. */
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { formatDay } from '../../domain/calendar/bucharest.ts'
import type { Day } from '../../domain/calendar/day.ts'
import type { Capacity, RequestKind } from '../../domain/request/request.ts'
import type { Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import { type Hand, handOf, sign, tick, write } from './handwriting.ts'
import { PAGE } from './paper-and-scanner.ts'

export interface FilledForm {
  readonly kind: RequestKind
  readonly holder: Person
  readonly capacity: Capacity
  readonly representative: Person | null
  readonly day: Day
  readonly signed: boolean
  /** Identity document as written: `XX 123456`. */
  readonly document: string
  /** A digit of the CNP written wrong, struck through and corrected above; its place from 0. */
  readonly correctedDigit: number | null
  /** Signature of the parent who consents, from 14 to 18. */
  readonly consentOf: Person | null
}

const LEFT = 110
const RIGHT = 1130

interface Pen {
  readonly context: SKRSContext2D
  readonly hand: Hand
  readonly chance: Seeded
}

function print(context: SKRSContext2D, text: string, x: number, y: number, size: number, font: 'Form' | 'Form Semibold' | 'Form Bold' | 'Form Italic' = 'Form', colour = '#1c1c1c'): number {
  context.font = `${String(size)}px "${font}"`
  context.fillStyle = colour
  context.fillText(text, x, y)
  return x + context.measureText(text).width
}

function rule(context: SKRSContext2D, x: number, y: number, to: number): void {
  context.strokeStyle = '#777'
  context.lineWidth = 1.2
  context.setLineDash([2, 3.5])
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(to, y)
  context.stroke()
  context.setLineDash([])
}

/** A label with its dotted rule up to `to`, and what was written on it. */
function line({ context, hand, chance }: Pen, label: string, text: string, y: number, x = LEFT, to = RIGHT): void {
  const from = print(context, label, x, y, 22) + 12
  rule(context, from, y + 5, to)
  if (text !== '') write(context, text, from + 8, y + 2, { hand, chance, maximum: to - from - 16 })
}

function box(context: SKRSContext2D, x: number, y: number, size: number): void {
  context.strokeStyle = '#333'
  context.lineWidth = 1.8
  context.strokeRect(x, y, size, size)
}

function choice({ context, hand, chance }: Pen, label: string, chosen: boolean, x: number, y: number, size = 21): number {
  box(context, x, y - 22, 26)
  if (chosen) tick(context, x, y - 22, 26, { hand, chance })
  return print(context, label, x + 40, y, size) + 34
}

/** Thirteen boxes, one digit each. */
function cnpBoxes({ context, hand, chance }: Pen, cnp: string, y: number, corrected: number | null): void {
  print(context, 'CNP', LEFT, y, 22)
  const size = 46
  ;[...cnp].forEach((digit, index) => {
    const x = LEFT + 80 + index * (size + 5)
    context.strokeStyle = '#444'
    context.lineWidth = 1.6
    context.strokeRect(x, y - 32, size, size)
    if (index === corrected) {
      write(context, String((Number(digit) + 3) % 10), x + 13, y + 6, { hand, chance })
      const [r, g, b] = hand.ink
      context.strokeStyle = `rgb(${String(r)},${String(g)},${String(b)})`
      context.lineWidth = 2.6
      context.beginPath()
      context.moveTo(x + 6, y + 8)
      context.lineTo(x + size - 5, y - 24)
      context.stroke()
      write(context, digit, x + 16, y - 36, { hand, chance })
    } else write(context, digit, x + 13 + chance.integer(-2, 3), y + 6, { hand, chance })
  })
}

function heading(context: SKRSContext2D, text: string, y: number): void {
  context.fillStyle = '#e4e9ea'
  context.fillRect(LEFT - 14, y - 27, RIGHT - LEFT + 28, 38)
  print(context, text, LEFT, y, 23, 'Form Semibold')
}

function head(context: SKRSContext2D, kind: RequestKind): void {
  print(context, 'CASA DE ASIGURĂRI DE SĂNĂTATE IAȘI', LEFT, 110, 25, 'Form Semibold')
  print(context, 'Formular demonstrativ, fără valoare oficială', LEFT, 140, 18, 'Form Italic', '#555')
  context.strokeStyle = '#444'
  context.lineWidth = 1.6
  context.strokeRect(818, 74, 312, 92)
  print(context, 'Registratură', 834, 100, 18, 'Form', '#555')
  print(context, 'Nr. ............... / ....................', 834, 144, 21)
  context.textAlign = 'center'
  print(context, 'CERERE', PAGE.width / 2, 236, 38, 'Form Bold')
  print(context, kind === 'anonymise' ? 'de anonimizare a dosarului electronic de sănătate (DES)' : 'de revenire din anonimizarea dosarului electronic de sănătate (DES)', PAGE.width / 2, 276, 26, 'Form Semibold')
  context.textAlign = 'left'
}

const CAPACITY_LABELS: readonly (readonly [Capacity, string])[] = [
  ['holder', 'titular'],
  ['parent', 'părinte'],
  ['guardian', 'tutore'],
  ['special-guardian', 'tutore special'],
  ['proxy', 'împuternicit'],
]

/** What each kind says before the signature, printed on the form. */
const DECLARATIONS: Record<RequestKind, readonly string[]> = {
  anonymise: [
    'Solicit ștergerea definitivă a tuturor documentelor și datelor medicale din dosarul electronic de sănătate.',
    'Am înțeles că datele șterse NU mai pot fi recuperate de nimeni și că rămân numai date statistice',
    'din care nu pot fi identificat(ă).',
  ],
  revert: [
    'Solicit revenirea din anonimizare: deschiderea unui dosar electronic de sănătate nou, gol.',
    'Am înțeles că datele șterse la anonimizare NU se recuperează și că dosarul nou cuprinde numai',
    'documente înregistrate începând cu ziua acestei cereri.',
  ],
}

/** Draws the filled form on a white page; `scale` 1 is 150 dpi. */
export function requestForm(form: FilledForm, { hand, chance, scale = 1 }: { hand: Hand; chance: Seeded; scale?: number }): Canvas {
  const canvas = createCanvas(Math.round(PAGE.width * scale), Math.round(PAGE.height * scale))
  const context = canvas.getContext('2d')
  context.scale(scale, scale)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, PAGE.width, PAGE.height)
  const pen: Pen = { context, hand, chance }
  const { holder, representative, kind } = form
  head(context, kind)

  heading(context, '1. Titularul dosarului', 350)
  line(pen, 'Numele', holder.surname.toUpperCase(), 404, LEFT, 590)
  line(pen, 'Prenumele', holder.givenNames, 404, 615)
  cnpBoxes(pen, holder.cnp, 468, form.correctedDigit)
  line(pen, 'Act de identitate (serie, număr)', form.document, 532, LEFT, 780)
  line(pen, 'Telefon', holder.phone, 532, 800)
  line(pen, 'Domiciliul', holder.address, 584)

  heading(context, '2. Calitatea în care fac cererea', 656)
  let x = LEFT
  for (const [capacity, label] of CAPACITY_LABELS) x = choice(pen, label, capacity === form.capacity, x, 706)
  line(pen, 'Reprezentant: nume și prenume', representative ? `${representative.surname} ${representative.givenNames}` : '', 758)
  line(pen, 'CNP reprezentant', representative?.cnp ?? '', 808, LEFT, 620)
  line(pen, 'Dovada calității', representative ? (form.capacity === 'parent' ? 'certificat de naștere' : 'procură autentică') : '', 808, 640)

  heading(context, '3. Cererea', 880)
  DECLARATIONS[kind].forEach((text, index) => print(context, text, LEFT, 926 + index * 31, 22))
  if (kind === 'anonymise') {
    print(context, 'Am fost întrebat(ă) dacă doresc doar restricționarea accesului la date:', LEFT, 1048, 22)
    choice(pen, 'da, doresc totuși ștergerea', true, LEFT + 20, 1090)
    choice(pen, 'doresc doar restricționarea', false, LEFT + 480, 1090)
    print(context, 'Am fost întrebat(ă) dacă doresc mai întâi o copie a datelor mele:', LEFT, 1144, 22)
    const copy = chance.chance(0.3)
    choice(pen, 'nu doresc copie', !copy, LEFT + 20, 1186)
    choice(pen, 'doresc copie', copy, LEFT + 480, 1186)
  }

  const last = kind === 'anonymise' ? 1266 : 1110
  heading(context, '4. Data și semnătura', last)
  line(pen, 'Data', formatDay(form.day), last + 74, LEFT, 430)
  line(pen, 'Semnătura', '', last + 74, 560)
  if (form.signed) sign(context, (representative ?? holder).surname, 740, last + 62, { hand, chance })
  if (form.consentOf) {
    const parent = { hand: handOf(chance.stream('hand of the parent')), chance: chance.stream('writing of the parent') }
    line({ context, ...parent }, 'Acordul părintelui (nume, semnătură)', `${form.consentOf.surname} ${form.consentOf.givenNames}`, last + 156)
    sign(context, form.consentOf.surname, 930, last + 150, parent)
  }
  print(context, 'Răspunsul se comunică în cel mult 30 de zile de la înregistrare (OG nr. 27/2002). Datele sunt prelucrate numai pentru soluționarea cererii.', LEFT, 1668, 17, 'Form Italic', '#555')
  return canvas
}
