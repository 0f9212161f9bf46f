/**
 * Compares the fields of a PDF with the picture of its page. A file can show one value and contain another, and the
 * person signed what they saw. So a field is certain only when the picture, read independently, gives the same value.
 * Where they differ, both are reported.
 */
import type { FileField } from '../forms/read-values.ts'
import type { Field } from '../forms/index.ts'
import type { ReadValue } from './reading.ts'

const SURE = 0.999
/** The confidence of contradicted values: they are shown, and never accepted together with others. */
const DOUBTED = 0.5

/**
 * Letters, digits and signs that a picture can show. Invisible, reversing and stacked characters are not among them,
 * because the comparison would ignore them.
 */
const VISIBLE = /^[\p{Script=Latin}\p{Nd}\p{P}\p{S} ]+$/u
/** A recogniser may be wrong about accents, capitals and gaps. Every other difference counts. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replaceAll(' ', '')
const sameText = (held: string, read: string): boolean =>
  VISIBLE.test(held.normalize('NFC')) && folded(held) !== '' && folded(held) === folded(read)

const isBox = (kind: Field['kind']): boolean => kind === 'tick' || kind === 'choice'
/** Whether a reading gives the value drawn in a field, and not only that something is drawn. */
const readsValue = (kind: Field['kind'], { source }: ReadValue): boolean => source === (isBox(kind) ? 'ink' : 'ocr')
const saysTheSame = (kind: Field['kind'], { value, check }: ReadValue, held: string): boolean =>
  isBox(kind) ? value === held && check?.holds !== false : sameText(held, value)
const doubted = (value: ReadValue): ReadValue => ({
  ...value,
  confidence: Math.min(value.confidence, DOUBTED),
  check: { rule: 'drawn', holds: false },
})

/**
 * Pure. `values` come from codes, ink and print of a page, `fields` are those of the page, `file` those of the file.
 * When drawn and contained value agree, the value is reported once, for the field. A code that differs from the file is
 * reported as doubtful, because viewers do not update it. An empty field proves nothing about its page.
 */
export function withFileFields(
  file: ReadonlyMap<string, FileField>,
  fields: readonly Field[],
  values: readonly ReadValue[],
): ReadValue[] {
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]))
  const stated = fields.flatMap(({ name, kind, box }): ReadValue[] => {
    const held = file.get(name)
    if (held === undefined || held.value === '') return []
    const drawn = values.filter((value) => value.field === name && readsValue(kind, value))
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
    if (held.value === '' || kind === undefined || !readsValue(kind, value)) return [value]
    if (!saysTheSame(kind, value, held.value)) return [doubted(value)]
    // For boxes the value seen in the picture is reported too.
    return isBox(kind) ? [value] : []
  })
  return [...stated, ...others]
}
