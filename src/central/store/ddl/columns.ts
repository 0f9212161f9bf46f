/**
 * The kinds of column that a migration may use. They state what a value is; each engine decides how to store it. A
 * column is `not null` unless it is nullable.
 */
type ColumnKind = 'text' | 'integer' | 'flag' | 'bytes' | 'json' | 'instant' | 'day'

export interface ColumnOptions {
  readonly key?: true
  readonly nullable?: true
  readonly unique?: true
  readonly default?: number | string
  /** `table.column`. */
  readonly references?: `${string}.${string}`
  /** A condition in SQL that both engines interpret in the same way. */
  readonly check?: string
  /** The closed list of values. */
  readonly oneOf?: readonly string[]
}
export interface Column extends ColumnOptions {
  readonly kind: ColumnKind
}
export type ColumnTypes = Readonly<Record<ColumnKind, string>>

const column =
  (kind: ColumnKind) =>
  (options: ColumnOptions = {}): Column => ({ kind, ...options })

export const text = column('text')
export const integer = column('integer')
/** 0 or 1. */
export const flag = column('flag')
export const bytes = column('bytes')
/** Canonical JSON, stored as the text that was hashed. An engine's own JSON type would rewrite it. */
export const json = column('json')
/** `2026-11-23T08:05:00.000Z`: fixed width and UTC, so that the order of the text is the order in time. */
export const instant = column('instant')
/** `2026-11-23`. */
export const day = column('day')

/** The values that a column may have, as conditions. */
function checksOf(name: string, { kind, check, oneOf }: Column): string[] {
  return [
    ...(check === undefined ? [] : [check]),
    ...(oneOf === undefined ? [] : [`${name} in (${oneOf.map((value) => `'${value}'`).join(', ')})`]),
    ...(kind === 'flag' ? [`${name} in (0, 1)`] : []),
  ]
}

/** One column of a `create table`. */
export function columnSql(name: string, column: Column, types: ColumnTypes): string {
  // An integer key is never null on any engine; SQLite allows null in a text key unless this is forbidden.
  const required = column.nullable !== true && !(column.key === true && column.kind === 'integer')
  return [
    name,
    types[column.kind],
    ...(column.key === true ? ['primary key'] : []),
    ...(required ? ['not null'] : []),
    ...(column.default === undefined
      ? []
      : [`default ${typeof column.default === 'string' ? `'${column.default}'` : String(column.default)}`]),
    ...(column.unique === true ? ['unique'] : []),
    ...(column.references === undefined ? [] : [`references ${column.references.replace('.', ' (')})`]),
    ...checksOf(name, column).map((condition) => `check (${condition})`),
  ].join(' ')
}
