/**
 * Scores integrity verdicts on the signed files of a corpus folder (`pades/`). A verdict is right if the manifest lists
 * it as accepted.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { indexByName } from '../../src/signature/x509/path-building.ts'
import { validatePdf } from '../../src/signature/validation/validate-pdf.ts'
import type { Verdict } from '../../src/signature/validation/check.ts'
import type { Score } from './corpus-path-validation.ts'

export interface PadesRow {
  readonly file: string
  readonly group: 'upstream' | 'pyhanko'
  readonly expected: string
  readonly must: string
}

const refused: readonly Verdict[] = ['tampered', 'invalid', 'indeterminate', 'no-signature', 'error']
const accepted: Readonly<Record<string, readonly Verdict[]>> = {
  valid: ['valid', 'valid-warn'],
  'valid-or-warn': ['valid', 'valid-warn'],
  'not-valid': refused,
  'no-crash-not-valid': refused,
  'warn-or-fail': ['valid-warn', ...refused],
  'not-plain-valid': ['valid-warn', ...refused],
  'no-signature': ['no-signature'],
}

/** The rows of the manifest on whose verdict there is no dispute. */
export function readManifest(dir: string): PadesRow[] {
  const [header = [], ...rows] = parseCsv(readFileSync(join(dir, 'manifest.csv'), 'utf8'))
  const column = (row: readonly string[], name: string) => row[header.indexOf(name)] ?? ''
  return rows
    .filter((row) => column(row, 'contested') === '' && column(row, 'file') !== '')
    .map((row) => ({
      file: column(row, 'file'),
      group: column(row, 'source') === 'pyhanko-gen' ? 'pyhanko' : 'upstream',
      expected: column(row, 'expected'),
      must: column(row, 'must'),
    }))
}

/** The files of `pades-attacks/` with the answer that is right. */
export function readAttacks(dir: string): { readonly file: string; readonly right: string }[] {
  const [header = [], ...rows] = parseCsv(readFileSync(join(dir, 'manifest.csv'), 'utf8'))
  const column = (row: readonly string[], name: string) => row[header.indexOf(name)] ?? ''
  return rows
    .filter((row) => column(row, 'file') !== '')
    .map((row) => ({ file: column(row, 'file'), right: column(row, 'right') }))
}

/** A refusal is right by any reason; a green must be exactly the one that is right. */
export function isRightAnswer(right: string, verdict: Verdict): boolean {
  if (right !== 'tampered' && right !== 'invalid') return verdict === right
  return refused.includes(verdict) && verdict !== 'no-signature'
}

/** RFC 4180: quoted fields, doubled quotes. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? ''
    if (quoted) {
      if (char === '"' && text[index + 1] === '"') {
        field += '"'
        index++
      } else if (char === '"') quoted = false
      else field += char
    } else if (char === '"') quoted = true
    else if (char === ',' || char === '\n') {
      rows.at(-1)?.push(field)
      field = ''
      if (char === '\n') rows.push([])
    } else if (char !== '\r') field += char
  }
  rows.at(-1)?.push(field)
  return rows
}

export function isRight(row: PadesRow, verdict: Verdict): boolean {
  return accepted[row.must]?.includes(verdict) ?? false
}

export interface PadesFigures {
  readonly falseGreen: number
  readonly bad: number
  readonly greenOnValid: number
  readonly good: number
  readonly unsignedRight: number
  readonly unsigned: number
}

export function figuresOf(rows: readonly PadesRow[], verdictOf: (row: PadesRow) => Verdict): PadesFigures {
  const green = (row: PadesRow) => verdictOf(row).startsWith('valid')
  const bad = rows.filter(({ expected }) => expected === 'tampered' || expected === 'invalid')
  const good = rows.filter(({ expected }) => expected === 'valid' || expected === 'valid-modified-permitted')
  const unsigned = rows.filter(({ expected }) => expected === 'no-signature')
  return {
    falseGreen: bad.filter(green).length,
    bad: bad.length,
    greenOnValid: good.filter(green).length,
    good: good.length,
    unsignedRight: unsigned.filter((row) => verdictOf(row) === 'no-signature').length,
    unsigned: unsigned.length,
  }
}

export async function score(dir: string): Promise<Score> {
  const rows = readManifest(dir)
  const at = new Date()
  const verdicts = new Map(
    rows.map((row) => [
      row.file,
      validatePdf(readFileSync(join(dir, row.file)), { at, anchors: indexByName([]) }).verdict,
    ]),
  )
  const wrong = rows.flatMap((row) => {
    const verdict = verdicts.get(row.file) ?? 'error'
    return isRight(row, verdict) ? [] : [`${row.file}: ${verdict}, must be ${row.must}`]
  })
  return Promise.resolve({ right: rows.length - wrong.length, total: rows.length, wrong })
}
