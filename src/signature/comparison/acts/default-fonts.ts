/**
 * Fonts and other resources that a signing or filling program adds to the form. Default appearances draw with them
 * (12.7.4.3): an existing one must not change, and adding one that a field refers to changes how its value is shown.
 */
import { isDictionary, isName, isString } from '../../pdf/objects.ts'
import { operationsOf } from '../content-stream.ts'
import type { Difference } from '../difference.ts'
import type { Place } from '../place.ts'
import type { Act, Step } from './act.ts'

/** To be asked only where a field was signed or filled in. */
export function defaultFonts(step: Step): Act {
  const { differences } = step
  const isAdded = ({ kind, place, after: is }: Difference): boolean => {
    if (place.kind !== 'form-resources' || kind === 'unreadable') return false
    const [resource, name] = resourceOf(place)
    // Of all classes, default appearances use fonts alone; some programs keep the face of the last signature here.
    if (resource === 'XObject' || resource === 'ProcSet') return true
    if (kind !== 'added' || resource === undefined) return false
    // A class of resources without any is brought by some.
    const value = step.after.resolve(is)
    return name === undefined ? isDictionary(value) && value.entries.size === 0 : place.key === name
  }
  const awaited = awaitedFonts(step)
  const category = (difference: Difference) =>
    isAwaited(difference, awaited) ? ('form-value' as const) : ('validation-data' as const)
  return {
    name: 'default resources',
    claims: isAdded,
    changes: differences
      .filter(isAdded)
      .map((difference) => ({ category: category(difference), what: 'form-DR', path: 'AcroForm/DR' })),
  }
}

/** Class and name of the resource that a place belongs to. */
function resourceOf(place: Place): readonly [string | undefined, string | undefined] {
  const steps: string[] = []
  for (let at: Place | undefined = place; at && at.key !== 'DR'; at = at.parent) steps.unshift(at.key)
  return [steps[0], steps[1]]
}

function isAwaited({ place }: Difference, awaited: ReadonlySet<string>): boolean {
  const [resource, name] = resourceOf(place)
  return resource === 'Font' && name !== undefined && awaited.has(name)
}

/** Fonts that the default appearances of the form and its fields name, however they spell them. */
function awaitedFonts({ before, formBefore }: Step): Set<string> {
  const names = new Set<string>()
  const form = before.entry(before.entry(before.trailer, 'Root'), 'AcroForm')
  for (const holder of [form, ...[...formBefore.values()].map((field) => field.dictionary)]) {
    const appearance = before.entry(holder, 'DA')
    if (!isString(appearance)) continue
    for (const { operator, operands } of operationsOf(before, appearance.bytes))
      if (operator === 'Tf' && isName(operands[0])) names.add(operands[0].value)
  }
  return names
}
