/** Reads the values of the machine-readable zone of an identity document on a picture. */
import type { Day } from '../../domain/calendar/day.ts'
import type { MrzReading } from '../../domain/person/mrz/mrz.ts'
import { invert, project } from './geometry.ts'
import { redOf } from './mats.ts'
import type { Raster, Rect } from './raster.ts'
import { readZones, type ReadZone } from './read-zone.ts'
import type { ReadValue } from './reading.ts'
import type { StraightPage } from './straighten.ts'
import type { ReadingTools } from './tools.ts'

/**
 * Returns the values `document.…` and `cnp`. A zone that is not proved gives only its lines, with a failed check, and
 * nothing of it is proposed.
 */
export function readDocument(
  { cv, glyphs }: ReadingTools,
  picture: Raster,
  page: StraightPage,
  today: Day,
): ReadValue[] {
  return readZones(cv, glyphs, redOf(picture), today).flatMap((zone) => {
    const place = placeOf(zone, page)
    const value = (field: string, text: string, rule: 'mrz' | 'cnp' = 'mrz'): ReadValue => ({
      field,
      value: text,
      source: 'mrz',
      confidence: zone.confidence,
      place,
      check: { rule, holds: zone.reading !== null },
    })
    return zone.reading === null
      ? [value('document.zone', zone.text)]
      : [value('document.zone', zone.reading.lines.join('\n')), ...valuesOf(zone.reading, value)]
  })
}

function valuesOf(
  reading: MrzReading,
  value: (field: string, text: string, rule?: 'mrz' | 'cnp') => ReadValue,
): ReadValue[] {
  // No check digit covers a name.
  const names = [value('document.surname', reading.surname), value('document.given-names', reading.givenNames)]
    .filter(({ value: name }) => name !== '')
    .map((name) => ({ ...name, check: null }))
  // Nor the letters of its kind, issuer and nationality, on which the type rests.
  const types = reading.documentType === null ? [] : [{ ...value('document.type', reading.documentType), check: null }]
  const texts: readonly (readonly [string, string | null])[] = [
    ['document.series', reading.series],
    ['document.number', reading.number],
    ['document.valid-until', reading.expiryDate],
    ['document.birth-date', reading.birthDate],
  ]
  return [
    ...names,
    ...types,
    ...texts.flatMap(([field, text]) => (text === null || text === '' ? [] : [value(field, text)])),
    ...(reading.cnp ? [value('cnp', reading.cnp.value, 'cnp')] : []),
  ]
}

/** The bounding box of the zone on the straightened page in mm. */
function placeOf({ corners }: ReadZone, { place }: StraightPage): Rect | null {
  const back = invert(place)
  if (back === null) return null
  const points = corners.map((corner) => project(back, corner))
  const [left, top] = [Math.min(...points.map(({ x }) => x)), Math.min(...points.map(({ y }) => y))]
  return {
    x: left,
    y: top,
    width: Math.max(...points.map(({ x }) => x)) - left,
    height: Math.max(...points.map(({ y }) => y)) - top,
  }
}
