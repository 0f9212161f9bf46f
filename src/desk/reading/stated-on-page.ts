/**
 * What a page of the house's form states about the request, in the words of the record, so that it can be compared. A
 * value that is not read surely enough is left out: the clerk compares it by eye, with its crop beside the field.
 */
import { parseDay } from '../../domain/calendar/bucharest.ts'
import type { PaperMatter } from '../../domain/request/comparison.ts'
import type { RequestKind } from '../../domain/request/request.ts'
import { TICKED } from '../../paper/forms/values.ts'
import type { ReadValue } from '../../paper/reading/reading.ts'
import type { DraftPageReading } from '../../protocol/desk.ts'

/** A value below this confidence is not compared, unless its check holds. */
const SURE = 0.9
const LONGEST = 200

const ANSWER_WORDS: Readonly<Record<string, string>> = {
  stergere: 'erase',
  restrictionare: 'restrict',
  copie: 'copy',
  'fara-copie': 'no-copy',
}
/** Recorded words for what a box of the form states. */
export const answerOf = (value: string): string => ANSWER_WORDS[value] ?? value

const isSure = ({ confidence, check }: ReadValue): boolean =>
  (confidence >= SURE && check?.holds !== false) || check?.holds === true

/** Marks by ink, and texts that were carried by the file or its code, or printed. */
const ofField = (values: readonly ReadValue[], field: string, ink: boolean): readonly ReadValue[] =>
  values.filter((read) => read.field === field && (read.source === 'ink') === ink)

/** Two boxes ticked are two values: one of them differs from the record, whichever it states. */
const ticked = (values: readonly ReadValue[], field: string): string[] =>
  ofField(values, field, true).flatMap(({ value }) => value.split(' ').filter((one) => one !== ''))

const texts = (values: readonly ReadValue[], field: string): string[] =>
  ofField(values, field, false)
    .filter((read) => read.value !== '' && isSure(read))
    .map(({ value }) => value)

/** The form states its kind by its code; its box must be ticked as well, or the page does not request anything. */
function kindsOf(values: readonly ReadValue[], kind: RequestKind): string[] {
  const boxes = ofField(values, 'cerere.solicit', true).filter(isSure)
  return [kind, ...(boxes.some(({ value }) => value !== TICKED) ? ['not-ticked'] : [])]
}

/** Both parts of the name, where both are read. */
function namesOf(values: readonly ReadValue[]): string[] {
  const [surname] = texts(values, 'titular.nume')
  const [givenNames] = texts(values, 'titular.prenume')
  return surname === undefined || givenNames === undefined ? [] : [`${surname} ${givenNames}`]
}

const daysOf = (values: readonly ReadValue[]): string[] =>
  texts(values, 'cerere.data').map((text) => {
    const day = parseDay(text)
    return day.ok ? day.value : text
  })

/** `kind`: that of the form; undefined for a paper that is no form of the house, which states nothing by machine. */
export function statedOnPage(values: readonly ReadValue[], kind: RequestKind | undefined): DraftPageReading['stated'] {
  if (kind === undefined) return {}
  const capacity = [...ticked(values, 'solicitant.calitate'), ...texts(values, 'solicitant.calitate')]
  const stated: Record<Exclude<PaperMatter, 'dossier'>, readonly string[]> = {
    kind: kindsOf(values, kind),
    name: namesOf(values),
    cnp: texts(values, 'titular.cnp'),
    capacity,
    day: daysOf(values),
    signature: ofField(values, 'semnatura.solicitant', true).map(({ value }) => value),
    'only-restrict': ticked(values, 'intrebare.restrictionare').map(answerOf),
    'copy-first': ticked(values, 'intrebare.copie').map(answerOf),
  }
  return Object.fromEntries(
    Object.entries(stated).flatMap(([matter, read]) => {
      const distinct = [...new Set(read.map((value) => value.slice(0, LONGEST)))].slice(0, 8)
      return distinct.length === 0 ? [] : [[matter, distinct]]
    }),
  )
}

/** What several pages state together. */
export function statedTogether(pages: readonly DraftPageReading['stated'][]): DraftPageReading['stated'] {
  const together: Partial<Record<PaperMatter, string[]>> = {}
  for (const page of pages)
    for (const [matter, values] of Object.entries(page) as [PaperMatter, string[]][])
      together[matter] = [...new Set([...(together[matter] ?? []), ...values])].slice(0, 8)
  return together
}
