/** Reads one page: straightens the picture, whitens the paper, and reads ink, codes and print. */
import type { Day } from '../../domain/calendar/day.ts'
import { FORMS } from '../forms/index.ts'
import type { FormFile } from '../forms/read-values.ts'
import { parseValueCode } from '../forms/value-code.ts'
import { valueFields } from '../forms/values.ts'
import type { FoundCode } from './codes.ts'
import { withFileFields } from './file-fields.ts'
import { readAt, type FoundForm } from './find-form.ts'
import { invert, project, type Homography, type Point } from './geometry.ts'
import { layStraight, type LaidStraight } from './lay-straight.ts'
import { readInk } from './marked-fields.ts'
import type { Raster, Rect } from './raster.ts'
import { readDocument } from './read-document.ts'
import { readCnpCandidates, readPrintedCnps, readPrintedDates, readPrintedFields } from './read-print.ts'
import type { Obstacle, PageReading, ReadValue, UnreadField } from './reading.ts'
import { middleOf, sheetsOf, soleValues } from './sheets.ts'
import type { ReadingTools } from './tools.ts'
import { unreadFields } from './visible-fields.ts'

export interface ReadPage {
  readonly reading: PageReading
  /** The straightened page on white paper, which is shown. */
  readonly page: Raster
}

/**
 * `today` is the day at the counter, which decides the century of years in a zone. `fileOf` returns the fields of the
 * file; it is called only when a form was found on the picture.
 */
export async function readPage(
  tools: ReadingTools,
  picture: Raster,
  today: Day,
  fileOf: () => Promise<FormFile | null>,
): Promise<ReadPage> {
  const laid = await layStraight(tools.cv, tools.codes, picture)
  const obstacle = laid.form === null ? obstacleOf(laid.codes) : null
  const readWithoutForm = async () =>
    obstacle !== null ? valuesDespite(obstacle, laid.codes) : readForeignPaper(tools, laid, picture, today)
  const unread = laid.form === null ? [] : unreadFields({ ...laid, place: laid.form.place }, laid.form.page.fields)
  const values =
    laid.form !== null ? await readForm(tools, laid, laid.form, unread, await fileOf()) : await readWithoutForm()
  return { page: laid.page.raster, reading: { ...readingOf(laid, obstacle, values), unread } }
}

/** Reads a form of ours with the places of its description. */
async function readForm(
  tools: ReadingTools,
  laid: LaidStraight,
  found: FoundForm,
  unread: readonly UnreadField[],
  file: FormFile | null,
): Promise<ReadValue[]> {
  const { pixelsPerMm, raster: page } = laid.page
  const { fields: printed } = found.page
  const fields = printed.filter(({ name }) => !unread.some(({ field }) => field === name))
  const ink = readInk({ raster: page, pixelsPerMm }, fields)
  const carried = await readCodeOfValues(tools, laid, found)
  // Fields of another form than the drawn one are ignored.
  const held: FormFile['fields'] = file?.form === found.form ? file.fields : new Map()
  const holds = (field: string): boolean => (held.get(field)?.value ?? '') !== ''
  // Values in the code need no reading of print, but fields are compared with the print.
  const open = new Set(
    [...ink, ...carried].flatMap(({ field, value }) =>
      value === 'written' && (holds(field) || !carried.some((code) => code.field === field)) ? [field] : [],
    ),
  )
  const form = { reader: tools.text, page, pixelsPerMm, fields }
  const print = [
    ...(await readPrintedFields({ ...form, written: open })),
    ...(await readPrintedCnps({ ...form, written: open })),
    ...(await readPrintedDates({ ...form, written: new Set([...open].filter(holds)) })),
  ]
  return withFileFields(held, printed, [...ink, ...carried, ...print])
}

/** Reads another paper: an identity document with a zone, or print that may contain a CNP. */
async function readForeignPaper(
  tools: ReadingTools,
  { page }: LaidStraight,
  picture: Raster,
  today: Day,
): Promise<ReadValue[]> {
  const document = readDocument(tools, picture, page, today)
  return document.some(({ check }) => check?.holds === true)
    ? document
    : [...document, ...(await readCnpCandidates(tools.text, page.raster, page.pixelsPerMm))]
}

/**
 * Reads the code of values of the form: first among the codes found on the picture, then again at its expected place.
 */
async function readCodeOfValues(
  { cv, codes: reader }: ReadingTools,
  { codes, grey }: LaidStraight,
  { form, page, place }: FoundForm,
): Promise<ReadValue[]> {
  const parse = (text: string) =>
    parseValueCode(text, (code, version) =>
      FORMS.find((known) => known.code === code && known.version === version && known.variant === form.variant),
    )
  if (page.values === null) return []
  // A code of values elsewhere on the picture belongs to another paper.
  const here = codes.filter(({ corners }) => isOn(page.values, place, middleOf(corners)))
  let carried = here.map(({ text }) => parse(text)).find((found) => found !== null) ?? null
  if (carried === null) {
    const again = await readAt(cv, reader, grey, place, page.values)
    carried = again && parse(again.text)
  }
  // The code is that of another form.
  if (carried === null || carried.code !== form.code || carried.version !== form.version) return []
  const { values } = carried
  return valueFields(form).flatMap(({ name, page: on, box }) => {
    const value = values[name]
    return value === undefined
      ? []
      : [
          {
            field: name,
            value,
            source: 'code' as const,
            confidence: 0.999,
            place: on === page.number ? box : null,
            check: { rule: 'code' as const, holds: true },
          },
        ]
  })
}

/** Whether a point of the picture lies on a rectangle of the sheet. */
function isOn(box: Rect | null, place: Homography, point: Point): boolean {
  const back = invert(place)
  if (box === null || back === null) return false
  const { x, y } = project(back, point)
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height
}

function obstacleOf(codes: readonly FoundCode[]): Obstacle | null {
  const { named, several, unknownVersion } = sheetsOf(codes)
  if (several) return 'several-forms'
  if (unknownVersion) return 'unknown-version'
  return named !== null || soleValues(codes, null) !== null ? 'not-laid' : null
}

/**
 * A form of ours that cannot be read is not another document either. When only its corners are missing, its code of
 * values is still used.
 */
function valuesDespite(obstacle: Obstacle, codes: readonly FoundCode[]): ReadValue[] {
  if (obstacle !== 'not-laid') return []
  const sole = soleValues(codes, sheetsOf(codes).named)
  return Object.entries(sole?.values ?? {}).map(([field, value]) => ({
    field,
    value,
    source: 'code',
    confidence: 0.999,
    place: null,
    check: { rule: 'code', holds: true },
  }))
}

function readingOf(
  { by, form, codes, page: { pixelsPerMm, raster } }: LaidStraight,
  obstacle: Obstacle | null,
  values: ReadValue[],
): Omit<PageReading, 'unread'> {
  return {
    obstacle,
    form: form && {
      code: form.form.code,
      version: form.form.version,
      variant: form.form.variant,
      page: form.page.number,
      pages: form.form.pages.length,
      title: form.form.title,
    },
    straightened: { by, error: form && Number(form.error.toFixed(3)) },
    width: raster.width / pixelsPerMm,
    height: raster.height / pixelsPerMm,
    pixelsPerMm,
    values,
    fields: form?.page.fields.map(({ name, kind, label, box }) => ({ field: name, kind, label, place: box })) ?? [],
    otherCodes: codes.map(({ text }) => text).filter((text) => !/^DES(1|V1):/.test(text)),
  }
}
