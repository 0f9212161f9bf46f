/** The name of a difference that no act claims: where it is, in the words of a report. */
import { isName, type PdfObject } from '../pdf/objects.ts'
import type { Step } from './acts/act.ts'
import type { Difference } from './difference.ts'
import type { Change } from './modification.ts'
import { nearest, pathOf, type Place } from './place.ts'

export function refusalOf(step: Step, difference: Difference): Change {
  const { place } = difference
  const page = step.pageNumber(nearest(place, 'page')?.owner)
  const field = nearest(place, 'field', 'annotation')
  const name = field ? (step.form.get(field.owner) ?? step.formBefore.get(field.owner))?.name : undefined
  return {
    category: 'content',
    what: difference.kind === 'unreadable' ? 'unreadable' : whatOf(step, difference),
    path: pathOf(place),
    ...(name === undefined || name === '' ? {} : { field: name }),
    ...(page === undefined ? {} : { page }),
  }
}

function whatOf(step: Step, difference: Difference): string {
  const { kind, place } = difference
  if (kind === 'unreached') return 'unreached-object'
  if (nearest(place, 'structure-root')) return 'structure-tree'
  if (place.kind === 'page' || place.kind === 'pages')
    return kind === 'inserted' ? 'page-added' : kind === 'taken-out' ? 'page-removed' : 'page-tree'
  if (place.kind === 'annotation-list') return kind === 'reordered' ? 'annotation-order' : 'annotation-list'
  const isMember = kind === 'inserted' || kind === 'taken-out'
  if (isMember && (place.kind === 'annotation' || place.kind === 'field')) return memberOf(step, difference)
  const owner = nearest(place, 'annotation', 'field')
  if (owner) return entryOf(step, place, owner)
  if (nearest(place, 'page')) return place.topic === 'Contents' ? 'page-content' : 'page-attribute'
  if (nearest(place, 'pages')) return 'page-tree'
  if (nearest(place, 'form')) return `form-${place.topic}`
  if (nearest(place, 'catalog')) return place.kind === 'catalog' ? 'catalog' : `catalog-${place.topic}`
  if (place.topic === 'Encrypt') return 'encryption'
  return place.topic === 'ID' ? 'file-identifier' : place.topic === 'Info' ? 'information' : 'trailer'
}

function memberOf({ before, after }: Step, { kind, place, before: was, after: is }: Difference): string {
  const end = kind === 'inserted' ? 'added' : 'removed'
  if (place.kind === 'field') return `field-${end}`
  const isWidget = [before.entry(was, 'Subtype'), after.entry(is, 'Subtype')].some((subtype: PdfObject) =>
    isName(subtype, 'Widget'),
  )
  return `${isWidget ? 'widget' : 'annotation'}-${end}`
}

function entryOf(step: Step, place: Place, owner: Place): string {
  if (place === owner) return 'field-changed'
  const field = step.form.get(owner.owner) ?? step.formBefore.get(owner.owner)
  if (!field) return `annotation-${place.topic}`
  if (field.fieldType === 'Sig') return place.topic === 'V' ? 'signature-changed' : `signature-field-${place.topic}`
  return place.topic === 'AP' ? 'appearance-without-value' : `field-${place.topic}`
}
