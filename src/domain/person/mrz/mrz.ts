/**
 * Reads a machine-readable zone: TD1, TD2 and TD3 of ICAO Doc 9303, with the use that Romanian documents make of the
 * optional data.
 */
import type { Day } from '../../calendar/day.ts'
import { ok, refuse, type Result } from '../../problem.ts'
import type { IdentityDocumentType } from '../../request/request.ts'
import type { Cnp, Sex } from '../cnp.ts'
import type { Validity } from '../identity-document.ts'
import { checkHolds } from './check-digit.ts'
import {
  correctByClass,
  correctionsOf,
  type MrzCorrection,
  regularReading,
  read,
  type Sheet,
  sheetOf,
  write,
} from './correction.ts'
import { birthDateOf, expiryDateOf } from './dates.ts'
import { type Layout, type MrzFormat } from './format.ts'
import { measure, type MrzLines, possibleZones } from './lines.ts'
import { cnpIn } from './optional-data.ts'
import { isState } from './states.ts'

/** What a check digit covers. */
/** The parts of a machine-readable zone that have a check digit; `composite` is the one over the others. */
export const MRZ_CHECK_FIELDS = ['document-number', 'birth-date', 'expiry-date', 'optional-data', 'composite'] as const
type MrzCheckField = (typeof MRZ_CHECK_FIELDS)[number]

interface MrzCheck {
  readonly field: MrzCheckField
  readonly ok: boolean
}

export interface MrzReading {
  readonly format: MrzFormat
  /** Null if the code is not one of the kinds known at the counter. */
  readonly documentType: IdentityDocumentType | null
  /** Whole, without fillers: `MZ123456`. */
  readonly documentNumber: string
  /** Romanian cards: the letters of the series; else empty. */
  readonly series: string
  /** The number without its series. */
  readonly number: string
  /** Three letters of the issuing state, `ROU`. */
  readonly issuer: string
  readonly nationality: string
  /** In capitals without diacritics; a hyphen has become a space. */
  readonly surname: string
  readonly givenNames: string
  /** The name fills its field to the end, so some of it may be missing. */
  readonly nameTruncated: boolean
  readonly sex: Sex | 'unspecified'
  /** Null if the document leaves a part of it open. */
  readonly birthDate: Day | null
  readonly expiryDate: Validity
  /** Only a CNP that agrees with birth date and sex. */
  readonly cnp: Cnp | null
  readonly checks: readonly MrzCheck[]
  readonly corrections: readonly MrzCorrection[]
  /** The zone as it was understood. */
  readonly lines: readonly string[]
}

const unfilled = (text: string): string => text.replace(/<+/g, ' ').trim()

interface DocumentNumber {
  readonly text: string
  readonly holds: boolean
}

/**
 * The document number with its check digit. One of more than nine characters continues in the first optional field, its
 * check digit after its last character (Doc 9303-5 and -6, note on long numbers).
 */
function documentNumberOf(sheet: Sheet, layout: Layout, issuer: string): DocumentNumber {
  const field = read(sheet, layout.documentNumber)
  const digit = read(sheet, layout.documentNumberCheck)
  const [optional] = layout.optional
  if (digit === '<' && layout.format !== 'TD3' && optional) {
    const rest = /^[A-Z0-9]+/.exec(read(sheet, optional))?.[0] ?? ''
    const number = field + rest.slice(0, -1)
    // Belgium counts the filler in the place of the check digit too.
    const counted = issuer === 'BEL' ? `${field}<${rest.slice(0, -1)}` : number
    return { text: number.replace(/<+$/, ''), holds: rest.length > 1 && checkHolds(counted, rest.slice(-1)) }
  }
  if (checkHolds(field, digit)) return { text: field.replace(/<+$/, ''), holds: digit !== '<' }
  const romanianCard = layout.format !== 'TD3' && issuer === 'ROU'
  // Romanian cards have a series of two letters; of others only that letters come before digits can be guessed.
  const proved = regularReading(field, digit, romanianCard ? [2] : [0, 1, 2, 3])
  if (proved !== null) write(sheet, layout.documentNumber, proved)
  return { text: (proved ?? field).replace(/<+$/, ''), holds: proved !== null }
}

function namesOf(field: string): Pick<MrzReading, 'surname' | 'givenNames' | 'nameTruncated'> {
  const [surname = '', given = ''] = field.replace(/^<+/, '').split(/<<(.*)/s)
  return { surname: unfilled(surname), givenNames: unfilled(given), nameTruncated: !field.endsWith('<') }
}

function documentTypeOf(
  layout: Layout,
  code: string,
  issuer: string,
  nationality: string,
): IdentityDocumentType | null {
  if (layout.format === 'TD3') return code.startsWith('P') ? 'passport' : null
  if (!/^[IAC]/.test(code)) return null
  if (issuer === 'ROU' && nationality !== 'ROU') return 'residence-permit'
  return issuer === 'ROU' && layout.format === 'TD1' ? 'electronic-identity-card' : 'identity-card'
}

function sexOf(sheet: Sheet, layout: Layout): MrzReading['sex'] {
  const sex = read(sheet, layout.sex)
  if (sex === 'M') return 'male'
  return sex === 'F' ? 'female' : 'unspecified'
}

/**
 * Reads a machine-readable zone as typed, pasted or burst in by a wedge scanner: lower case, spaces, control
 * characters, lines run together and lost fillers at the end of the name are all understood; mixed-up characters are
 * put right by position and reported. The `today` of the counter decides the century of two-digit years.
 *
 * Refuses with `mrz.format` where no zone of a known measure is found (a visa is none), with `mrz.check-digit` naming
 * every field whose digit does not hold, with `document.date` where the birth or expiry date does not exist, and with
 * `mrz.state` where issuer or nationality is not in the list of Doc 9303-3: a zone that is not proved proposes nothing.
 */
export function parseMrz(text: string, today: Day): Result<MrzReading> {
  const readings = possibleZones(text).map((zone) => readZone(zone, today))
  // If no candidate is proved, the likeliest determines the refusal.
  return readings.find(({ ok: proved }) => proved) ?? readings[0] ?? refuse('mrz.format', measure(text))
}

function readZone(zone: MrzLines, today: Day): Result<MrzReading> {
  const { layout } = zone
  const sheet = sheetOf(zone.lines)
  correctByClass(sheet, layout)

  const [code, issuer, nationality] = [layout.code, layout.issuer, layout.nationality].map((span) =>
    read(sheet, span).replace(/<+$/, ''),
  )
  const number = documentNumberOf(sheet, layout, issuer ?? '')
  const birth = read(sheet, layout.birthDate)
  const expiry = read(sheet, layout.expiryDate)
  const sex = sexOf(sheet, layout)

  let cnp: Cnp | null = null
  if (issuer === 'ROU')
    for (const span of layout.optional) {
      const found = cnpIn(read(sheet, span), { birthDate: birth, sex: sex === 'unspecified' ? null : sex })
      if (!found) continue
      write(sheet, span, found.field)
      cnp ??= found.cnp
    }

  const holds = (
    spans: readonly (readonly [number, number, number])[],
    digit: readonly [number, number, number],
  ): boolean => checkHolds(spans.map((span) => read(sheet, span)).join(''), read(sheet, digit))
  const checks: MrzCheck[] = [
    { field: 'document-number', ok: number.holds },
    { field: 'birth-date', ok: holds([layout.birthDate], layout.birthDateCheck) },
    { field: 'expiry-date', ok: holds([layout.expiryDate], layout.expiryDateCheck) },
    ...(layout.optionalCheck
      ? [{ field: 'optional-data', ok: holds(layout.optional, layout.optionalCheck) } as const]
      : []),
    {
      field: 'composite',
      ok: holds(layout.composite, layout.compositeCheck) && read(sheet, layout.compositeCheck) !== '<',
    },
  ]
  const failed = checks.filter((check) => !check.ok).map((check) => check.field)
  if (failed.length > 0) return refuse('mrz.check-digit', { fields: failed })

  const birthDate = birthDateOf(birth, today)
  if (!birthDate.ok) return birthDate
  const expiryDate = expiryDateOf(expiry, today)
  if (!expiryDate.ok) return expiryDate
  // No check digit covers these letters, so only the list tells a misread one.
  for (const state of [issuer ?? '', nationality ?? '']) if (!isState(state)) return refuse('mrz.state', { state })
  const names = namesOf(read(sheet, layout.name))
  if (names.surname === '') return refuse('name.empty')
  const split = issuer === 'ROU' && layout.format !== 'TD3' ? /^([A-Z]{2})(\d+)$/.exec(number.text) : null
  return ok({
    format: layout.format,
    documentType: documentTypeOf(layout, code ?? '', issuer ?? '', nationality ?? ''),
    documentNumber: number.text,
    series: split?.[1] ?? '',
    number: split?.[2] ?? number.text,
    issuer: issuer ?? '',
    nationality: nationality ?? '',
    ...names,
    sex,
    birthDate: cnp?.birthDate ?? birthDate.value,
    expiryDate: expiryDate.value,
    cnp,
    checks,
    corrections: correctionsOf(zone.lines, sheet),
    lines: sheet.cells.map((row) => row.join('')),
  })
}
