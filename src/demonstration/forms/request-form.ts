/**
 * Draws the house's form filled in by hand. Each value is written where the description of the form places its field.
 */
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas'
import { formatDay } from '../../domain/calendar/bucharest.ts'
import type { Day } from '../../domain/calendar/day.ts'
import type { Capacity, RequestKind } from '../../domain/request/request.ts'
import type { Field, Rectangle } from '../../paper/forms/index.ts'
import type { PaperFonts } from '../../paper/layout/fonts.ts'
import type { Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import { type Hand, handOf, sign, tick, write } from './handwriting.ts'
import { MILLIMETRE, printedForm } from './printed-form.ts'

export interface FilledForm {
  readonly kind: RequestKind
  readonly holder: Person
  readonly capacity: Capacity
  readonly representative: Person | null
  readonly day: Day
  readonly signed: boolean
  /** Series, number and expiry of the applicant's identity card. */
  readonly card: { readonly series: string; readonly number: string; readonly validUntil: Day }
  /** Index of a digit of the CNP that was written wrong, struck through and corrected above. */
  readonly correctedDigit: number | null
  /** The parent who signs their consent for a child from 14 to 18. */
  readonly consentOf: Person | null
  /** Values of boxes that replace the usual ones, by field; of a choice the ticked options, separated by spaces. */
  readonly boxes?: Readonly<Record<string, string>>
}

interface Pen {
  readonly context: SKRSContext2D
  readonly hand: Hand
  readonly chance: Seeded
}

/** Converts a rectangle of the description to pixels at 150 dpi. */
const inPixels = ({ x, y, width, height }: Rectangle) => ({
  x: x * MILLIMETRE,
  y: y * MILLIMETRE,
  width: width * MILLIMETRE,
  height: height * MILLIMETRE,
})

/** The value of each field by its name. */
function valuesOf(form: FilledForm, chance: Seeded): Readonly<Record<string, string>> {
  const { holder, representative, card } = form
  const proof = form.capacity === 'parent' ? 'certificat de naștere' : 'procură autentică'
  return {
    'titular.nume': holder.surname.toUpperCase(),
    'titular.prenume': holder.givenNames,
    'titular.cnp': holder.cnp,
    'titular.telefon': holder.phone,
    'titular.domiciliu': holder.address,
    'solicitant.calitate': form.capacity,
    'reprezentant.nume': representative?.surname.toUpperCase() ?? '',
    'reprezentant.prenume': representative?.givenNames ?? '',
    'reprezentant.cnp': representative?.cnp ?? '',
    'reprezentant.dovada': representative === null ? '' : proof,
    'act.tip': 'identity-card',
    'act.seria': card.series,
    'act.numar': card.number,
    'act.valabil': formatDay(card.validUntil),
    'cerere.solicit': 'da',
    'declaratie.definitiv': 'da',
    'declaratie.inceput': 'da',
    'intrebare.restrictionare': 'stergere',
    'intrebare.copie': chance.chance(0.3) ? 'copie' : 'fara-copie',
    'cerere.data': formatDay(form.day),
    'acord.nume': form.consentOf === null ? '' : `${form.consentOf.surname} ${form.consentOf.givenNames}`,
    ...form.boxes,
  }
}

/** Writes digits into their cells. The one at `corrected` is written wrong, struck through, and correct above. */
function digits(
  { context, hand, chance }: Pen,
  cells: readonly Rectangle[],
  text: string,
  corrected: number | null,
): void {
  ;[...text].forEach((digit, index) => {
    const cell = cells[index]
    if (cell === undefined) return
    const { x, y, width, height } = inPixels(cell)
    const [left, foot] = [x + width * 0.26, y + height - 10]
    if (index !== corrected) {
      write(context, digit, left + chance.integer(-2, 3), foot, { hand, chance })
      return
    }
    write(context, String((Number(digit) + 3) % 10), left, foot, { hand, chance })
    const [r, g, b] = hand.ink
    context.strokeStyle = `rgb(${String(r)},${String(g)},${String(b)})`
    context.lineWidth = 2.6
    context.beginPath()
    context.moveTo(x + 5, y + height - 4)
    context.lineTo(x + width - 4, y + 6)
    context.stroke()
    write(context, digit, left + 4, y - 6, { hand, chance })
  })
}

function fill(pen: Pen, field: Field, value: string, corrected: number | null): void {
  if (value === '') return
  const box = inPixels(field.box)
  const ticked = (place: Rectangle) => {
    const { x, y, width } = inPixels(place)
    tick(pen.context, x, y, width, pen)
  }
  if (field.kind === 'tick') ticked(field.box)
  else if (field.kind === 'choice')
    for (const option of field.options.filter((known) => value.split(' ').includes(known.value))) ticked(option.box)
  else if (field.kind === 'comb') digits(pen, field.cells, value, corrected)
  else if (field.kind === 'date') digits(pen, field.cells, value.replaceAll('.', ''), null)
  else if (field.kind === 'text')
    write(pen.context, value, box.x + 10, box.y + box.height / field.lines - 10, { ...pen, maximum: box.width - 20 })
}

/** The pages of the filled form; `scale` 1 means 150 dpi. */
export function requestForm(
  form: FilledForm,
  { hand, chance, fonts, scale = 1 }: { hand: Hand; chance: Seeded; fonts: PaperFonts; scale?: number },
): Canvas[] {
  const values = valuesOf(form, chance)
  const consenting =
    form.consentOf === null
      ? null
      : { hand: handOf(chance.stream('hand of the parent')), chance: chance.stream('writing of the parent') }
  const { pages } = printedForm(form.kind, fonts, scale)
  for (const { page, context } of pages)
    for (const field of page.fields) {
      const { x, y, width, height } = inPixels(field.box)
      const signature = (name: string, by: { hand: Hand; chance: Seeded }) => {
        sign(context, name, x + width * 0.2, y + height * 0.72, by)
      }
      if (field.name === 'semnatura.solicitant') {
        if (form.signed) signature((form.representative ?? form.holder).surname, { hand, chance })
      } else if (field.name === 'semnatura.acord') {
        if (form.consentOf !== null && consenting !== null) signature(form.consentOf.surname, consenting)
      } else if (field.name === 'acord.nume' && consenting !== null)
        fill({ context, ...consenting }, field, values[field.name] ?? '', null)
      else
        fill(
          { context, hand, chance },
          field,
          values[field.name] ?? '',
          field.name === 'titular.cnp' ? form.correctedDigit : null,
        )
    }
  return pages.map(({ picture }) => picture)
}
