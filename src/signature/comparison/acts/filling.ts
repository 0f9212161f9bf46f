/** The value of a field is set: with its face, its state and what it is drawn with. */
import type { PdfDocument } from '../../pdf/document.ts'
import { isArray, isName, isReference, isStream, isString, type PdfObject } from '../../pdf/objects.ts'
import type { Difference } from '../difference.ts'
import { type FieldNode, valueOf } from '../form-fields.ts'
import type { Change } from '../modification.ts'
import { describe } from '../values.ts'
import type { Act, Step } from './act.ts'
import { pagesOf } from './signed-fields.ts'

/** What goes along with a new value: rich text, index, state, face, colour, font, place of the text. */
const valueTopics: ReadonlySet<string> = new Set(['V', 'RV', 'I', 'TI', 'AS', 'AP', 'DA', 'Q', 'DS', 'DV'])
/** Of these, what a kid has for itself under the value of its parent. */
const faceTopics: ReadonlySet<string> = new Set(['AS', 'AP', 'DA', 'Q'])

export function fillingActs(step: Step): Act[] {
  const filled = new Map<string, FieldNode>()
  for (const difference of step.differences) {
    const { place } = difference
    const field = place.topic === 'V' ? step.form.get(place.owner) : undefined
    if (field && isFillable(step, field)) filled.set(field.owner, field)
  }
  const acts = [...filled.values()].map((field) => fills(step, field, filled))
  return [...acts, ...faces(step, filled)]
}

function isFillable({ before, after, formBefore }: Step, field: FieldNode): boolean {
  const earlier = formBefore.get(field.owner)
  const type = field.fieldType ?? ''
  if (!earlier || earlier.fieldType !== type || earlier.name !== field.name) return false
  const value = after.entry(field.dictionary, 'V')
  return fits(after, type, value) && fits(before, type, before.entry(earlier.dictionary, 'V'))
}

function fits(document: PdfDocument, type: string, value: PdfObject): boolean {
  if (value === null) return type !== 'Sig' && type !== ''
  if (type === 'Btn') return isName(value)
  if (type === 'Tx') return isString(value) || isStream(value) || isName(value)
  return (
    type === 'Ch' &&
    (isArray(value) ? value.items : [value]).every(
      (item) => isString(document.resolve(item)) || isName(document.resolve(item)),
    )
  )
}

function fills(step: Step, field: FieldNode, filled: ReadonlyMap<string, FieldNode>): Act {
  const { before, after } = step
  const earlier = step.formBefore.get(field.owner)
  const [listed] = isReference(field.object) ? pagesOf(step.roles, field.object.number) : []
  const page = step.pageNumber(listed)
  return {
    name: 'form value',
    changes: [
      {
        ...placeOf(field),
        what: 'form-value',
        ...(page === undefined ? {} : { page }),
        before: describe(before, earlier?.dictionary.entries.get('V')),
        after: describe(after, field.dictionary.entries.get('V')),
      },
    ],
    claims(difference) {
      const { kind, place } = difference
      if (kind === 'unreadable') return false
      if (place.owner === field.owner && valueTopics.has(place.topic))
        return place.topic !== 'DV' || isNewValue(step, field, difference)
      const kid = step.form.get(place.owner)
      return kid !== undefined && faceTopics.has(place.topic) && nearestFilled(kid, filled) === field && kid !== field
    },
  }
}

/** The default value is set to the value, as some programs do. */
function isNewValue({ after }: Step, field: FieldNode, { after: is }: Difference): boolean {
  return describe(after, is) === describe(after, field.dictionary.entries.get('V'))
}

/** A button's state that follows the value which its field has already. */
function faces(step: Step, filled: ReadonlyMap<string, FieldNode>): Act[] {
  const { after, differences } = step
  const isState = ({ kind, place }: Difference) => place.key === 'AS' && place.topic === 'AS' && kind !== 'unreadable'
  const fields = new Set(differences.filter(isState).map(({ place }) => step.form.get(place.owner)))
  return [...fields].flatMap((field) => {
    if (field?.fieldType !== 'Btn' || nearestFilled(field, filled) !== undefined) return []
    const value = valueOf(after, field)
    return [
      {
        name: 'button state',
        changes: [{ ...placeOf(field), what: 'form-appearance' }],
        claims: (difference: Difference) =>
          isState(difference) &&
          difference.place.owner === field.owner &&
          isName(value) &&
          [value.value, 'Off'].some((state) => isName(after.resolve(difference.after), state)),
      },
    ]
  })
}

/** The field itself or the nearest one above it whose value was set. */
function nearestFilled(field: FieldNode, filled: ReadonlyMap<string, FieldNode>): FieldNode | undefined {
  for (let at: FieldNode | undefined = field; at; at = at.parent) if (filled.has(at.owner)) return at
  return undefined
}

function placeOf(field: FieldNode): Pick<Change, 'category' | 'path' | 'field'> {
  return { category: 'form-value', path: `AcroForm/Fields/${field.name}`, field: field.name }
}

/** Where it is true, readers draw the values themselves, and what the faces showed is gone. */
export function appearancesActs({ before, after, differences }: Step): Act[] {
  const isEntry = ({ place, before: was, after: is }: Difference): boolean =>
    place.parent?.kind === 'form' &&
    place.key === 'NeedAppearances' &&
    [before.resolve(was), after.resolve(is)].every((value) => value === null || typeof value === 'boolean')
  return differences.filter(isEntry).map((difference) => {
    // Absent is false.
    const isSame = (before.resolve(difference.before) === true) === (after.resolve(difference.after) === true)
    const category = isSame ? ('validation-data' as const) : ('form-value' as const)
    return {
      name: 'appearances to be drawn',
      changes: [{ category, what: 'form-NeedAppearances', path: 'AcroForm/NeedAppearances' }],
      claims: (other) => other.place === difference.place,
    }
  })
}
