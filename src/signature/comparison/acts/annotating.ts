/** Notes, marks and links that come, go or change under certification level 3 (ISO 32000-2, 12.5, table 257). */
import type { PdfDocument } from '../../pdf/document.ts'
import { isDictionary, isName, isReference, type PdfDictionary, type PdfObject } from '../../pdf/objects.ts'
import { acts, isCovering } from '../annotation-kinds.ts'
import type { Difference } from '../difference.ts'
import type { Change } from '../modification.ts'
import { nearest } from '../place.ts'
import { objectOf } from '../object-by-number.ts'
import { describe, isDate, isText } from '../values.ts'
import type { Act, Step } from './act.ts'

export function annotatingActs(step: Step): Act[] {
  const changed = new Map<string, Difference>()
  const made: Act[] = []
  for (const difference of step.differences) {
    const { kind, place } = difference
    if (place.kind === 'annotation' && kind === 'inserted') made.push(...comes(step, difference))
    else if (place.kind === 'annotation' && kind === 'taken-out') made.push(...goes(step, difference))
    else if (nearest(place, 'annotation') && !isDated(step, difference)) changed.set(place.owner, difference)
  }
  return [...made, ...[...changed.values()].flatMap((difference) => changes(step, difference)), dates(step)]
}

function comes(step: Step, difference: Difference): Act[] {
  const annotation = commentIn(step.after, difference.after)
  if (!annotation) return []
  return [
    {
      name: 'annotation',
      claims: ({ kind, place }) => place === difference.place && kind === difference.kind,
      changes: [changeOf(step, 'annotation-added', difference, annotation)],
    },
  ]
}

function goes(step: Step, difference: Difference): Act[] {
  const annotation = commentIn(step.before, difference.before)
  if (!annotation) return []
  const page = step.pageNumber(difference.place.parent?.owner)
  const path = `Pages/${page ?? ''}/Annots`
  return [
    {
      name: 'annotation',
      claims: ({ kind, place }) => place === difference.place && kind === difference.kind,
      changes: [{ category: 'annotation', what: 'annotation-removed', path, ...(page === undefined ? {} : { page }) }],
    },
  ]
}

/** All that changes in one annotation, as long as it is one before and after; `one` of its differences. */
function changes(step: Step, one: Difference): Act[] {
  const { owner } = one.place
  const number = Number(owner)
  if (!Number.isInteger(number)) return []
  const was = commentIn(step.before, objectOf(step.before, number))
  const is = commentIn(step.after, objectOf(step.after, number))
  if (!was || !is) return []
  return [
    {
      name: 'annotation',
      changes: [changeOf(step, 'annotation-changed', one, is)],
      claims: (difference) =>
        difference.place.owner === owner &&
        difference.kind !== 'unreadable' &&
        nearest(difference.place, 'annotation') !== undefined &&
        !isDated(step, difference),
    },
  ]
}

/** An annotation that is no widget; fields are judged by themselves. */
function commentIn(document: PdfDocument, object: PdfObject): PdfDictionary | undefined {
  const annotation = document.resolve(object)
  if (!isDictionary(annotation)) return undefined
  const isField = isName(document.entry(annotation, 'Subtype'), 'Widget') || document.entry(annotation, 'FT') !== null
  return isField || document.entry(annotation, 'Subtype') === null ? undefined : annotation
}

function changeOf(step: Step, what: string, { place }: Difference, annotation: PdfDictionary): Change {
  const { after } = step
  const evil = isCovering(after, annotation) || acts(after, annotation) || !isOnItsPage(step, place.owner, annotation)
  const page = step.pageNumber(nearest(place, 'page')?.owner)
  const subtype = describe(after, annotation.entries.get('Subtype'))
  const contents = describe(after, annotation.entries.get('Contents'))
  return {
    category: evil ? 'content' : 'annotation',
    what,
    path: `Pages/${page ?? ''}/Annots`,
    ...(page === undefined ? {} : { page }),
    after: contents === '' ? subtype : `${subtype}: ${contents}`,
  }
}

/** An annotation that names a page is on that page. */
function isOnItsPage({ roles }: Step, owner: string, annotation: PdfDictionary): boolean {
  const page = annotation.entries.get('P')
  if (!isReference(page)) return true
  return roles
    .of(Number(owner))
    .every((place) => place.kind !== 'annotation' || nearest(place, 'page')?.owner === String(page.number))
}

/** The date and the name of an annotation or widget are shown on no page. */
function isDated({ after }: Step, { kind, place, after: is }: Difference): boolean {
  if (kind !== 'added' && kind !== 'altered') return false
  if (place.kind !== 'attribute' || place.key !== place.topic) return false
  if (place.parent?.kind !== 'annotation' && place.parent?.kind !== 'field') return false
  return (place.key === 'M' && isDate(after, is)) || (place.key === 'NM' && isText(after, is))
}

function dates(step: Step): Act {
  return {
    name: 'annotation date',
    changes: [{ category: 'validation-data', what: 'annotation-date', path: 'Pages/Annots' }],
    claims: (difference) => isDated(step, difference),
  }
}
