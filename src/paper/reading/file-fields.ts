/**
 * What the fields of a PDF say beside what is drawn on its page. A file can show one thing and hold another, and what
 * the person saw and signed is what is drawn: a field is sure only where the page's picture, read by itself, says the
 * same. Neither is hidden where they differ.
 */
import type { FileField } from '../forms/read-values.ts'
import type { Field } from '../forms/index.ts'
import type { ReadValue } from './reading.ts'

const SURE = 0.999
/** What is contradicted: shown, and never taken together with others. */
const DOUBTED = 0.5

/**
 * Letters, digits and signs that a picture can show. What hides, turns or piles up is none: it would be lost in the
 * comparison.
 */
const VISIBLE = /^[\p{Script=Latin}\p{Nd}\p{P}\p{S} ]+$/u
/** A recogniser errs about accents, capitals and gaps; about nothing else may it differ. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replaceAll(' ', '')
const sameText = (held: string, read: string): boolean =>
  VISIBLE.test(held.normalize('NFC')) && folded(held) !== '' && folded(held) === folded(read)

const isBox = (kind: Field['kind']): boolean => kind === 'tick' || kind === 'choice'
/** Whether it tells what is drawn in a field, and not only that something is. */
const tellsValue = (kind: Field['kind'], { source }: ReadValue): boolean => source === (isBox(kind) ? 'ink' : 'ocr')
const saysTheSame = (kind: Field['kind'], { value, check }: ReadValue, held: string): boolean =>
  isBox(kind) ? value === held && check?.holds !== false : sameText(held, value)
const doubted = (value: ReadValue): ReadValue => ({
  ...value,
  confidence: Math.min(value.confidence, DOUBTED),
  check: { rule: 'drawn', holds: false },
})

/**
 * Pure. `values` are those of codes, ink and print on a page, `fields` the page's, `file` what the file holds. A value
 * drawn and held alike is told once, as the field's; a code that says otherwise than the file (a viewer does not
 * refresh it) is told as doubtful. An empty field says nothing of its page.
 */
export function withFileFields(
  file: ReadonlyMap<string, FileField>,
  fields: readonly Field[],
  values: readonly ReadValue[],
): ReadValue[] {
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]))
  const told = fields.flatMap(({ name, kind, box }): ReadValue[] => {
    const held = file.get(name)
    if (held === undefined || held.value === '') return []
    const drawn = values.filter((value) => value.field === name && tellsValue(kind, value))
    const holds = held.plain && drawn.length > 0 && drawn.every((value) => saysTheSame(kind, value, held.value))
    return [
      {
        field: name,
        value: held.value,
        source: 'field',
        confidence: holds ? SURE : DOUBTED,
        place: box,
        check: { rule: 'drawn', holds },
      },
    ]
  })
  const others = values.flatMap((value): ReadValue[] => {
    const held = file.get(value.field)
    if (held === undefined) return [value]
    if (value.source === 'code') return [value.value === held.value ? value : doubted(value)]
    const kind = kinds.get(value.field)
    if (held.value === '' || kind === undefined || !tellsValue(kind, value)) return [value]
    if (!saysTheSame(kind, value, held.value)) return [doubted(value)]
    // boxes are told as they are seen, too
    return isBox(kind) ? [value] : []
  })
  return [...told, ...others]
}
