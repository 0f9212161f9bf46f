/** From what was read on a page to what it proposes for a draft: which field of the form belongs to which field of the draft. */
import { FORMS } from '../../paper/forms/index.ts'
import type { PageRead } from '../../paper/reading/messages.ts'
import type { ReadValue } from '../../paper/reading/reading.ts'
import type { DraftPageReading, READ_PATHS } from '../../protocol/desk.ts'

type ReadPath = (typeof READ_PATHS)[number]

/** By the form's field names, and by what a zone of a document is called. */
const PATHS: Readonly<Record<string, ReadPath>> = {
  'titular.nume': 'holder.surname',
  'titular.prenume': 'holder.givenNames',
  'titular.cnp': 'holder.cnp',
  'titular.telefon': 'holder.phone',
  'titular.domiciliu': 'holder.address',
  'titular.email': 'holder.email',
  'reprezentant.nume': 'representative.surname',
  'reprezentant.prenume': 'representative.givenNames',
  'reprezentant.cnp': 'representative.cnp',
  'reprezentant.telefon': 'representative.phone',
  'act.tip': 'document.type',
  'act.seria': 'document.series',
  'act.numar': 'document.number',
  'act.valabil': 'document.validUntil',
  'cerere.data': 'requestedDay',
  // the zone whole: its parts are then proposed by the same rules as one from a wedge scanner
  'document.zone': 'document.mrz',
  // a candidate anywhere on a paper that is no form
  cnp: 'holder.cnp',
}

const SOURCES = { code: 'form-code', mrz: 'mrz', ocr: 'ocr', ink: 'ocr' } as const

/** Ink tells only which box is ticked; a zone must be proved; nothing empty is proposed. */
function proposes({ field, value, source, check }: ReadValue): boolean {
  if (PATHS[field] === undefined || value === '') return false
  if (source === 'ink') return field === 'act.tip' && check?.holds === true
  return source !== 'mrz' || (field === 'document.zone' && check?.holds === true)
}

const dataAddress = (jpeg: Uint8Array): string => `data:image/jpeg;base64,${Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).toString('base64')}`

export function proposalsOfReading(pageId: string, { reading, crops }: Pick<PageRead, 'reading' | 'crops'>): DraftPageReading {
  const { form, values, fields } = reading
  // what the code says outweighs what the eye of a machine made of the same field
  const said = values.filter(proposes).sort((a, b) => b.confidence - a.confidence)
  const proposals = said.flatMap(({ field, value, source, confidence, check }, at) => {
    const path = PATHS[field]
    return path === undefined || said.findIndex((other) => other.field === field && other.value === value) !== at ? [] : [{ path, value, source: SOURCES[source], confidence, checked: check?.holds ?? null }]
  })
  const kind = form === null ? undefined : FORMS.find(({ code }) => code === form.code)?.kind
  return {
    pageId,
    form: form === null || kind === undefined ? null : { title: form.title, kind, page: form.page, pages: form.pages },
    proposals,
    crops: crops.flatMap(({ field, image }) => {
      const path = PATHS[field]
      return path === undefined ? [] : [{ path, image: dataAddress(image) }]
    }),
    marks: fields.flatMap(({ field, kind: fieldKind, label }) => {
      const read = values.find((value) => value.field === field && value.source === 'ink')
      return read !== undefined && (fieldKind === 'tick' || fieldKind === 'choice' || fieldKind === 'signature') ? [{ field, label, kind: fieldKind, value: read.value, confidence: read.confidence }] : []
    }),
  }
}
