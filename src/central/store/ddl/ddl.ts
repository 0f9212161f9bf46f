/**
 * What a migration receives: the few statements that change a schema, in terms that every engine understands. The
 * differences between engines (types, strictness, triggers) are in {@link SchemaWords}, one object per engine.
 */
import { type Kysely, sql } from 'kysely'
import { type Column, columnSql, type ColumnTypes } from './columns.ts'

/** How one engine writes what the SQL standard leaves open. */
export interface SchemaWords {
  readonly types: ColumnTypes
  /** After the closing bracket of a `create table`. */
  readonly tableEnd: string
  /** Statements that make `act` on any row of the table fail with the message. */
  readonly refusal: (refusal: Refusal) => readonly string[]
}
export interface Refusal {
  readonly table: string
  readonly act: 'update' | 'delete'
  readonly name: string
  readonly message: string
}

interface TableRules {
  readonly key?: readonly string[]
  readonly unique?: readonly string[]
  readonly check?: string
}
interface IndexOptions {
  readonly unique?: true
  /** Only rows that meet this condition are in the index. */
  readonly where?: string
}

export interface Ddl {
  createTable(name: string, columns: Readonly<Record<string, Column>>, rules?: TableRules): Promise<void>
  addColumn(table: string, name: string, column: Column): Promise<void>
  renameTable(from: string, to: string): Promise<void>
  dropTable(name: string): Promise<void>
  createIndex(name: string, table: string, columns: readonly string[], options?: IndexOptions): Promise<void>
  /** Rows can be added, and neither changed nor removed. */
  appendOnly(table: string): Promise<void>
  /** One of the two restrictions, with a name and a message of its own. */
  refuse(refusal: Refusal): Promise<void>
  /** For moving data: statements in SQL that both engines understand. */
  run(statement: string): Promise<void>
}

/** A step of the schema. */
export type Step = (ddl: Ddl) => Promise<void>

export function ddlOf(db: Kysely<unknown>, words: SchemaWords): Ddl {
  const run = async (statement: string): Promise<void> => {
    await sql.raw(statement).execute(db)
  }
  const refuse = async (refusal: Refusal): Promise<void> => {
    for (const statement of words.refusal(refusal)) await run(statement)
  }
  return {
    createTable: (name, columns, { key, unique, check } = {}) => {
      const lines = [
        ...Object.entries(columns).map(([column, definition]) => columnSql(column, definition, words.types)),
        ...(key === undefined ? [] : [`primary key (${key.join(', ')})`]),
        ...(unique === undefined ? [] : [`unique (${unique.join(', ')})`]),
        ...(check === undefined ? [] : [`check (${check})`]),
      ]
      return run(`create table ${name} (${lines.join(', ')})${words.tableEnd}`)
    },
    addColumn: (table, name, column) => run(`alter table ${table} add column ${columnSql(name, column, words.types)}`),
    renameTable: (from, to) => run(`alter table ${from} rename to ${to}`),
    dropTable: (name) => run(`drop table ${name}`),
    createIndex: (name, table, columns, { unique, where } = {}) =>
      run(
        `create ${unique === true ? 'unique ' : ''}index ${name} on ${table} (${columns.join(', ')})${where === undefined ? '' : ` where ${where}`}`,
      ),
    async appendOnly(table) {
      for (const act of ['update', 'delete'] as const)
        await refuse({ table, act, name: `${table}_no_${act}`, message: `${table} is append-only` })
    },
    refuse,
    run,
  }
}
