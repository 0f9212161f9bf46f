/** Compares a reading with the truth. On a page that was not recognised everything counts as wrong. */
import type { PageReading } from '../../../src/paper/reading/reading.ts'
import type { TrueDocument } from './document-pages.ts'
import type { TrueValues } from './form-pages.ts'
import type { ObstructedPage } from './obstruct.ts'

export interface Score {
  readonly right: number
  readonly of: number
}
/** Scores by kind of content; `wrong` names the fields that were misread. */
export interface Judged {
  readonly scores: Readonly<Record<string, Score>>
  readonly wrong: readonly string[]
}

const one = (right: boolean): Score => ({ right: right ? 1 : 0, of: 1 })

export function judgeForm(reading: PageReading, truth: TrueValues): Judged {
  const { form } = reading
  const recognised =
    form?.code === truth.form.code &&
    form.variant === truth.form.variant &&
    form.page === truth.page.number &&
    form.version === truth.form.version
  const byInk = new Map(
    reading.values.filter(({ source }) => source === 'ink').map(({ field, value }) => [field, value]),
  )
  const byCode = new Map(
    reading.values.filter(({ source }) => source === 'code').map(({ field, value }) => [field, value]),
  )
  const wrong: string[] = []
  const score = (names: readonly string[], right: (name: string) => boolean): Score => {
    const missed = names.filter((name) => !recognised || !right(name))
    wrong.push(...missed)
    return { right: names.length - missed.length, of: names.length }
  }
  const boxes = truth.page.fields.filter(({ kind }) => kind === 'tick' || kind === 'choice').map(({ name }) => name)
  const signatures = truth.page.fields.filter(({ kind }) => kind === 'signature').map(({ name }) => name)
  const inkRight = (name: string): boolean => byInk.get(name) === (truth.ink.get(name) ?? '')
  return {
    scores: {
      'form recognised': one(recognised),
      'tick boxes': score(boxes, inkRight),
      'signature presence': score(signatures, inkRight),
      'code values': score(Object.keys(truth.carried ?? {}), (name) => byCode.get(name) === truth.carried?.[name]),
    },
    wrong: recognised ? wrong : ['form'],
  }
}

/** Lines of the zone that are exact. A CNP is right only if its check digits were verified. */
export function judgeDocument(reading: PageReading, truth: TrueDocument): Judged {
  const read = (field: string): string => reading.values.find((value) => value.field === field)?.value ?? ''
  const lines = read('document.zone').split('\n')
  const wanted = truth.zone.split('\n')
  const right = wanted.filter((line, at) => lines[at] === line).length
  const proved = reading.values.some(({ field, check }) => field === 'document.zone' && check?.holds === true)
  return {
    scores: {
      'zone lines': { right, of: wanted.length },
      'zone CNP': truth.cnp === '' ? { right: 0, of: 0 } : one(read('cnp') === truth.cnp),
      // Verified by check digits but different from the truth: this must never happen.
      'false zones': { right: proved && right < wanted.length ? 1 : 0, of: 1 },
    },
    wrong: right === wanted.length ? [] : [`${truth.format} zone`],
  }
}

/** From this confidence the screen does not ask the clerk to look at the paper. */
const SURE = 0.9

export interface JudgedObstructed {
  /** Values that were returned as certain. */
  readonly told: number
  /** Certain values that are wrong, and values of places that are not on the picture at all. */
  readonly wrong: readonly string[]
  /** Boxes and signatures that can be seen whole, and how many of them were read right. */
  readonly visible: number
  readonly visibleRight: number
}

/** Judges a page of which parts are missing. A code of values is proved by its checksum wherever its fields are. */
export function judgeObstructed(
  reading: PageReading,
  truth: TrueValues,
  { hidden }: Pick<ObstructedPage, 'hidden'>,
): JudgedObstructed {
  const wrong: string[] = []
  let [told, visible, visibleRight] = [0, 0, 0]
  for (const field of truth.page.fields) {
    const boxes = field.kind === 'choice' ? field.options.map(({ box }) => box) : [field.box]
    const states = boxes.map(hidden)
    const gone = states.every((state) => state === 'all')
    const seen = states.every((state) => state === 'nothing')
    const right = truth.ink.get(field.name) ?? truth.written.get(field.name)
    const value = reading.values.find((one) => one.field === field.name && one.source === 'ink')
    if (right === undefined) continue
    if (seen && truth.ink.has(field.name)) {
      visible++
      if (value?.value === right) visibleRight++
    }
    if (value === undefined || value.confidence < SURE || value.check?.holds === false) continue
    told++
    if (gone || value.value !== right) wrong.push(`${field.name} ${value.value || 'empty'} (${states.join(' ')})`)
  }
  for (const { field, value } of reading.values.filter(({ source }) => source === 'code')) {
    told++
    if (truth.values[field] !== value) wrong.push(`${field} from the code`)
  }
  return { told, wrong, visible, visibleRight }
}
