/**
 * The audit trail as a file for a spreadsheet: CSV (RFC 4180) in UTF-8 with its mark, so that spreadsheets read the
 * diacritics. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'

type Entry = ProcedureOutput<'audit.trail'>['entries'][number]

const UTF8_MARK = '\uFEFF'
const cell = (value: string | number): string => {
  const text = String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

export const trailFile = (
  columns: readonly string[],
  entries: readonly Entry[],
  kindWords: (action: string) => string,
  centralStore: string,
): string =>
  UTF8_MARK +
  [
    columns,
    ...entries.map(({ n, at, person, deskNumber, action, hash }) => [
      ...[n, at, person ?? centralStore, deskNumber ?? '', kindWords(action), action, hash],
    ]),
  ]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('')
