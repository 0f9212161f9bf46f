/**
 * From what was read on a page to what it proposes for a draft: which field of the form belongs to which field of the
 * draft.
 */
import { FORMS } from '../../paper/forms/index.ts'
import { TICKED } from '../../paper/forms/values.ts'
import type { PageRead } from '../../paper/reading/messages.ts'
import type { PageReading, ReadValue } from '../../paper/reading/reading.ts'
import type { DraftPageReading, READ_PATHS } from '../../protocol/desk.ts'
import { pathOfField } from '../forms/form-fields.ts'
import { answerOf, statedOnPage } from './stated-on-page.ts'

type ReadPath = (typeof READ_PATHS)[number]
type CropPath = DraftPageReading['crops'][number]['path']

/** What is read under other names than those of the form's fields. */
const OTHERS: Readonly<Record<string, ReadPath>> = {
  'cerere.solicit': 'kind',
  // the zone whole: its parts are then proposed by the same rules as one from a wedge scanner
  'document.zone': 'document.mrz',
  // a candidate anywhere on a paper that is no form
  cnp: 'holder.cnp',
  'intrebare.restrictionare': 'answers.onlyRestrict',
  'intrebare.copie': 'answers.copyFirst',
}
const pathOf = (field: string): ReadPath | undefined => pathOfField(field) ?? OTHERS[field]

const SOURCES = { field: 'form-field', code: 'form-code', mrz: 'mrz', ocr: 'ocr', ink: 'ocr' } as const

/** Where one box of several is ticked. */
const CHOICES: ReadonlySet<string> = new Set([
  'act.tip',
  'solicitant.calitate',
  'intrebare.restrictionare',
  'intrebare.copie',
])

/**
 * From ink, only the ticked box is proposed, also where the file's field states another; a zone must be proved; nothing
 * empty is proposed.
 */
function proposes({ field, value, source, check }: ReadValue): boolean {
  if (pathOf(field) === undefined || value === '') return false
  if (source === 'ink')
    return (
      field === 'cerere.solicit' ||
      (CHOICES.has(field) && (check?.holds === true || (check?.rule === 'drawn' && !value.includes(' '))))
    )
  return source !== 'mrz' || (field === 'document.zone' && check?.holds === true)
}

/**
 * If the person ticks that they only want access restricted, no deletion is proposed, whatever else is ticked: the
 * clerk has to ask. The same holds when that box cannot be seen on the page.
 */
const mayWantOnlyRestriction = ({ values, unread }: PageReading): boolean =>
  unread.some(({ field }) => field === 'intrebare.restrictionare') ||
  values.some(({ field, value }) => field === 'intrebare.restrictionare' && value.split(' ').includes('restrictionare'))

const dataAddress = (jpeg: Uint8Array): string =>
  `data:image/jpeg;base64,${Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).toString('base64')}`

export function proposalsOfReading(
  pageId: string,
  { reading, crops }: Pick<PageRead, 'reading' | 'crops'>,
): DraftPageReading {
  const { form, values, fields, unread } = reading
  const kind = form === null ? undefined : FORMS.find(({ code }) => code === form.code)?.kind
  // the value of the code outranks what was recognised in the same field
  const said = values.filter(proposes).sort((a, b) => b.confidence - a.confidence)
  const proposals = said.flatMap(({ field, value: read, source, confidence, check }, at) => {
    const path = pathOf(field)
    const kindTicked = read === TICKED && !mayWantOnlyRestriction(reading) ? kind : undefined
    const value = path === 'kind' ? kindTicked : answerOf(read)
    return path === undefined ||
      value === undefined ||
      said.findIndex((other) => other.field === field && other.value === read) !== at
      ? []
      : [{ path, value, source: SOURCES[source], confidence, checked: check?.holds ?? null }]
  })
  return {
    pageId,
    form: form === null || kind === undefined ? null : { title: form.title, kind, page: form.page, pages: form.pages },
    obstacle: reading.obstacle,
    proposals,
    crops: crops.flatMap(({ field, image }) => {
      const path: CropPath | undefined = field === 'semnatura.solicitant' ? 'signature' : pathOf(field)
      return path === undefined ? [] : [{ path, image: dataAddress(image) }]
    }),
    stated: statedOnPage(values, kind),
    marks: fields.flatMap(({ field, kind: fieldKind, label }) => {
      const read = values.find((value) => value.field === field && value.source === 'ink')
      return read !== undefined && (fieldKind === 'tick' || fieldKind === 'choice' || fieldKind === 'signature')
        ? [{ field, label, kind: fieldKind, value: read.value, confidence: read.confidence }]
        : []
    }),
    unread: unread.map(({ field, why }) => ({
      field,
      label: fields.find((known) => known.field === field)?.label ?? field,
      why,
    })),
  }
}
